"""The form on paper as a Word document: to be printed and ticked by hand, or filled in by Word's own controls.

Owns how a question stands on the page; knows nothing of Word's format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jtbd_diag.forms.form import Form, Instead, Wish
from jtbd_diag.forms.limits_of_targets import exclusive, no_scores, no_shuffle
from jtbd_diag.forms.notes_under_questions import alone, bounds, only_if, unit
from jtbd_diag.forms.word_file import Blank, Paragraph, TickBox, document
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire, fingerprint
from jtbd_diag.questionnaire.items import MultipleItem, TextItem

ROOM = "\u00a0" * 12
"""What stands in a blank until it is filled in: there is a line below it."""


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The document."""
    title = wish.title or questionnaire.title
    return Form(document(_paragraphs(questionnaire, title)), tuple(instead(questionnaire, wish)))


def numbers_of(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Questions as they are numbered on paper, from 1."""
    return {item: n for n, item in enumerate(questionnaire.items, start=1)}


def lines_under(questionnaire: Questionnaire, item: Item) -> list[str]:
    """What stands under a question on paper."""
    numbers = numbers_of(questionnaire)
    told = only_if(questionnaire, item, lambda one: say("forms.question_number", n=numbers[one]))
    several = [say("forms.tick_any")] if isinstance(item, MultipleItem) else []
    return [line for line in (told, item.help, *several, *alone(item), *unit(item), *bounds(item)) if line]


def identity(questionnaire: Questionnaire) -> str:
    """Which questionnaire a sheet of paper is."""
    q = questionnaire
    return say("forms.identity", name=q.questionnaire, version=q.version, fingerprint=fingerprint(q))


def instead(questionnaire: Questionnaire, wish: Wish) -> Iterator[Instead]:
    """What paper cannot do."""
    yield from no_scores(wish)
    yield from no_shuffle(questionnaire)
    for item in questionnaire.items.values():
        if item.ask_if is not None:
            yield Instead(item.id, say("forms.paper_condition"), say("forms.paper_condition_did"))
        if isinstance(item, MultipleItem) and exclusive(item):
            yield Instead(item.id, say("forms.alone_told"), say("forms.paper_alone_did"))
        if item.required:
            yield Instead(item.id, say("forms.paper_required"), say("forms.paper_required_did"))


def _paragraphs(q: Questionnaire, title: str) -> Iterator[Paragraph]:
    yield Paragraph("Title", (title,))
    yield from (Paragraph("Normal", (text,)) for text in (q.intro, say("forms.paper_how")) if text)
    numbers = numbers_of(q)
    for section in q.sections:
        yield Paragraph("Heading1", (section.title,))
        if section.intro:
            yield Paragraph("Normal", (section.intro,))
        for item in section.items:
            yield Paragraph("Question", (f"{numbers[item.id]}. {item.ask}",))
            yield from (Paragraph("Help", (line,)) for line in lines_under(q, item))
            yield from _answers(q, item)
    yield Paragraph("Help", (identity(q),))


def _answers(q: Questionnaire, item: Item) -> Iterator[Paragraph]:
    for option in q.options(item.id):
        yield Paragraph("Option", (TickBox(f"{item.id}: {option.text}"), f" {option.text}"))
    if not q.options(item.id):
        wide = isinstance(item, TextItem)
        yield Paragraph("Blank" if wide else "Short", (Blank(item.id, ROOM),))
        yield from (Paragraph("Blank", ("\u00a0",)) for _ in range(2 if wide else 0))
