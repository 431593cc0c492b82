"""What is settled of every interview -> which are alike, how surely they fall into clusters, and what these share.

Owns the order of the analysis and what so few interviews allow; must not know words or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.enough_answers import Claim, Estimate, Figure, Undefined, enough_for, figure_of
from jtbd_diag.lab.interviews.adjudicated import forces, settled
from jtbd_diag.lab.interviews.forms_of_interviewed import FormWords
from jtbd_diag.lab.interviews.interview_folder import Tagged
from jtbd_diag.lab.interviews.medoids import (
    Distances,
    Labels,
    adjusted_rand,
    clustered,
    gower,
    jaccard,
    silhouettes,
    stability,
)
from jtbd_diag.lab.interviews.tag_book import TagBook

MOST_CLUSTERS, ROUNDS = 5, 200
STABLE, PATTERN = 0.75, 0.6
"""From which stability on a cluster is stable, or a pattern; below that it is not to be trusted (Hennig 2007)."""
FAINT, CLEAR = 0.25, 0.5
"""Up to which mean silhouette there is no structure to speak of, or a weak one (Kaufman & Rousseeuw 1990)."""
TELLING = 0.25
"""By how much a mark must be more common inside a cluster than outside to describe it."""
MOST_DRAWN = 60
"""Interviews up to which the tree is drawn."""
_OF_NOBODY = Undefined(0)
Joins = tuple[tuple[int, int, float], ...]


class Distance(StrEnum):
    """How far two interviews are apart."""

    JACCARD = "jaccard"
    GOWER = "gower"


@dataclass(frozen=True)
class Telling:
    """A mark of a cluster: how many inside have it, and how many of the others."""

    tag: str
    inside: int
    outside: int


@dataclass(frozen=True)
class Cluster:
    """Interviews that lie together. `coded` and `form` count jobs by id, None where nothing is settled or known."""

    number: int
    interviews: tuple[str, ...]
    medoid: str
    stability: float
    more: tuple[Telling, ...]
    less: tuple[Telling, ...]
    steps: Mapping[str, float]
    coded: Mapping[str | None, int]
    form: Mapping[str | None, int]


@dataclass(frozen=True)
class Parting:
    """The interviews in `k` clusters: how well they lie in them, and the stability of each."""

    k: int
    silhouette: float
    stabilities: tuple[float, ...]


@dataclass(frozen=True)
class Clusters:
    """All of it. `partings` and `clusters` are empty where so few interviews allow none; `joins` are the tree's.

    A join takes two groups, an interview's place or that of an earlier join behind them, at a distance. `empty` names
    interviews without any mark, which are like none and left out.
    """

    tagged: Tagged
    distance: Distance
    seed: int
    interviews: tuple[str, ...]
    empty: tuple[str, ...]
    joins: Joins
    coded: tuple[str | None, ...]
    form: FormWords | None
    partings: tuple[Parting, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    with_coded: Figure = _OF_NOBODY
    with_form: Figure = _OF_NOBODY

    @property
    def best(self) -> Parting | None:
        """The parting with the highest mean silhouette."""
        return max(self.partings, key=lambda one: one.silhouette, default=None)

    @property
    def alike(self) -> bool:
        """Whether there are enough interviews for clusters, and none: all of them have the same marks."""
        return not self.partings and enough_for(Claim.CLUSTERS, len(self.interviews))


def clusters_of(tagged: Tagged, form: FormWords | None, distance: Distance, seed: int) -> Clusters:
    """Work everything out. The same `seed` gives the same stabilities."""
    marks = forces(tagged)
    kept: NDArray[np.bool_] = np.any(marks, axis=1)
    names = [name for name, here in zip(tagged.texts, kept, strict=True) if here]
    empty = tuple(name for name, here in zip(tagged.texts, kept, strict=True) if not here)
    rated = tagged.book.rated
    steps = np.stack([settled(tagged, tag) for tag in rated], 1)[kept] if rated else np.zeros((len(names), 0))
    marks = marks[kept]
    kinds = np.array([tag.kinds for tag in rated])
    far = jaccard(marks) if distance is Distance.JACCARD else gower(marks, steps, kinds)
    by_form = [form.words[name].job if form and name in form.words else None for name in names]
    rows = _Rows(tagged.book, far, names, marks, steps, coded_jobs(tagged, names), by_form)
    joins = _joins(far) if 1 < len(names) <= MOST_DRAWN else ()
    whole = Clusters(tagged, distance, seed, tuple(names), empty, joins, tuple(rows.coded), form)
    unlike = len({row.tobytes() for row in np.round(far, 12)})
    if unlike < 2 or not enough_for(Claim.CLUSTERS, len(names)):
        return whole
    whole = replace(whole, partings=tuple(_parting(far, k, seed) for k in range(2, min(MOST_CLUSTERS, unlike) + 1)))
    best = max(whole.partings, key=lambda parting: parting.silhouette)
    labels = clustered(far, best.k)
    return replace(
        whole,
        clusters=tuple(_cluster(n, labels, best, rows) for n in range(best.k)),
        with_coded=_alike(labels, rows.coded),
        with_form=_alike(labels, rows.form),
    )


def coded_jobs(tagged: Tagged, names: Sequence[str]) -> list[str | None]:
    """The settled job of each interview."""
    if tagged.book.job is None:
        return [None] * len(names)
    tag = tagged.book.tags[tagged.book.job]
    told = dict(zip(tagged.texts, settled(tagged, tag), strict=True))
    return [None if np.isnan(told[name]) else tag.values[int(told[name])] for name in names]


def _parting(far: Distances, k: int, seed: int) -> Parting:
    found = stability(far, k, seed, ROUNDS)
    return Parting(k, float(silhouettes(far, clustered(far, k)).mean()), tuple(map(float, found)))


@dataclass(frozen=True)
class _Rows:
    """What is known of the interviews that are clustered: a row for each."""

    book: TagBook
    far: Distances
    names: Sequence[str]
    marks: NDArray[np.bool_]
    steps: Distances
    coded: Sequence[str | None]
    form: Sequence[str | None]


def _cluster(number: int, labels: Labels, best: Parting, rows: _Rows) -> Cluster:
    inside = labels == number
    at = np.flatnonzero(inside).tolist()
    share = rows.marks[inside].mean(0) - rows.marks[~inside].mean(0)
    telling = [
        Telling(tag.id, int(rows.marks[inside, n].sum()), int(rows.marks[~inside, n].sum()))
        for n, tag in enumerate(rows.book.compared)
    ]
    order = np.argsort(-share, kind="stable").tolist()
    known = {tag.id: rows.steps[inside, n] for n, tag in enumerate(rows.book.rated)}
    return Cluster(
        number + 1,
        tuple(rows.names[n] for n in at),
        rows.names[at[int(rows.far[np.ix_(at, at)].sum(0).argmin())]],
        best.stabilities[number],
        tuple(telling[n] for n in order if share[n] >= TELLING),
        tuple(telling[n] for n in order[::-1] if share[n] <= -TELLING),
        {tag: float(np.nanmedian(told)) for tag, told in known.items() if np.isfinite(told).any()},
        Counter(rows.coded[n] for n in at),
        Counter(rows.form[n] for n in at),
    )


def _alike(labels: Labels, jobs: Sequence[str | None]) -> Figure:
    """The adjusted Rand index of clusters and jobs, of interviews whose job is known."""
    known = [n for n, job in enumerate(jobs) if job is not None]
    kinds = sorted({job for job in jobs if job is not None})

    def made() -> Estimate | None:
        value = adjusted_rand(labels[known], np.array([kinds.index(str(jobs[n])) for n in known]))
        return None if value is None else Estimate(value, len(known))

    return figure_of(Claim.RELIABILITY, len(known), made)


def _joins(far: Distances) -> Joins:
    """The tree of average distances."""
    from scipy.cluster.hierarchy import linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    flat = squareform(far, checks=False)
    tree = linkage(flat, "average")
    if len(far) > 2:
        tree = optimal_leaf_ordering(tree, flat)
    return tuple((int(one), int(other), float(at)) for one, other, at, _ in tree)
