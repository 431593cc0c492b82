"""What is wrong with the tags of a folder, beyond what a row alone shows.

Owns which faults are told; must not know how they are mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.lab.interviews.interview_folder import AGREED, Tagged, Tagging, transcript_path
from jtbd_diag.lab.interviews.tag_book import PRESENT


def tag_faults(tagged: Tagged) -> list[Problem]:
    """Every problem in file order: of single rows, of several of them together, and what is missing."""
    found = [*tagged.problems, *_untagged(tagged), *_of_a_reader(tagged)]
    return sorted(found, key=lambda problem: problem.where)


def _untagged(tagged: Tagged) -> Iterator[Problem]:
    for interview, readers in tagged.readers.items():
        where = Location(str(transcript_path(tagged.folder, interview)), 1, 1)
        missing = [tagger for tagger in tagged.taggers if tagger not in readers]
        if not readers - {AGREED}:
            hint = say("interviews.untagged_hint")
            yield Problem(Code.UNTAGGED, where, say("interviews.untagged"), hint, warning=True)
        elif missing:
            what = say("interviews.tagger_missing", n=len(missing), names=", ".join(missing))
            yield Problem(Code.UNTAGGED, where, what, say("interviews.untagged_hint"), warning=True)


def _of_a_reader(tagged: Tagged) -> Iterator[Problem]:
    def reader(one: Tagging) -> tuple[str, str]:
        return one.interview, one.tagger

    for (interview, tagger), taggings in groupby(sorted(tagged.taggings, key=reader), key=reader):
        for one, other in combinations(sorted(taggings, key=lambda tagging: tagging.where), 2):
            yield from _of_two(one, other, interview, tagger)


def _of_two(tagging: Tagging, other: Tagging, interview: str, tagger: str) -> Iterator[Problem]:
    """What two taggings of one person in one interview do to each other; told at the later one."""
    named = {"tagger": tagger, "interview": interview, "tag": tagging.tag.id, "line": tagging.where.line}
    if tagging.tag.id == other.tag.id:
        if tagging.place != other.place:
            values = {"value": tagging.tag.values[tagging.place], "other": tagging.tag.values[other.place]}
            yield Problem(Code.TAGGED_TWICE, other.where, say("interviews.two_values", **named, **values))
        elif not tagging.tag.is_mark or _overlap(tagging, other):
            yield Problem(Code.TAGGED_TWICE, other.where, say("interviews.twice", **named), warning=True)
    elif tagging.place == other.place == PRESENT and (
        other.tag.id in tagging.tag.contradicts or tagging.tag.id in other.tag.contradicts
    ):
        what = say("interviews.contradict", **named, other=other.tag.id)
        yield Problem(Code.TAGGED_TWICE, other.where, what, warning=True)


def _overlap(tagging: Tagging, other: Tagging) -> bool:
    if tagging.span is None or other.span is None:
        return tagging.span is other.span
    return tagging.span[0] < other.span[1] and other.span[0] < tagging.span[1]
