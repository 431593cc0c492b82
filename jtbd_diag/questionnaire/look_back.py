"""A questionnaire -> the form of a later wave, which also asks of a few statements how true they were then.

Owns that section and its rules; must not know waves. An answer to it is known wherever answers are read, and is never
scored: seen from now, then may look otherwise than it did, and only beside each other do both answers tell so
(the then-test, Howard 1980).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire.items import RatingItem, Section
from jtbd_diag.questionnaire.model import Questionnaire
from jtbd_diag.questionnaire.where_in_file import Placed, PlacedFault

_PREFIX = "then_"


def looking_back(q: Questionnaire) -> Questionnaire:
    """The form with the section that looks back, last; the questionnaire itself where it asks nothing of the kind."""
    if q.again is None or q.looks_back:
        return q
    return q.once("looking_back", lambda: _with_section(q))


def looks_back_at(q: Questionnaire) -> dict[str, str]:
    """By each question that looks back the one it asks anew."""
    found = looking_back(q).items.values()
    return {item.id: item.then_of for item in found if isinstance(item, RatingItem) and item.then_of}


def _with_section(q: Questionnaire) -> Questionnaire:
    assert q.again is not None
    asked = [item for item in q.items.values() if isinstance(item, RatingItem) and item.then]
    items = tuple(_then(item) for item in asked)
    minutes = math.ceil(sum(item.seconds for item in items) / 60)
    section = Section(title=q.again.heading, intro=q.again.intro, items=items)
    return q.model_copy(update={"sections": (*q.sections, section), "minutes": q.minutes + minutes})


def _then(item: RatingItem) -> RatingItem:
    return RatingItem(
        id=f"{_PREFIX}{item.id}",
        type="rating",
        answers=item.answers,
        ask=item.then or item.ask,
        why=say("questionnaire.why_then"),
        seconds=item.seconds,
        then_of=item.id,
    )


def look_backs(p: Placed) -> Iterator[PlacedFault]:
    """Words for then have a heading over them, and a heading has words under it; no id is taken."""
    worded = [(route, item) for route, item in p.items if isinstance(item, RatingItem) and item.then]
    for route, item in p.items:
        if isinstance(item, RatingItem) and item.then_of:
            yield (*route, "then_of"), Code.NO_LOOK_BACK, say("questionnaire.then_of_is_made"), None
    if p.q.again is not None and not worded:
        yield ("again",), Code.NO_LOOK_BACK, say("questionnaire.again_without_then"), None
    for route, item in worded:
        if p.q.again is None:
            hint = say("questionnaire.then_without_again_hint")
            yield (*route, "then"), Code.NO_LOOK_BACK, say("questionnaire.then_without_again", id=item.id), hint
        if f"{_PREFIX}{item.id}" in p.order:
            what = say("questionnaire.then_taken", id=f"{_PREFIX}{item.id}")
            yield (*route, "then"), Code.DUPLICATE_ID, what, None
