"""Several taggers' words -> what each said of every interview, and what is settled.

Owns who counts as having spoken, and how differences are settled; must not know what is made of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.interviews.interview_folder import AGREED, Tagged
from jtbd_diag.lab.interviews.tag_book import ABSENT, PRESENT, Tag

PlacesSaid = NDArray[np.int64]
SILENT = -1


def said_of(tagged: Tagged, tag: Tag) -> PlacesSaid:
    """What every tagger said: interviews x taggers, the place of a value, SILENT where somebody did not speak.

    Who read an interview and did not mark it with a mark says that the mark is absent; a step or an option that
    somebody did not give is not said. Of two values of one person none counts.
    """
    interviews, taggers = list(tagged.texts), tagged.taggers
    found = np.full((len(interviews), len(taggers)), SILENT, np.int64)
    if tag.is_mark:
        for n, interview in enumerate(interviews):
            found[n] = [ABSENT if one in tagged.readers[interview] else SILENT for one in taggers]
    given: dict[tuple[int, int], set[int]] = {}
    at = {name: n for n, name in enumerate(interviews)}
    for tagging in tagged.taggings:
        if tagging.tag.id == tag.id and tagging.tagger != AGREED:
            given.setdefault((at[tagging.interview], taggers.index(tagging.tagger)), set()).add(tagging.place)
    for where, places in given.items():
        found[where] = max(places) if tag.is_mark else places.pop() if len(places) == 1 else SILENT
    return found


def settled(tagged: Tagged, tag: Tag) -> NDArray[np.float64]:
    """What is settled of each interview: the word of `agreed`, else what more than half of two or more taggers say.

    Steps that differ are settled at their median. Not a number where nothing is settled; a mark that taggers differ
    on is absent until `agreed` says that it is there.
    """
    agreed = {
        tagging.interview: tagging.place
        for tagging in tagged.taggings
        if tagging.tag.id == tag.id and tagging.tagger == AGREED
    }
    rows = [
        float(agreed[interview]) if interview in agreed else _of(places[places >= 0], tag)
        for interview, places in zip(tagged.texts, said_of(tagged, tag), strict=True)
    ]
    return np.array(rows)


def _of(places: PlacesSaid, tag: Tag) -> float:
    if len(places) < 2:
        return float(places[0]) if tag.is_mark and len(places) else np.nan
    if tag.steps is not None:
        return float(np.median(places))
    counts = np.bincount(places, minlength=tag.kinds)
    first = int(counts.argmax())
    if counts[first] * 2 > len(places):
        return float(first)
    return float(ABSENT) if tag.is_mark else np.nan


def forces(tagged: Tagged) -> NDArray[np.bool_]:
    """Interviews x the marks they are compared by: whether it is settled that a mark is there."""
    columns = [settled(tagged, tag) == PRESENT for tag in tagged.book.compared]
    return np.stack(columns, 1)
