"""A questionnaire as an XLSForm, for ODK, KoboToolbox, SurveyCTO and Survey123.

Owns the three sheets; knows nothing of how they are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from jtbd_diag.forms.asked_when import asked_when
from jtbd_diag.forms.calculations import Calculations, as_condition
from jtbd_diag.forms.conditions_as_xpath import XPATH, number, text
from jtbd_diag.forms.form import Form, FormRow, Instead, Wish
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.limits_of_targets import exclusive, no_result, no_shuffle_but_last, shuffled
from jtbd_diag.forms.names_in_form import XLSFORM_NAME, Called, step_names
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import renamed, safe_ids
from jtbd_diag.questionnaire import Item, Questionnaire, fingerprint
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem

_SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "constraint_message",
    "appearance", "parameters", "calculation", "bind::type", "personal",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "style")
_TYPES: Mapping[type, str] = {NumberItem: "decimal", DateItem: "date"}
_INTRO = "intro"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STYLED = re.compile(
    r"(?<!\\)(\*\S.*?\*|(?<!\w)_\S.*?_(?!\w)|\[[^\]]*\]\([^)]*\)|<[a-zA-Z/!][^<>]*>)|^#{1,6}\s", re.MULTILINE
)
_NEVER = datetime(2000, 1, 1)  # a workbook tells when it was made; the same form is the same bytes


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The form as a workbook."""
    return _XlsForm(questionnaire, wish).form()


class _XlsForm:
    def __init__(self, questionnaire: Questionnaire, wish: Wish) -> None:
        self.q, self.wish = questionnaire, wish
        self.called = Called.by(questionnaire, XLSFORM_NAME)
        taken = XLSFORM_NAME.reserved | {name.lower() for name in self.called.items.values()}
        own = (_INTRO, *(part for n in range(len(questionnaire.sections)) for part in (_section(n), _section_intro(n))))
        self.own = safe_ids(own, XLSFORM_NAME._replace(reserved=taken))
        self.instead: list[Instead] = []

    def form(self) -> Form:
        survey = list(self._survey())
        sheets = {
            "survey": (_SURVEY, survey),
            "choices": (_CHOICES, list(self._choices())),
            "settings": (_SETTINGS, [self._settings()]),
        }
        other = renamed(self.called.items)
        for name, item in other.items():
            self._instead(self.q.items[item], say("forms.xlsform_renamed"), say("forms.xlsform_renamed_did", name=name))
        instead = (*self.instead, *no_result(self.wish), *no_shuffle_but_last(self.q))
        return Form(_workbook(sheets), instead, other, {name: (item, None) for name, item in other.items()})

    def _settings(self) -> FormRow:
        return {
            "form_title": _plain(self.wish.title or self.q.title),
            "form_id": self.q.questionnaire,
            "version": f"{self.q.version}-{fingerprint(self.q)}",
            "style": "pages",
        }

    def _survey(self) -> Iterator[FormRow]:
        if self.q.intro:
            yield {"type": "note", "name": self.own[_INTRO], "label": _plain(self.q.intro)}
        for n, section in enumerate(self.q.sections):
            name, label = self.own[_section(n)], _plain(section.title)
            yield {"type": "begin_group", "name": name, "label": label, "appearance": "field-list"}
            if section.intro:
                yield {"type": "note", "name": self.own[_section_intro(n)], "label": _plain(section.intro)}
            yield from map(self._item, section.items)
            yield {"type": "end_group", "name": name}
        if self.wish.scores:
            yield from self._scores()

    def _scores(self) -> Iterator[FormRow]:
        """Scores as calculations, which nobody who answers sees."""
        formula = guarded_formula(self.q)
        names = step_names(formula, self.called)
        written = Calculations(formula, self.called, names, XPATH)
        for step in formula.steps:
            row = {"type": "calculate", "name": names[step.name], "calculation": written.of(step.name)}
            yield row if step.words else row | {"bind::type": "decimal"}

    def _item(self, item: Item) -> FormRow:
        row = {
            "type": self._type(item),
            "name": self.called.items[item.id],
            "label": self._text(item, item.ask),
            "hint": "\n".join(self._text(item, line) for line in self._hints(item)),
        }
        if item.why:
            # engines that know no guidance put it right behind the hint
            row["guidance_hint"] = "\u2060\n" * bool(row["hint"]) + self._text(item, item.why)
        if item.required:
            row["required"] = "yes"
        asked = asked_when(self.q, item)
        if asked is not None:
            row["relevant"] = as_condition(asked, self.called, XPATH)
        if item.personal:
            row["personal"] = "yes"
            self._instead(item, say("forms.xlsform_personal"), say("forms.xlsform_personal_did"))
        for offered in self.q.options(item.id):
            self._text(item, offered.text)
        return row | self._bounds(item) | ({"parameters": "randomize=true"} if shuffled(item) else {})

    def _type(self, item: Item) -> str:
        if isinstance(item, SingleItem | RatingItem):
            return f"select_one {self._list(item)}"
        if isinstance(item, MultipleItem):
            return f"select_multiple {self._list(item)}"
        return _TYPES.get(type(item), "text")

    def _list(self, item: Item) -> str:
        """The list of an item's choices: its own, or that of its answer set."""
        return f"set_{item.answers}" if isinstance(item, RatingItem) else f"item_{item.id}"

    def _hints(self, item: Item) -> Iterator[str]:
        if item.help:
            yield item.help
        if isinstance(item, NumberItem) and item.unit:
            yield say("forms.unit", unit=item.unit)

    def _bounds(self, item: Item) -> FormRow:
        """What keeps an answer within what the item takes."""
        if isinstance(item, MultipleItem):
            alone = [option for option in item.options if option.id in exclusive(item)]
            if not alone:
                return {}
            ticked = " or ".join(f"selected(., {text(self.called.options[item.id][option.id])})" for option in alone)
            told = ", ".join(say("forms.quoted", text=_plain(option.text)) for option in alone)
            return {
                "constraint": f"count-selected(.) <= 1 or not({ticked})",
                "constraint_message": say("forms.alone", n=len(alone), options=told),
            }
        if not isinstance(item, NumberItem):
            return {}
        ends = [(">=", item.minimum), ("<=", item.maximum)]
        kept = " and ".join(f". {sign} {number(end)}" for sign, end in ends if end is not None)
        return {"constraint": kept, "constraint_message": _within(item)} if kept else {}

    def _choices(self) -> Iterator[FormRow]:
        lists = {self._list(item): item.id for item in self.q.items.values() if self.q.options(item.id)}
        for name, item in lists.items():
            for option in self.q.options(item):
                yield {"list_name": name, "name": self.called.options[item][option.id], "label": _plain(option.text)}

    def _text(self, item: Item, written: str) -> str:
        if _STYLED.search(written):
            self._instead(item, say("forms.xlsform_styled"), say("forms.xlsform_styled_did"))
        return _plain(written)

    def _instead(self, item: Item, cannot: str, did: str) -> None:
        told = Instead(item.id, cannot, did)
        if told not in self.instead:
            self.instead.append(told)


def _section(n: int) -> str:
    return f"section_{n + 1}"


def _section_intro(n: int) -> str:
    return f"{_section(n)}_intro"


def _within(item: NumberItem) -> str:
    """What a number must be, said."""
    low, high = item.minimum, item.maximum
    if low is None:
        return say("forms.at_most", high=f"{high:g}")
    return (
        say("forms.at_least", low=f"{low:g}")
        if high is None
        else say("forms.between", low=f"{low:g}", high=f"{high:g}")
    )


def _plain(written: str) -> str:
    """A text in which nothing is taken for a reference, and nothing is left that XML cannot hold."""
    shown = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", written.replace("\r\n", "\n").replace("\r", "\n"))
    return shown.replace("${", "$\u2060{").replace("instance(", "instance\u2060(")


def _workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[FormRow]]]) -> bytes:
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _NEVER})
        bold = book.add_format({"bold": True})
        for title, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(title)
            used = [column for column in columns if any(row.get(column) for row in rows)]
            for place, column in enumerate(used):
                sheet.write_string(0, place, column, bold)
                for line, row in enumerate(rows, start=1):
                    if row.get(column):
                        sheet.write_string(line, place, row[column])
            sheet.freeze_panes(1, 0)
    return stream.getvalue()
