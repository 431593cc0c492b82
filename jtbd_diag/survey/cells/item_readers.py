"""A column and the item it answers -> the reader of its cells.

Owns which ways each type of item may be read by; knows nothing of frames.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, Option, RatingItem, SingleItem, TextItem
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.fractions_of_percent import is_percent
from jtbd_diag.survey.cells.label_in_two_languages import either, in_two_languages
from jtbd_diag.survey.cells.missing_values import IN_TEXTS
from jtbd_diag.survey.cells.numerals import one_number, several_numbers
from jtbd_diag.survey.cells.options_numbers_dates import (
    Answer,
    Fault,
    Way,
    date_ways,
    is_yes_and_no,
    lookup,
    number_and_label,
    number_ways,
    option_ways,
    tick_ways,
)
from jtbd_diag.survey.cells.several_in_a_cell import exclusive_fault, several_ways
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.numbers_in_other_signs import number_of
from jtbd_diag.survey.columns.same_text import normal_option
from jtbd_diag.survey.table.survey_table import Table

_WORDS = ("text", "id")


def reader_of(
    column: Column, table: Table, questionnaire: Questionnaire, fillers: frozenset[str], marks: frozenset[str]
) -> Reader:
    """The reader of one column, before it has seen a cell; `fillers` are cells of questions not asked.

    `marks` are those that mark a missing answer in other columns, and are nobody's own words.
    """
    assert column.item is not None
    item, shape = questionnaire.items[column.item], table.shape
    what = f"'{item.id}'"
    said = (shape.blanks if shape else frozenset()) | table.mapped_cells.missing.get(item.id, frozenset())
    blanks = fillers | said
    if isinstance(item, NumberItem):
        ways = [_bounded(way, item) for way in number_ways(percent=is_percent(item))]
        return Reader(
            what, ways, blanks=blanks, otherwise=Fault(Code.NOT_A_NUMBER, say("survey.cell_no_number", item=what))
        )
    if isinstance(item, DateItem):
        fault = Fault(Code.NOT_A_DATE, say("survey.cell_no_date", item=what), say("survey.cell_no_date_hint"))
        return Reader(what, date_ways(), blanks=blanks, otherwise=fault)
    if isinstance(item, TextItem):
        return Reader(what, [], blanks=blanks | IN_TEXTS | marks)
    if column.option is not None and isinstance(item, MultipleItem | SingleItem):
        return _tick_reader(column.option, item, table, blanks)
    options = questionnaire.options(item.id)
    rated = isinstance(item, RatingItem)
    singles = option_ways(options, rated=rated, booleans=bool(shape and shape.booleans))
    codes: Mapping[str, Answer | None] = table.mapped_cells.codes.get(item.id, {})
    texts = [option.text for option in options]
    if isinstance(item, MultipleItem):
        return _several_reader(item, table, singles, blanks)
    codes = {**_said_of_yes_and_no(options, table), **codes}
    words = [way for way in singles if way.name in _WORDS]
    paired = either(number_and_label(options), in_two_languages(options))
    forms = [normal_option(text) for text in texts]
    plain, places = (number_of(len(options), forms), len(options)) if rated else (str, 0)
    return Reader(
        what, singles, blanks=blanks, codes=codes, words=words, texts=texts, numerals=one_number, paired=paired,
        plain=plain, places=places,
    )  # fmt: skip


def _said_of_yes_and_no(options: tuple[Option, ...], table: Table) -> dict[str, Answer | None]:
    """What the mapping's `yes` and `no` mean where just these two are offered."""
    by_word = {normal_option(option.text): option.id for option in options}
    if not is_yes_and_no(options):
        return {}
    return {
        **dict.fromkeys(table.mapped_cells.yes, by_word["yes"]),
        **dict.fromkeys(table.mapped_cells.no, by_word["no"]),
    }


def _tick_reader(ticked: str, item: MultipleItem | SingleItem, table: Table, blanks: frozenset[str]) -> Reader:
    shape, options = table.shape, item.options
    place = next(n for n, option in enumerate(options, start=1) if option.id == ticked)
    bare = bool(shape and shape.numbered) and all(option.code is None for option in options)
    ways = tick_ways(options[place - 1], shape.ticks if shape else "", place if bare else None)
    codes = table.mapped_cells.codes.get(item.id, {})
    said: dict[str, Answer | None] = {
        **dict.fromkeys(table.mapped_cells.yes, True),
        **dict.fromkeys(table.mapped_cells.no, False),
        **{cell: None for cell, option in codes.items() if option is None},
        **{cell: True for cell, option in codes.items() if option == ticked},
    }
    fault = Fault(
        Code.NO_SUCH_OPTION,
        say("survey.cell_no_tick", option=ticked),
        say("survey.cell_no_tick_hint"),
    )
    return Reader(f"'{item.id}'", ways, blanks=blanks, codes=said, otherwise=fault, words=ways, numerals=one_number)


def _several_reader(
    item: MultipleItem,
    table: Table,
    singles: list[Way],
    blanks: frozenset[str],
) -> Reader:
    shape, what = table.shape, f"'{item.id}'"
    codes = table.mapped_cells.codes.get(item.id, {})
    whole: dict[str, Answer | None] = {cell: (o,) if o else None for cell, o in codes.items()}
    fault = Fault(Code.NO_SUCH_OPTION, say("survey.cell_no_options", item=what))
    words = [way for way in singles if way.name in _WORDS]
    ways = several_of(item, table, singles)
    texts = [option.text for option in item.options] if shape else []
    return Reader(
        what, ways, blanks=blanks, codes=whole, words=words, otherwise=fault, texts=texts, numerals=several_numbers
    )


def several_of(item: MultipleItem, table: Table, singles: list[Way]) -> list[Way]:
    """Every way to name several options of an item, by the ways to name one, and by what the mapping says."""
    shape = table.shape
    known = {cell: option for cell, option in table.mapped_cells.codes.get(item.id, {}).items() if option is not None}
    widened = [lookup(way.name, {**way.table, **known}) for way in singles]
    ways = several_ways(widened, (shape.separators if shape else ()) or (";", ",", "|"))
    return [_apart(way, item, whole=item.id not in table.lacking) for way in ways]


def _apart(way: Way, item: MultipleItem, *, whole: bool) -> Way:
    """The same way, which refuses options ticked beside one that stands alone.

    Where columns of options beside tell that the form worded some otherwise (not `whole`), no words are a write-in.
    """
    alone = alone_in(item)

    def read(cell: str) -> Answer | Fault | None:
        answer = way.read(cell)
        clash = exclusive_fault(answer, alone) if isinstance(answer, tuple) else None
        return clash or answer

    def partly(cell: str) -> tuple[tuple[str, ...], str] | None:
        found = way.partly(cell) if way.partly else None
        return None if found is None or set(found[0]) & set(alone) else found

    return Way(way.name, read, partly=partly if way.partly and whole else None, cut=way.cut, faint=way.faint)


def alone_in(item: MultipleItem) -> dict[str, str]:
    """The texts of an item's options that can only stand alone, by id."""
    return {option.id: option.text for option in item.options if option.stands_alone}


def _bounded(way: Way, item: NumberItem) -> Way:
    """The same way, which refuses what lies outside the item's bounds."""

    def read(cell: str) -> Answer | Fault | None:
        number = way.read(cell)
        if not isinstance(number, float):
            return number
        misfit = item.misfit(number)
        return Fault(Code.NUMBER_OUT_OF_RANGE, misfit, item.allowed) if misfit else number

    return Way(way.name, read)


def none_fault() -> Fault:
    """The fault of a `None` that a question offers, and that stands in others where nothing was answered."""
    return Fault(Code.AMBIGUOUS_CELL, say("survey.cell_none"), say("survey.cell_none_hint"))
