"""A data dictionary for REDCap: 18 columns, one row a field (docs/forms.md tells what was read).

Owns how items become fields; knows nothing of records.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from jtbd_diag.forms.conditions_as_redcap_and_limesurvey import LogicNotation, shown_if
from jtbd_diag.forms.conditions_as_xpath import number
from jtbd_diag.forms.form import Form, FormRow, Instead, Wish
from jtbd_diag.forms.html_text import as_html, paragraphs
from jtbd_diag.forms.limits_of_targets import exclusive, no_scores
from jtbd_diag.forms.mapping_back import untold_columns
from jtbd_diag.forms.names_in_form import REDCAP_CHOICE, REDCAP_VARIABLE, OptionCodes, option_codes
from jtbd_diag.forms.ratings_in_a_matrix import batteries
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import renamed, safe_ids
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem, RatingItem, Section, SingleItem

COLUMNS = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
    "Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
)  # fmt: skip
_NAME, _FORM, _HEADER, _TYPE, _LABEL, _CHOICES, _NOTE, _VALID, _MIN, _MAX, _PERSONAL, _LOGIC, _REQUIRED = COLUMNS[:13]
_MATRIX, _ANNOTATION = COLUMNS[15], COLUMNS[17]


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The dictionary, in UTF-8."""
    made = _Dictionary(questionnaire)
    file = io.StringIO()
    table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(made.rows(wish))
    columns = untold_columns(questionnaire, made.names, made.codes.of, "{item}___{option}")
    return Form(file.getvalue().encode(), tuple(made.instead(wish)), renamed(made.names), columns, made.untold)


class _Dictionary:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.q = questionnaire
        self.names = safe_ids(questionnaire.items, REDCAP_VARIABLE)
        self.codes: OptionCodes = option_codes(questionnaire, REDCAP_CHOICE)
        self.form = safe_ids([questionnaire.questionnaire], REDCAP_VARIABLE)[questionnaire.questionnaire]
        # a field that is hidden or not filled in is '', which comparisons by size take for 0
        self.notation = LogicNotation(
            field=lambda item: f"[{self.names[item]}]",
            box=lambda item, option: f"[{self.names[item]}({self.codes.of[item][option]})]",
            code=lambda item, option: f"'{self.codes.of[item][option]}'",
            tick="'1'",
            equal="=",
            unlike="<>",
            filled="{} <> ''",
            blank="{} = ''",
        )

    @property
    def untold(self) -> Mapping[str, Mapping[str, str]]:
        """Codes in cells; those of checkboxes are in headings."""
        items = self.q.items
        return {n: c for n, c in self.codes.untold.items() if not isinstance(items.get(n), MultipleItem)}

    def rows(self, wish: Wish) -> Iterator[FormRow]:
        yield self._row("record_id", "text", say("forms.record"))
        top = paragraphs(wish.title or self.q.title, self.q.intro)
        yield self._row("form_intro", "descriptive", as_html(top))
        for place, section in enumerate(self.q.sections, start=1):
            yield from self._section(section, place)

    def _section(self, section: Section, number: int) -> Iterator[FormRow]:
        header = as_html(paragraphs(section.title, section.intro))
        for place, (battery, items) in enumerate(batteries(section)):
            matrix = f"{battery.lower()}_{number}_{place}" if battery else ""
            for item in items:
                yield self._item(item) | {_MATRIX: matrix, _HEADER: header}
                header = ""

    def _row(self, name: str, kind: str, label: str) -> FormRow:
        return {_NAME: name, _FORM: self.form, _TYPE: kind, _LABEL: label}

    def _item(self, item: Item) -> FormRow:
        row = self._row(self.names[item.id], _TYPES[item.type], as_html(item.ask))
        if item.help:
            row[_NOTE] = as_html(item.help)
        row[_LOGIC] = shown_if(item, self.q, self.notation) or ""
        row |= {_REQUIRED: "y"} if item.required else {}
        row |= {_PERSONAL: "y"} if item.personal else {}
        if isinstance(item, SingleItem | MultipleItem | RatingItem):
            codes = self.codes.of[item.id]
            row[_CHOICES] = " | ".join(f"{codes[o.id]}, {_label(o.text)}" for o in self.q.options(item.id))
            row[_ANNOTATION] = " ".join(self._tags(item))
        elif isinstance(item, NumberItem):
            row |= _number(item)
        elif item.type == "date":
            row[_VALID] = "date_ymd"
        return row

    def _tags(self, item: SingleItem | MultipleItem | RatingItem) -> Iterator[str]:
        if isinstance(item, MultipleItem) and exclusive(item):
            alone = ",".join(self.codes.of[item.id][option] for option in exclusive(item))
            yield f"@NONEOFTHEABOVE='{alone}'"
        if not isinstance(item, RatingItem) and item.shuffle:
            yield "@RANDOMORDER"

    def instead(self, wish: Wish) -> Iterator[Instead]:
        yield from no_scores(wish)
        for item in self.q.items.values():
            if any("|" in option.text for option in self.q.options(item.id)):
                yield Instead(item.id, say("forms.redcap_bar"), say("forms.redcap_bar_did"))


_TYPES = {
    "single": "radio",
    "multiple": "checkbox",
    "rating": "radio",
    "number": "text",
    "text": "notes",
    "date": "text",
}


def _label(text: str) -> str:
    """An option's text: the sign that parts options, and brackets that would be filled in, are written by number."""
    return as_html(text, signs="|[", lines=False)


def _number(item: NumberItem) -> FormRow:
    row = {_VALID: "number", _NOTE: as_html(paragraphs(item.help, item.unit))}
    row |= {_MIN: number(item.minimum)} if item.minimum is not None else {}
    return row | ({_MAX: number(item.maximum)} if item.maximum is not None else {})
