"""What is asked from other perspectives -> faults: words without a form or an option, forms without questions.

Owns these rules; must not know how such a form is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, did_you_mean
from jtbd_diag.questionnaire.items import MultipleItem, SingleItem
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.questionnaire.where_in_file import Placed, PlacedFault


def perspectives(p: Placed) -> Iterator[PlacedFault]:
    """Every word for a perspective has a form, every form a question; the leader's words are the questions' own."""
    if p.q.perspective != LEADER:
        yield ("perspective",), Code.NO_PERSPECTIVE, say("questionnaire.perspective_is_made"), None
    for route, item in p.items:
        for perspective, words in item.seen_by.items():
            place = (*route, "seen_by", perspective)
            if perspective not in p.q.perspectives:
                what = say("questionnaire.words_without_form", id=item.id, perspective=perspective)
                yield place, Code.NO_PERSPECTIVE, what, say("questionnaire.words_without_form_hint")
            known = [one.id for one in p.options(item)] if isinstance(item, SingleItem | MultipleItem) else []
            for option in words.options:
                if option not in known and option not in p.cut:
                    what = say("questionnaire.no_such_option", id=item.id, option=option)
                    yield (*place, "options", option), Code.UNKNOWN_OPTION, what, did_you_mean(option, known)
    for perspective in p.q.perspectives:
        if perspective == LEADER or not any(perspective in item.seen_by for _, item in p.items):
            what = say("questionnaire.form_without_words", perspective=perspective)
            yield ("perspectives", perspective), Code.NO_PERSPECTIVE, what, None
