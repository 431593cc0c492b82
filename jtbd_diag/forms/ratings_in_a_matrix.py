"""Ratings on one answer set that stand together: a matrix of REDCap, an array of LimeSurvey, one table on paper.

Owns which items of a section these are; knows no target, and nothing of what each makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jtbd_diag.questionnaire import Item
from jtbd_diag.questionnaire.items import RatingItem, Section


def batteries(section: Section) -> Iterator[tuple[str, Sequence[Item]]]:
    """The items of a section, those together that are rated on one answer set and need no line of their own."""

    def battery(item: Item) -> str:
        return item.answers if isinstance(item, RatingItem) and not item.help else ""

    for answers, group in groupby(section.items, key=battery):
        items = list(group)
        if answers and len(items) > 1:
            yield answers, items
        else:
            yield from (("", [item]) for item in items)
