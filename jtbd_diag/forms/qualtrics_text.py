"""A text file for Qualtrics in its advanced format (docs/forms.md tells what was read).

Owns how items become questions of Qualtrics; its importer knows no logic, no limits and no answer that is a must.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.forms.form import Form, Instead, Wish
from jtbd_diag.forms.html_text import as_html, paragraphs
from jtbd_diag.forms.limits_of_targets import exclusive, no_personal, no_scores, no_shuffle
from jtbd_diag.forms.mapping_back import untold_columns
from jtbd_diag.forms.names_in_form import QUALTRICS_RECODE, QUALTRICS_TAG, option_codes
from jtbd_diag.forms.notes_under_questions import alone, bounds, only_if, unit
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import renamed, safe_ids
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The file, in UTF-8."""
    made = _Text(questionnaire)
    codes = made.codes
    columns = untold_columns(questionnaire, made.tags, codes.of, "{item}_{option}")
    # what the numbers mean is told by the codes; only a tag that has changed must be named
    columns = {head: told for head, told in columns.items() if made.tags[told[0]] != told[0]}
    lines = "\n".join(made.lines(wish)) + "\n"
    return Form(lines.encode(), tuple(made.instead(wish)), renamed(made.tags), columns, codes.untold)


class _Text:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.q = questionnaire
        self.tags = safe_ids(questionnaire.items, QUALTRICS_TAG)
        self.codes = option_codes(questionnaire, QUALTRICS_RECODE, numbers=True)

    def lines(self, wish: Wish) -> Iterator[str]:
        yield from ("[[AdvancedFormat]]", "")
        for number, section in enumerate(self.q.sections, start=1):
            yield from (f"[[Block:{_line(section.title).replace(']', ')')}]]", "")
            if number == 1:
                yield from self._words("form_intro", paragraphs(wish.title or self.q.title, self.q.intro))
            yield from self._words(f"section_{number}", paragraphs(section.title, section.intro))
            for item in section.items:
                yield from self._question(item)

    @staticmethod
    def _words(tag: str, text: str) -> Iterator[str]:
        yield from ("[[Question:DB]]", f"[[ID:{tag}]]", _line(text), "")

    def _question(self, item: Item) -> Iterator[str]:
        yield f"[[Question:{_KINDS.get(type(item), 'TE:Essay')}]]"
        yield f"[[ID:{self.tags[item.id]}]]"
        yield _line(paragraphs(item.ask, item.help, only_if(self.q, item), *alone(item), *unit(item), *bounds(item)))
        options = self.q.options(item.id)
        if options:
            yield "[[AdvancedChoices]]"
        for option in options:
            yield from (f"[[Choice:{self.codes.of[item.id][option.id]}]]", _line(option.text))
        yield ""

    def instead(self, wish: Wish) -> Iterator[Instead]:
        yield from no_scores(wish)
        yield from no_personal(self.q)
        yield from no_shuffle(self.q)
        for item in self.q.items.values():
            if item.ask_if is not None:
                yield Instead(item.id, say("forms.qualtrics_condition"), say("forms.qualtrics_condition_did"))
            if isinstance(item, MultipleItem) and exclusive(item):
                yield Instead(item.id, say("forms.alone_told"), say("forms.alone_told_did"))
            if item.required:
                yield Instead(item.id, say("forms.qualtrics_required"), say("forms.qualtrics_required_did"))
            if isinstance(item, DateItem | NumberItem):
                yield Instead(item.id, say("forms.qualtrics_typed"), say("forms.qualtrics_typed_did"))


_KINDS: dict[type, str] = {
    SingleItem: "MC:SingleAnswer:Vertical",
    RatingItem: "MC:SingleAnswer:Horizontal",
    MultipleItem: "MC:MultipleAnswer:Vertical",
    NumberItem: "TE:SingleLine",
    DateItem: "TE:SingleLine",
}


def _line(text: str) -> str:
    """A text in one line of HTML, in which Qualtrics fills in nothing (`${…}`) and finds no tag (`[[…]]`)."""
    return as_html(text, signs="$[")
