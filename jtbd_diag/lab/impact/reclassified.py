"""The same answers, scored by two versions -> who gets another job, and by which line of the ledger.

Owns the comparison of two results and its reasons; must not know where the answers come from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.diagnosis import score_table
from jtbd_diag.diagnosis.ledger_and_flip import Ledger
from jtbd_diag.questionnaire import Questionnaire, Value

Cause = Literal["added", "dropped", "points", "place", "share", "score", "job"]
Pairs = Sequence[tuple[Mapping[str, Value], Mapping[str, Value]]]
MOST_EXPLAINED = 1000
"""So many of those who change are explained, evenly taken."""
RESULTS = ("job", "outcome", "struggle")
_TINY = 1e-12


@dataclass(frozen=True)
class Reason:
    """What moved somebody most: the cause, the question where it is one, the scale, and by how much of the lead."""

    cause: Cause
    item: str | None
    scale: str | None
    added: float


@dataclass(frozen=True)
class Mover:
    """Somebody whose job changes, by row or name; None is no job. `reasons` are the weightiest first."""

    who: str
    before: str | None
    after: str | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Crossed:
    """How many have which result by the old version and which by the new; None is none."""

    counts: Mapping[tuple[str | None, str | None], int]

    @property
    def n(self) -> int:
        """Everybody."""
        return sum(self.counts.values())

    @property
    def with_result(self) -> int:
        """Those who have a result by either."""
        return self.n - self.counts.get((None, None), 0)

    @property
    def changed(self) -> int:
        """Those whose result differs."""
        return sum(count for (before, after), count in self.counts.items() if before != after)

    @property
    def told_before(self) -> int:
        """Those who had a result before the change."""
        return sum(count for (before, _), count in self.counts.items() if before is not None)

    @property
    def share_moved(self) -> float:
        """Of those with a result before, the share who have another now, or none, 0 to 1: what a bound judges."""
        moved = sum(n for (before, after), n in self.counts.items() if before is not None and before != after)
        return moved / self.told_before if self.told_before else 0.0

    @property
    def told_by_both(self) -> int:
        """Those who have a result before and after the change."""
        return sum(count for pair, count in self.counts.items() if None not in pair)

    @property
    def another(self) -> int:
        """Those of them whose result differs."""
        return self.changed - self.lost - self.gained

    @property
    def lost(self) -> int:
        """Those who have a result before the change alone."""
        return self.told_before - self.told_by_both

    @property
    def gained(self) -> int:
        """Those who have a result after the change alone."""
        return self.with_result - self.told_before

    @property
    def share(self) -> float:
        """Of those with a result by both the share whose result differs, 0 to 1; 0 where nobody has both."""
        return self.another / self.told_by_both if self.told_by_both else 0.0


@dataclass(frozen=True)
class KnownLabels:
    """Of cases whose job is known: how many there are, and how many come to it before and after."""

    n: int
    before: int
    after: int


@dataclass(frozen=True)
class Reclassified:
    """One source of answers, scored by both. `movers` are explained as far as MOST_EXPLAINED of them go."""

    name: str
    kind: Literal["table", "cases", "invented"]
    job: Crossed
    outcome: Crossed
    struggle: Crossed
    movers: tuple[Mover, ...]
    answered: Literal["old", "new", "both"]
    """Which version the answers were given to."""
    labels: KnownLabels | None = None
    invented: int = 0
    """Rows of a table that say that a simulation invented them."""
    others: int = 0
    """Rows of a table that are answers of cabinet or staff, who get no job here."""


def scored_by_both(
    old: Questionnaire, new: Questionnaire, frames: tuple[pl.LazyFrame, pl.LazyFrame], row: str
) -> pl.DataFrame:
    """The results of both, side by side: `row`, `before:job`, `after:job` and so on; words are texts.

    Each frame holds the answers as its version has them, the same rows in both.
    """
    sides = []
    for q, frame, prefix in ((old, frames[0], "before"), (new, frames[1], "after")):
        scored = score_table(q, frame)
        there = scored.collect_schema()
        told = [
            (pl.col(name).cast(pl.String) if name in there else pl.lit(None, pl.String)).alias(f"{prefix}:{name}")
            for name in RESULTS
        ]
        sides.append(scored.select(row, *told))
    before, after = pl.collect_all(sides, engine="streaming")
    return before.join(after, on=row, how="inner", maintain_order="left")


def crossed(both: pl.DataFrame, result: str) -> Crossed:
    """Count one result by the other."""
    counted = both.group_by(f"before:{result}", f"after:{result}").len()
    return Crossed({(before, after): n for before, after, n in counted.iter_rows()})


def explained(
    old: Questionnaire,
    new: Questionnaire,
    changed: Sequence[tuple[str, str | None, str | None]],
    answers: Callable[[Collection[int]], Pairs],
) -> tuple[Mover, ...]:
    """Who changes, with the reasons of at most MOST_EXPLAINED of them.

    `changed` has for each a name, the job before and after; `answers` gives both versions' answers of those at the
    places asked for.
    """
    step = max(len(changed) / MOST_EXPLAINED, 1.0)
    taken = [int(n * step) for n in range(min(len(changed), MOST_EXPLAINED))]
    told = dict(zip(taken, answers(taken), strict=True)) if taken else {}
    return tuple(
        Mover(who, before, after, _reasons(old, new, (before, after), told[n]) if n in told else ())
        for n, (who, before, after) in enumerate(changed)
    )


def _reasons(
    old: Questionnaire,
    new: Questionnaire,
    jobs: tuple[str | None, str | None],
    answers: tuple[Mapping[str, Value], Mapping[str, Value]],
) -> tuple[Reason, ...]:
    before, after = jobs
    if before is None or after is None:
        return _unscored(new if after is None else old, answers[1 if after is None else 0])
    if after not in old.profiles or before not in new.profiles:
        return (Reason("job", None, None, 0.0),)
    was, comes = (
        {(line.item, line.scale): line.added for line in Ledger(q, AskedAnswers(q, own)).lines(after, before)}
        for q, own in zip((old, new), answers, strict=True)
    )
    moved: dict[tuple[Cause, str | None, str], float] = {}
    for item, scale in {**was, **comes}:
        lost, won = (item, scale) not in comes, (item, scale) not in was
        cause: Cause = "added" if won else "dropped" if lost else _cause(old, new, item, scale)
        key = (cause, None if cause in ("place", "share") else item, scale)
        moved[key] = moved.get(key, 0.0) + comes.get((item, scale), 0.0) - was.get((item, scale), 0.0)
    ranked = sorted(moved.items(), key=lambda pair: -pair[1])
    return tuple(Reason(*key, added) for key, added in ranked if added > _TINY)


def _cause(old: Questionnaire, new: Questionnaire, item: str, scale: str) -> Cause:
    """Why a line differs that both have: it gives other points, the jobs lie elsewhere, or others count beside it."""
    one, other = (next(c for c in q.contributions if (c.item, c.scale) == (item, scale)) for q in (old, new))
    if one != other:
        return "points"
    rules = [q.classification for q in (old, new)]
    pulls = [rule and (rule.spread, rule.importance.get(scale, 1.0)) for rule in rules]
    places = [{job: profile.at.get(scale) for job, profile in q.profiles.items()} for q in (old, new)]
    return "place" if pulls[0] != pulls[1] or places[0] != places[1] else "share"


def _unscored(q: Questionnaire, values: Mapping[str, Value]) -> tuple[Reason, ...]:
    """The deciding scales without a score in the version that tells no job."""
    from jtbd_diag.diagnosis import diagnose

    found = diagnose(q, dict(values)).scales
    deciding = q.classification.scales if q.classification else ()
    return tuple(Reason("score", None, scale, 0.0) for scale in deciding if found[scale].score is None)
