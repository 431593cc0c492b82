"""Cells -> options, numbers, texts: what each respondent said, and what could not be read.

Owns which plan reads which item, and the frames that come of it; knows nothing of file formats or scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jtbd_diag.answers.cells import Reader
from jtbd_diag.answers.columns import Column, answer_columns
from jtbd_diag.answers.reading.grid import typed as as_types
from jtbd_diag.answers.several import several_ways
from jtbd_diag.answers.table import ROW, Table
from jtbd_diag.answers.ways import Answer, Fault, Way, date_ways, lookup, number_ways, option_ways, tick_ways
from jtbd_diag.errors import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, Option, TextItem

if TYPE_CHECKING:
    import polars as pl

    from jtbd_diag.answers.plans import Plan

SAMPLE = 2000
"""So many rows, or the start of a large file, settle in which way a column is read, unless they leave it open."""

MOST_DIFFERENT = 50_000
"""Where they leave it open, so many different cells of the column do."""

REJECTS = (ROW, "column", "value", "code", "what", "hint")
_LONGEST_VALUE = 300
_STRANGE_CELLS = 20
_FEW_OPTIONS = 100


@dataclass(frozen=True)
class Coded:
    """Answers in the shape `score_table` reads, with ROW, UNREADABLE and the carried columns; and the rejects.

    In `placed` an answer to one of `choices` is the place of the option, from 0, and anything else there is none.
    A cell that cannot be read is a row of `rejects` (columns REJECTS) and no answer. Both frames are lazy and
    stream; collected together they read the file once. `carried` maps the names of carried columns in the frame to
    their headers, which differ where a header is the name of an answer column.
    """

    placed: pl.LazyFrame
    rejects: pl.LazyFrame
    notes: tuple[str, ...]
    carried: Mapping[str, str]
    choices: Mapping[str, Sequence[Option]] = field(default_factory=dict)

    @property
    def frame(self) -> pl.LazyFrame:
        """As `placed`, with the ids of options; null where there is no answer."""
        return self.placed.with_columns(option_at(item, options).alias(item) for item, options in self.choices.items())


def option_at(column: str, options: Sequence[Option]) -> pl.Expr:
    """The id of the option at a place; null where the number is no place of any."""
    import polars as pl

    ids = pl.Enum([option.id for option in options])
    place, size = pl.col(column), pl.Series(dtype=ids).to_physical().dtype
    # numbers are cut to the size of the options' own, since to look whether each fits takes longer
    return pl.when(place < len(options)).then(place.cast(size, wrap_numerical=True)).cat.to(ids)


def code(table: Table, questionnaire: Questionnaire) -> Coded:
    """Read the cells of a table. Raises InputError where next to nothing in it answers the questions."""
    from jtbd_diag.answers.frames import coded_frames
    from jtbd_diag.answers.plans import ChoicePlan

    planner = _Planner(table, questionnaire)
    plans = planner.plans()
    _refuse_strangers(planner, questionnaire, table)
    answers = {name for item in questionnaire.items for name in answer_columns(questionnaire, item)}
    carried: dict[str, str] = {}
    for column in table.columns:
        if column.role == "carried":
            name = column.header
            while name in answers or name in carried:
                name += " (as in the file)"
            carried[name] = column.header
    placed, rejects = coded_frames(table.typed or (lambda types: as_types(table.frame, types)), plans, carried)
    choices = {plan.item: questionnaire.options(plan.item) for plan in plans if isinstance(plan, ChoicePlan)}
    return Coded(placed, rejects, tuple(planner.notes), carried, choices)


class _Planner:
    """Settles how each item is read, by looking at the first rows, and at whole columns where they do not tell."""

    def __init__(self, table: Table, questionnaire: Questionnaire) -> None:
        self.table, self.q = table, questionnaire
        self.notes, self.positions = list[str](), list[str]()
        self.shape = table.shape
        self.columns: dict[str, list[Column]] = {}
        for column in table.columns:
            if column.item is not None and column.role in ("item", "tick"):
                self.columns.setdefault(column.item, []).append(column)
        headers = [column.header for columns in self.columns.values() for column in columns]
        start = table.frame if table.start is None else table.start
        sample = start.select(ROW, *headers).head(SAMPLE).collect(engine="streaming")
        self.seen = {header: Counter(sample.get_column(header).drop_nulls().to_list()) for header in headers}
        self.whole = table.start is None and sample.height < SAMPLE
        self.readers: dict[str, Reader] = {}
        self.blanks = self.shape.blanks if self.shape else frozenset[str]()

    def plans(self) -> list[Plan]:
        """A plan for every item that has a column."""
        for columns in self.columns.values():
            for column in columns:
                self.readers[column.header] = self._reader(column)
        self._settle()
        plans = [self._plan(item, columns) for item, columns in self.columns.items()]
        if self.positions:
            what = "numbers are read as the places of options, since the questionnaire declares no codes for them"
            self.notes.append(f"{what}: {', '.join(self.positions)}")
        return plans

    def _settle(self) -> None:
        open_ = [header for header, reader in self.readers.items() if not reader.settle(self.seen[header])]
        if self.whole or not open_:
            return
        import polars as pl

        lists = [pl.col(header).drop_nulls().unique().implode() for header in open_]
        found = self.table.frame.select(lists).collect(engine="streaming")
        for header in open_:
            self.readers[header].settle(sorted(found.get_column(header)[0].to_list())[:MOST_DIFFERENT])

    def _reader(self, column: Column) -> Reader:
        assert column.item is not None
        item, options = self.q.items[column.item], self.q.options(column.item)
        what = f"'{item.id}'"
        codes = self.table.codes.get(item.id, {})
        if isinstance(item, NumberItem):
            ways = [_bounded(way, item) for way in number_ways()]
            fault = Fault(Code.NOT_A_NUMBER, f"is no number, as {what} wants")
            return Reader(what, ways, blanks=self.blanks, otherwise=fault)
        if isinstance(item, DateItem):
            fault = Fault(Code.NOT_A_DATE, f"is no date, as {what} wants", "a date such as 2026-11-21")
            return Reader(what, date_ways(), blanks=self.blanks, otherwise=fault)
        if isinstance(item, TextItem):
            return Reader(what, [], blanks=self.blanks)
        shape = self.shape
        if column.option is not None:
            place = next(n for n, option in enumerate(options, start=1) if option.id == column.option)
            bare = bool(shape and shape.numbered) and all(option.code is None for option in options)
            ways = tick_ways(options[place - 1], shape.ticks if shape else "", place if bare else None)
            fault = Fault(Code.NO_SUCH_OPTION, f"says neither that '{column.option}' is ticked nor that it is not")
            return Reader(what, ways, blanks=self.blanks, otherwise=fault)
        singles = option_ways(options, numbered=bool(shape and shape.numbered), booleans=bool(shape and shape.booleans))
        texts = [option.text for option in options]
        if not isinstance(item, MultipleItem):
            told: Mapping[str, Answer | None] = codes
            return Reader(what, singles, blanks=self.blanks, codes=told, words_first=True, texts=texts)
        known = {cell: option for cell, option in codes.items() if option is not None}
        widened = [lookup(way.name, {**way.table, **known}) for way in singles]
        ways = several_ways(widened, (shape.separators if shape else ()) or (";", ",", "|"))
        whole: dict[str, Answer | None] = {cell: (o,) if o else None for cell, o in codes.items()}
        fault = Fault(Code.NO_SUCH_OPTION, f"does not consist of options of {what}, each named once")
        ways = [self._apart(way, item) for way in ways]
        return Reader(what, ways, blanks=self.blanks, codes=whole, words_first=True, otherwise=fault)

    def _apart(self, way: Way, item: MultipleItem) -> Way:
        """The same way, which refuses options ticked beside one that stands alone."""
        from jtbd_diag.answers.several import exclusive_fault

        alone = _alone(item)

        def read(cell: str) -> Answer | Fault | None:
            answer = way.read(cell)
            clash = exclusive_fault(answer, alone) if isinstance(answer, tuple) else None
            return clash or answer

        return Way(way.name, read)

    def _plan(self, item_id: str, columns: Sequence[Column]) -> Plan:
        from jtbd_diag.answers import plans

        item, header = self.q.items[item_id], columns[0].header
        reader = self.readers[header]
        if isinstance(item, MultipleItem):
            outputs = dict(zip((o.id for o in item.options), answer_columns(self.q, item_id), strict=True))
            if columns[0].option is None:
                self._tell(item_id, reader)
                return plans.SeveralPlan(item_id, header, outputs, reader)
            ticks = {column.option or "": column.header for column in columns}
            readers = {column.option or "": self.readers[column.header] for column in columns}
            return plans.TicksPlan(ticks, outputs, readers, _alone(item))
        if isinstance(item, NumberItem):
            bounds = (item.minimum, item.maximum)
            pointed = any(way.name == "a decimal point" for way in reader.settled.ways) and reader.agreed
            return plans.NumberPlan(item_id, header, reader, bounds, pointed=pointed)
        if isinstance(item, TextItem | DateItem):
            import polars as pl

            kind = plans.TextPlan if isinstance(item, TextItem) else plans.ColumnPlan
            return kind(item_id, header, pl.String(), reader)
        self._tell(item_id, reader)
        ids = [option.id for option in self.q.options(item_id)]
        keys = self._keys(header, ids, reader)
        return plans.ChoicePlan(item_id, header, ids, reader, keys, few=self._has_few(header, keys))

    def _has_few(self, header: str, keys: Sequence[str]) -> bool:
        """Whether a column of a trusted file may be expected to hold few different cells, from those seen."""
        trusted = self.table.start is not None
        strange = self.seen[header].keys() - {*keys, "", *self.blanks}
        return trusted and len(keys) <= _FEW_OPTIONS and len(strange) <= 1

    def _keys(self, header: str, ids: Sequence[str], reader: Reader) -> list[str]:
        """For each option the cell most often read as it."""
        keys: dict[str, str] = {}
        for cell, _ in self.seen[header].most_common():
            read = reader.read(cell)
            if isinstance(read, str):
                keys.setdefault(read, cell)
        for way in reader.settled.ways[:1]:
            for cell, option in way.table.items():
                if reader.read(cell) == option:
                    keys.setdefault(str(option), cell)
        return [keys.get(option, f"\0{option}") for option in ids]

    def _tell(self, item: str, reader: Reader) -> None:
        if reader.settled.mixed:
            self.notes.append(f"the column of '{item}' is refused: its cells are read in no single way")
        elif reader.way.startswith("position"):
            self.positions.append(f"'{item}' (1 is '{self.q.options(item)[0].id}')")


def _bounded(way: Way, item: NumberItem) -> Way:
    """The same way, which refuses what lies outside the item's bounds."""
    low, high = item.minimum, item.maximum
    allowed = " and ".join(
        [*([f"at least {low:g}"] if low is not None else []), *([f"at most {high:g}"] if high is not None else [])]
    )

    def read(cell: str) -> Answer | Fault | None:
        number = way.read(cell)
        if not isinstance(number, float):
            return number
        if (low is not None and number < low) or (high is not None and number > high):
            return Fault(Code.NUMBER_OUT_OF_RANGE, f"lies outside what '{item.id}' allows", allowed)
        return number

    return Way(way.name, read)


def _alone(item: MultipleItem) -> dict[str, str]:
    return {option.id: option.text for option in item.options if option.exclusive or option.cannot_say}


def _refuse_strangers(planner: _Planner, questionnaire: Questionnaire, table: Table) -> None:
    """Complain about a table whose headers fit here and there, and whose cells fit nowhere."""
    choices = [h for item, columns in planner.columns.items() if questionnaire.options(item) for h in _headers(columns)]
    cells = [(planner.readers[header], cell) for header in choices for cell in planner.seen[header]]
    told = [reader.read(cell) for reader, cell in cells if not reader.is_blank(cell)]
    unread = sum(isinstance(answer, Fault) for answer in told)
    scored = set(questionnaire.scored_items())
    few = len(scored & set(planner.columns)) * 2 < len(scored)
    if few and unread >= _STRANGE_CELLS and unread == len(told):
        what = (
            f"this looks like an export of another survey: few of its columns are questions of "
            f"'{questionnaire.questionnaire}', and not one of the cells in them is an answer to it"
        )
        raise complaint(Code.OTHER_SURVEY, table.source, what, "name the right questionnaire with --questionnaire")


def _headers(columns: Sequence[Column]) -> list[str]:
    return [column.header for column in columns]
