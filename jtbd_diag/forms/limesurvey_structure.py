"""A survey structure for LimeSurvey: values parted by tabs (docs/forms.md tells what was read).

Owns how items become rows of questions, subquestions and answers; knows nothing of responses.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from jtbd_diag.forms.conditions_as_redcap_and_limesurvey import LogicNotation, shown_if
from jtbd_diag.forms.conditions_as_xpath import number
from jtbd_diag.forms.form import Form, FormRow, Instead, Wish
from jtbd_diag.forms.html_text import as_html, paragraphs
from jtbd_diag.forms.limits_of_targets import exclusive, no_personal, no_scores, no_shuffle_but_last, shuffled
from jtbd_diag.forms.mapping_back import untold_columns
from jtbd_diag.forms.names_in_form import LIMESURVEY_ANSWER, LIMESURVEY_BOX, LIMESURVEY_QUESTION, option_codes
from jtbd_diag.forms.notes_under_questions import unit
from jtbd_diag.forms.ratings_in_a_matrix import batteries
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import renamed, safe_ids
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, Section, SingleItem, TextItem

COLUMNS = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other",
    "default", "same_default", "exclude_all_others", "random_order", "min_num_value_n", "max_num_value_n",
)  # fmt: skip
LANGUAGE = "en"


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The structure, in UTF-8 with a byte order mark, as LimeSurvey writes it."""
    made = _Structure(questionnaire)
    file = io.StringIO()
    table = csv.DictWriter(file, COLUMNS, restval="", delimiter="\t", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    table.writeheader()
    table.writerows(made.rows(wish))
    columns = untold_columns(questionnaire, made.names, made.codes, "{item}[{option}]")
    columns = {made.heads.get(head, head): told for head, told in columns.items()}
    content = ("\ufeff" + file.getvalue()).encode()
    return Form(content, tuple(made.instead(wish)), renamed(made.names), columns, made.untold)


class _Structure:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.q = questionnaire
        self.names = safe_ids(questionnaire.items, LIMESURVEY_QUESTION)
        boxes, answers = (
            option_codes(questionnaire, LIMESURVEY_BOX),
            option_codes(questionnaire, LIMESURVEY_ANSWER, numbers=True),
        )
        multiple = {item.id for item in questionnaire.items.values() if isinstance(item, MultipleItem)}
        self.codes = {one: (boxes if one in multiple else answers).of[one] for one in questionnaire.items}
        self.untold = {name: codes for name, codes in answers.untold.items() if name not in multiple}
        self.parts = [part for section in questionnaire.sections for part in _parts(section)]
        self.matrix = _matrices(self.parts)
        self.heads = {self.names[item]: f"{name}[{self.names[item]}]" for item, name in self.matrix.items()}
        self.notation = LogicNotation(
            # without NAOK a whole comparison fails as soon as one of its questions is hidden
            field=lambda item: f"{self._variable(item)}.NAOK",
            box=lambda item, option: f"{self.names[item]}_{self.codes[item][option]}.NAOK",
            code=lambda item, option: f'"{self.codes[item][option]}"',
            tick='"Y"',
            equal="==",
            unlike="!=",
            filled="!is_empty({})",
            blank="is_empty({})",
        )

    def _variable(self, item: str) -> str:
        name = self.names[item]
        return f"{self.matrix[item]}_{name}" if item in self.matrix else name

    def rows(self, wish: Wish) -> Iterator[FormRow]:
        for name, value in (("language", LANGUAGE), ("format", "G"), ("allowprev", "Y"), ("showprogress", "Y")):
            yield {"class": "S", "name": name, "text": value}
        title = as_html(wish.title or self.q.title, signs="{}")
        for name, value in (("surveyls_title", title), ("surveyls_welcometext", _shown(self.q.intro))):
            yield {"class": "SL", "name": name, "text": value, "language": LANGUAGE}
        parts = iter(self.parts)
        for n, section in enumerate(self.q.sections):
            yield self._row("G", f"G{n}", as_html(section.title, signs="{}"), section.intro) | {"relevance": "1"}
            left = len(section.items)
            while left:
                items = next(parts)
                left -= len(items)
                yield from self._array(items) if items[0].id in self.matrix else self._question(items[0])

    @staticmethod
    def _row(kind: str, scale: str, name: str, text: str | None, help_: str | None = None) -> FormRow:
        return {"class": kind, "type/scale": scale, "name": name, "text": _shown(text), "help": _shown(help_),
                "language": LANGUAGE}  # fmt: skip

    def _array(self, items: Sequence[Item]) -> Iterator[FormRow]:
        """Statements rated alike, as one question with a row each."""
        one = items[0]
        yield self._row("Q", "F", self.matrix[one.id], say("forms.each_row")) | _when_asked("1", one)
        for item in items:
            yield self._row("SQ", "0", self.names[item.id], item.ask) | {"relevance": self._relevance(item)}
        yield from self._answers(one)

    def _question(self, item: Item) -> Iterator[FormRow]:
        help_ = paragraphs(item.help, *unit(item))
        row = self._row("Q", _TYPES[type(item)], self.names[item.id], item.ask, help_)
        row |= _when_asked(self._relevance(item), item)
        if isinstance(item, MultipleItem):
            row["exclude_all_others"] = ";".join(self.codes[item.id][option] for option in exclusive(item))
        if isinstance(item, NumberItem):
            row |= {"min_num_value_n": number(item.minimum)} if item.minimum is not None else {}
            row |= {"max_num_value_n": number(item.maximum)} if item.maximum is not None else {}
        yield row | ({"random_order": "1"} if shuffled(item) else {})
        if isinstance(item, MultipleItem):
            for option in item.options:
                yield self._row("SQ", "0", self.codes[item.id][option.id], option.text) | {"relevance": "1"}
        else:
            yield from self._answers(item)

    def _answers(self, item: Item) -> Iterator[FormRow]:
        for option in self.q.options(item.id):
            yield self._row("A", "0", self.codes[item.id][option.id], option.text)

    def _relevance(self, item: Item) -> str:
        return shown_if(item, self.q, self.notation) or "1"

    def instead(self, wish: Wish) -> Iterator[Instead]:
        yield from no_scores(wish)
        yield from no_personal(self.q)
        yield from no_shuffle_but_last(self.q)


_TYPES: dict[type, str] = {
    SingleItem: "L", RatingItem: "L", MultipleItem: "M", NumberItem: "N", DateItem: "D", TextItem: "T",
}  # fmt: skip


def _parts(section: Section) -> Iterator[Sequence[Item]]:
    """The items of a section, those together that make an array: an answer is a must for all its rows or for none."""
    for answers, items in batteries(section):
        if answers and len({item.required for item in items}) == 1:
            yield items
        else:
            yield from ([item] for item in items)


def _matrices(parts: Sequence[Sequence[Item]]) -> Mapping[str, str]:
    """The array that each item stands in, of those that do."""
    arrays = [items for items in parts if len(items) > 1]
    return {item.id: f"matrix{n}" for n, items in enumerate(arrays, start=1) for item in items}


def _when_asked(relevance: str, item: Item) -> FormRow:
    return {"relevance": relevance, "mandatory": "Y" if item.required else "N", "other": "N"}


def _shown(text: str | None) -> str:
    """A text in HTML; braces, between which LimeSurvey computes, stand by number."""
    return as_html(text or "", signs="{}")
