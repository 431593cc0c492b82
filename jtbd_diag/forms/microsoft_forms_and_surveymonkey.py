"""A Word document laid out as the importers of Microsoft Forms and of SurveyMonkey ask (docs/forms.md).

Owns that layout: numbered questions, each option on a line of its own below; knows nothing of Word's format.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from jtbd_diag.forms.form import Form, Instead, Wish
from jtbd_diag.forms.limits_of_targets import exclusive, no_personal, no_scores, no_shuffle
from jtbd_diag.forms.notes_under_questions import only_if
from jtbd_diag.forms.word_file import Paragraph, document
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The document."""
    title = wish.title or questionnaire.title
    return Form(document(_paragraphs(questionnaire, title)), tuple(_instead(questionnaire, wish)))


def _paragraphs(q: Questionnaire, title: str) -> Iterator[Paragraph]:
    yield Paragraph("Title", (_line(title),))
    for n, item in enumerate(q.items.values(), start=1):
        yield Paragraph("Normal")
        # what stands in this line is what the export is headed by, so that nothing else may
        yield Paragraph("Normal", (f"{n}. {_line(item.ask)}",))
        for place, option in enumerate(q.options(item.id)):
            yield Paragraph("Normal", (f"{_letters(place)}. {_line(option.text)}",))


def _letters(place: int) -> str:
    """A, B, … Z, AA, AB, …"""
    rest, last = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[last]


def _instead(q: Questionnaire, wish: Wish) -> Iterator[Instead]:
    yield from no_scores(wish)
    yield from no_personal(q)
    yield from no_shuffle(q)
    yield Instead(None, say("forms.import_texts"), say("forms.import_texts_did"))
    for item in q.items.values():
        if isinstance(item, MultipleItem):
            yield Instead(item.id, say("forms.import_several"), say("forms.import_several_did"))
        if item.ask_if is not None:
            did = say("forms.import_condition_did", words=only_if(q, item))
            yield Instead(item.id, say("forms.import_condition"), did)
        if exclusive(item) and isinstance(item, MultipleItem):
            yield Instead(item.id, say("forms.alone_told"), say("forms.import_alone_did"))
        if item.required:
            yield Instead(item.id, say("forms.import_required"), say("forms.import_required_did"))


def _line(text: str) -> str:
    return " ".join(text.split())
