"""What a person says of cells in a mapping: which option a code means, which cells are missing answers, yes or no.

Owns these parts of the mapping file and their faults; knows nothing of columns or tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, did_you_mean
from jtbd_diag.ground.english import any_of, beginning
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import asked_of_leaders
from jtbd_diag.questionnaire.items import RatingItem
from jtbd_diag.questionnaire.look_back import looking_back
from jtbd_diag.survey.columns.same_text import by_words, normal_option, number_in

Codes = Mapping[str, Mapping[str, str | None]]
Complain = Callable[[Code, Route, str, str | None], None]

CELL_KEYS = ("codes", "missing", "yes", "no")


@dataclass(frozen=True)
class MappedCells:
    """The options that cells mean, by item, or None for no answer; and cells that mean the same in all its columns.

    Those are the marks of a missing answer, by item, and for options in columns of their own a tick, and none.
    """

    codes: Codes = field(default_factory=dict)
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    learned: frozenset[str] = frozenset()
    """The items whose codes no mapping says: labels in a column beside tell them."""

    @property
    def anything(self) -> bool:
        """Whether anything is said."""
        return bool(self.codes or self.missing or self.yes or self.no)


def read_mapped_cells(data: Mapping[Any, Any], questionnaire: Questionnaire, fault: Complain) -> MappedCells:
    """What a mapping says of cells; every fault is told by `fault`."""
    return _CellsReader(questionnaire, fault).read(data)


def asked_elsewhere(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that a form for another wave or place asks, and this one does not: a mapping may speak of them."""
    return (asked_of_leaders(questionnaire) | looking_back(questionnaire).items.keys()) - questionnaire.items.keys()


def cell_text(value: object) -> str:
    """A cell as a mapping writes it: `1.0` is `1`, as in a table."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


class _CellsReader:
    def __init__(self, questionnaire: Questionnaire, fault: Complain) -> None:
        self.q, self.fault = questionnaire, fault

    def read(self, data: Mapping[Any, Any]) -> MappedCells:
        yes, no = (frozenset(self._cells((key,), data.get(key))) for key in ("yes", "no"))
        for cell in sorted(yes & no):
            self.fault(Code.MAPPING_SHAPE, ("no",), say("survey.cell_means_both", cell=cell), None)
        return MappedCells(self._all_codes(data.get("codes")), self._missing(data.get("missing")), yes, no)

    def items_of(self, name: object, route: Route) -> list[str]:
        """The items that a name stands for: one, or all that are rated on an answer set."""
        if name in self.q.items:
            return [str(name)]
        rated = [item.id for item in self.q.items.values() if isinstance(item, RatingItem) and item.answers == name]
        if not rated and name not in asked_elsewhere(self.q):
            what = say("survey.no_item_and_no_set", name=name, questionnaire=self.q.questionnaire)
            known = [*self.q.items, *self.q.answer_sets]
            self.fault(Code.UNKNOWN_ITEM, route, what, did_you_mean(str(name), known))
        return rated

    def _cells(self, route: Route, value: Any) -> list[str]:
        values = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(one, dict | list) for one in values):
            self.fault(Code.MAPPING_SHAPE, route, say("survey.key_is_cells", name=route[-1]), f"{route[-1]}: [1, Y]")
            return []
        return [cell_text(one) for one in values if one is not None]

    def _missing(self, value: Any) -> dict[str, frozenset[str]]:
        if not isinstance(value, dict):
            marks = frozenset(self._cells(("missing",), value))
            return dict.fromkeys(self.q.items, marks) if marks else {}
        found: dict[str, frozenset[str]] = {}
        for name, cells in value.items():
            marks = frozenset(self._cells(("missing", name), cells))
            found |= {item: found.get(item, frozenset()) | marks for item in self.items_of(name, ("missing", name))}
        return found

    def _all_codes(self, value: Any) -> dict[str, dict[str, str | None]]:
        if value is not None and not isinstance(value, dict):
            hint = "codes: {causes: …}"
            self.fault(Code.MAPPING_SHAPE, ("codes",), say("survey.codes_have_items"), hint)
            return {}
        found: dict[str, dict[str, str | None]] = {}
        # what is said of an item goes before what is said of its answer set
        for name, cells in sorted((value or {}).items(), key=lambda pair: pair[0] in self.q.items):
            items = self.items_of(name, ("codes", name)) if cells is not None else []
            codes = self._codes(items[0], name, cells) if items else {}
            found |= {item: {**found.get(item, {}), **codes} for item in items if codes}
        return found

    def _codes(self, item: str, name: str, cells: Any) -> dict[str, str | None]:
        route: Route = ("codes", name)
        if not isinstance(cells, dict):
            self.fault(Code.MAPPING_SHAPE, route, say("survey.codes_are_cells"), "{1: own_unit, 2: …}")
            return {}
        if not self.q.options(item):
            self.fault(Code.MAPPING_SHAPE, route, say("survey.no_options", name=name), None)
            return {}
        found: dict[str, str | None] = {}
        for cell, option in cells.items():
            meant = None if option is None else self._option(item, name, cell_text(option), (*route, cell))
            text = number_in(cell_text(cell)) or cell_text(cell)  # codes are read so, too, however they are written
            if found.get(text, meant) != meant:
                self.fault(Code.MAPPING_SHAPE, (*route, cell), say("survey.cell_means_two", cell=text), None)
            if option is None or meant is not None:
                found[text] = meant
        return found

    def _option(self, item: str, name: str, told: str, route: Route) -> str | None:
        """An option by its id or its text."""
        options = self.q.options(item)
        ids = [option.id for option in options]
        by_text = by_words(options, normal_option).get(normal_option(told))
        if told in ids and by_text not in (None, told):
            what = say("survey.option_id_and_text", option=told, item=name)
            self.fault(Code.UNKNOWN_OPTION, route, what, say("survey.option_id_and_text_hint"))
            return None
        if told not in ids and by_text is None:
            hint = did_you_mean(told, _names(ids, (option.text for option in options), rated=item != name))
            self.fault(Code.UNKNOWN_OPTION, route, say("survey.no_option", option=told, item=name), hint)
            return None
        return told if told in ids else by_text


def _names(ids: Iterable[str], texts: Iterable[str], *, rated: bool) -> list[str]:
    return list(texts) if rated else [*ids]


class Proposed(NamedTuple):
    """What a mapping might say of the cells seen: lines under codes, missing marks, numbers in place of ticks.

    Of items asked on two `occasions` it might name one column, but nobody knows which.
    """

    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()


def notes_on_codes(codes: Codes, questionnaire: Questionnaire) -> Iterator[str]:
    """A note where several codes are one option and another option has none: a slip may be the reason."""
    told: dict[tuple[str, ...], list[str]] = {}
    for item, cells in codes.items():
        options = {option.id: option.text for option in questionnaire.options(item)}
        codes_of = {one: [cell for cell, meant in cells.items() if meant == one] for one in options}
        double = next((one for one, several in codes_of.items() if len(several) > 1), None)
        none = next((one for one, several in codes_of.items() if not several), None)
        if double is not None and none is not None:
            several = any_of([f"'{cell}'" for cell in codes_of[double]])
            told.setdefault((several, options[double], options[none]), []).append(item)
    for (several, double, none), items in told.items():
        yield say("survey.codes_doubled", codes=several, option=double, other=none, items=beginning(items, 3))


def comment(key: str, **values: str) -> list[str]:
    """A sentence of the catalogue as comment lines of a mapping file."""
    return [f"# {line}" for line in say(key, **values).split("\n")]


def said_lines(said: MappedCells, items: Iterable[str], quoted: Callable[[str], str], proposed: Proposed) -> list[str]:
    """These parts of a mapping file, with a word on each; what is proposed stands there as comments."""

    def flow(cells: Iterable[str]) -> str:
        return f"[{', '.join(map(quoted, sorted(cells)))}]"

    lines = [
        *comment("survey.mapping_codes"),
        "codes:" if said.codes or proposed.codes else "codes: {}",
        *(comment("survey.mapping_codes_proposed") if proposed.codes else []),
        *(f"# {line}" for line in proposed.codes),
    ]
    for item, cells in said.codes.items():
        lines.append(f"  {item}:")
        lines += [f"    {quoted(cell)}: {quoted(option) if option else ''}".rstrip() for cell, option in cells.items()]
    lines += comment("survey.mapping_missing")
    marks = set(said.missing.values())
    if len(marks) <= 1 and set(said.missing) in (set(), set(items)):
        lines.append(f"missing: {flow(next(iter(marks), ()))}")
    else:
        lines += ["missing:", *(f"  {item}: {flow(cells)}" for item, cells in said.missing.items())]
    if proposed.missing:
        lines += comment("survey.mapping_missing_proposed", cells=", ".join(proposed.missing))
    if proposed.ticks:
        lines += comment("survey.mapping_ticks_proposed", cells=", ".join(proposed.ticks))
    lines += comment("survey.mapping_ticks")
    return [*lines, f"yes: {flow(said.yes)}", f"no: {flow(said.no)}"]
