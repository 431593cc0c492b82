"""What every tagger said -> how far they agree, tag by tag and group by group, and the list of what to settle.

Owns what belongs to the figures and the list; must not know words or pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jtbd_diag.ground.files import write_whole
from jtbd_diag.lab.answer_matrix import Floats
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, Figure, Undefined, enough_for, figure_of
from jtbd_diag.lab.interviews.adjudicated import SILENT, said_of
from jtbd_diag.lab.interviews.interview_folder import AGREED, Tagged, marked_words
from jtbd_diag.lab.interviews.tag_book import Tag, TagGroup
from jtbd_diag.lab.kappa_and_alpha import (
    Ratings,
    ac1,
    alpha_span,
    coincidences,
    counts_of,
    kappa,
    krippendorff_alpha,
    share_alike,
    wilson,
)


@dataclass(frozen=True)
class AgreementLine:
    """A tag, or the marks of a group together. `units` are decisions that two or more took, in `interviews`.

    `alike` is a share, with Wilson's interval where there are two taggers and a decision an interview; `alpha` has an
    interval by draws of interviews. Of marks `seen` counts the interviews in which anybody saw one.
    """

    name: str
    title: str
    interviews: int
    units: int
    seen: int
    alike: Figure
    kappa: Figure
    alpha: Figure
    ac1: Figure
    ordinal: bool = False


@dataclass(frozen=True)
class TagDifference:
    """An interview and a tag that taggers differ on: what each said, and words that were marked with it."""

    interview: str
    tag: str
    said: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class TagAgreement:
    """How far taggers agree. `read_by` counts interviews by tagger; `together` those that two or more read."""

    tagged: Tagged
    seed: int
    read_by: tuple[tuple[str, int], ...]
    together: int
    groups: tuple[AgreementLine, ...]
    tags: tuple[AgreementLine, ...]
    differences: tuple[TagDifference, ...]
    settled: int
    """How many differences `agreed` has settled; they are not in `differences`."""


def tag_agreement(tagged: Tagged, seed: int) -> TagAgreement:
    """Work everything out. The same `seed` gives the same intervals."""
    said = {name: said_of(tagged, tag) for name, tag in tagged.book.tags.items()}
    readers = [readers - {AGREED} for readers in tagged.readers.values()]
    differences, settled = _differences(tagged, said)
    return TagAgreement(
        tagged,
        seed,
        tuple((tagger, sum(tagger in readers_ for readers_ in readers)) for tagger in tagged.taggers),
        sum(len(reader) > 1 for reader in readers),
        tuple(line for group in tagged.book.groups for line in _of_group(group, said, seed)),
        tuple(_line(tag.id, tag.means, [said[tag.id]], tag, seed) for tag in tagged.book.tags.values()),
        differences,
        settled,
    )


def _of_group(group: TagGroup, said: dict[str, Ratings], seed: int) -> list[AgreementLine]:
    marks = [tag for tag in group.tags if tag.is_mark]
    if len(marks) < 2:
        return []
    return [_line(group.id, group.title, [said[tag.id] for tag in marks], marks[0], seed)]


def _line(name: str, title: str, parts: Sequence[Ratings], tag: Tag, seed: int) -> AgreementLine:
    """Figures of one tag, or of several marks together, each of them a decision of its own."""
    ratings = np.concatenate(parts)
    groups = np.tile(np.arange(len(parts[0])), len(parts))
    twice = (ratings >= 0).sum(1) > 1
    ratings, groups = ratings[twice], groups[twice]
    counts = counts_of(ratings, tag.kinds)
    units, interviews = len(ratings), len(set(groups.tolist()))
    ordinal = tag.steps is not None
    by_unit = coincidences(counts)

    def figure(make: Callable[[], tuple[float | None, float | None, float | None]]) -> Figure:
        """Barred below so many decisions, of which several marks of an interview are several, or interviews."""
        if not enough_for(Claim.RELIABILITY, units):
            return Barred(units, LEAST[Claim.RELIABILITY])

        def made() -> Estimate | None:
            value, low, high = make()
            return None if value is None else Estimate(value, units, low, high)

        return figure_of(Claim.TAGGERS, interviews, made)

    return AgreementLine(
        name,
        title,
        interviews,
        units,
        len({group for group, row in zip(groups.tolist(), ratings, strict=True) if (row > 0).any()}),
        _alike(counts, ratings, interviews, units),
        figure(lambda: (kappa(ratings, tag.kinds), None, None)),
        figure(lambda: _alpha(by_unit, groups.tolist(), seed, ordinal)),
        figure(lambda: (ac1(counts), None, None)),
        ordinal,
    )


def _alike(counts: Floats, ratings: Ratings, interviews: int, units: int) -> Figure:
    share = share_alike(counts)
    if not enough_for(Claim.STATISTIC, interviews):
        return Barred(interviews, LEAST[Claim.STATISTIC])
    if share is None:
        return Undefined(units)
    single = ratings.shape[1] == 2 and interviews == units
    return Estimate(share, units, *(wilson(round(share * units), units) if single else ()))


def _alpha(
    by_unit: Floats, groups: Sequence[int], seed: int, ordinal: bool
) -> tuple[float | None, float | None, float | None]:
    value = krippendorff_alpha(by_unit.sum(0), ordinal=ordinal)
    of_group = np.unique(groups, return_inverse=True)[1].tolist()
    span = alpha_span(by_unit, of_group, seed, ordinal=ordinal) if value is not None else None
    return value, *(span or (None, None))


def _differences(tagged: Tagged, said: dict[str, Ratings]) -> tuple[tuple[TagDifference, ...], int]:
    done = {(tagging.interview, tagging.tag.id) for tagging in tagged.taggings if tagging.tagger == AGREED}
    found, settled = [], 0
    for n, interview in enumerate(tagged.texts):
        for name, tag in tagged.book.tags.items():
            told = [
                (who, int(place)) for who, place in zip(tagged.taggers, said[name][n], strict=True) if place != SILENT
            ]
            if len({place for _, place in told}) < 2:
                continue
            if (interview, name) in done:
                settled += 1
                continue
            words = tuple(dict.fromkeys(marked_words(tagged, interview, name))) if tag.is_mark else ()
            found.append(TagDifference(interview, name, tuple((who, tag.values[place]) for who, place in told), words))
    return tuple(found), settled


HEADS = ("interview", "tagger", "tag", "value", "may_be", "said", "words")
"""The first four are those of a table of tags; `value` is left empty, and counts for nothing until it is filled in."""


def write_differences(agreement: TagAgreement, path: Path, *, force: bool = False) -> None:
    """Write it as CSV. Raises InputError: EXISTS, UNWRITABLE."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADS)
    for difference in agreement.differences:
        may_be = " | ".join(agreement.tagged.book.tags[difference.tag].values)
        said = "; ".join(f"{who}: {what}" for who, what in difference.said)
        rows.writerow([difference.interview, AGREED, difference.tag, "", may_be, said, " / ".join(difference.words)])
    write_whole(path, text.getvalue().encode("utf-8-sig"), force=force)
