"""Which plan reads which item: settled by the cells of the whole table, or of the start of a trusted one.

Owns how much is looked at, and that one decision holds for all columns of an answer set; knows nothing of scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_table import answer_columns
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, TextItem
from jtbd_diag.survey.cells.item_readers import alone_in, reader_of, several_of
from jtbd_diag.survey.cells.numerals import Numbers, codes_block, decide, missing_marks, number_in, tick_numbers
from jtbd_diag.survey.cells.reader import FILLERS, Reader
from jtbd_diag.survey.cells.ways import Fault, Way
from jtbd_diag.survey.columns.column import STRENGTH, Column
from jtbd_diag.survey.columns.mapping_of_cells import Proposed
from jtbd_diag.survey.table import Table

if TYPE_CHECKING:
    import polars as pl

    from jtbd_diag.survey.cells.column_plans import Plan

SAMPLE = 2000
"""So many rows of a trusted file settle in which way a column is read, unless they leave it open."""

_FEW_OPTIONS = 100


@dataclass(frozen=True)
class Told:
    """How many cells of an item's columns could be read, how many could not, and how many the mapping calls missing.

    Blank ones are none of these.
    """

    read: int
    unread: int
    missing: int = 0

    def __add__(self, other: Told) -> Told:
        """Both counts together."""
        return Told(self.read + other.read, self.unread + other.unread, self.missing + other.missing)


class Planner:
    """Settles how each item is read, by all the cells of its columns.

    Of a trusted file the start is looked at, and the whole where it leaves a column open; a cell met later that would
    have changed what the start settled is not expected (`cells.UnforeseenError`).
    """

    def __init__(self, table: Table, questionnaire: Questionnaire) -> None:
        """Look at the cells."""
        self.table, self.q = table, questionnaire
        self.notes, self.positions = list[str](), list[str]()
        self.columns: dict[str, list[Column]] = {}
        for column in table.columns:
            if column.item is not None and column.role in ("item", "tick"):
                self.columns.setdefault(column.item, []).append(column)
        self.trusted = table.start is not None and not table.said.anything
        start = table.start.head(SAMPLE) if table.start is not None and self.trusted else table.frame
        self.seen = {c.header: dict[str, int]() for c in self._all()} | _counts(
            start, [c.header for c in self._looked()]
        )
        self.readers: dict[str, Reader] = {}
        self.numbers: list[Numbers] = []

    def _all(self) -> Iterable[Column]:
        return (column for columns in self.columns.values() for column in columns)

    def _looked(self) -> Iterable[Column]:
        """The columns whose cells decide how they are read."""
        return (column for column in self._all() if not isinstance(self.q.items[column.item or ""], TextItem))

    def plans(self) -> list[Plan]:
        """A plan for every item that has a column."""
        open_ = self._settle()
        if self.trusted:
            if open_:
                self.seen |= _counts(self.table.frame, sorted(open_))
                self._settle()
            for header, reader in self.readers.items():
                reader.trusting = header not in open_
        for numbers in self.numbers:
            if numbers.fault is not None:
                self.notes.append(f"{numbers.fault.what}; {numbers.fault.hint}")
        self.notes += self._said_in_vain()
        plans = [self._plan(item, columns) for item, columns in self.columns.items()]
        if self.positions:
            what = "numbers are read as the places of options, since they are 1 to n, all of them and no other"
            self.notes.append(f"{what}: {', '.join(self.positions)}")
        return plans

    def _settle(self) -> set[str]:
        """Settle every column by what was seen; the headers of those that other cells could have settled otherwise."""
        fillers = self._fillers()
        self.readers = {c.header: reader_of(c, self.table, self.q, fillers) for c in self._all()}
        self.numbers = []
        open_: set[str] = set()
        groups: dict[Hashable, list[Column]] = {}
        for column in self._looked():
            groups.setdefault(self._group(column), []).append(column)
        for columns in groups.values():
            headers = {column.header for column in columns}
            open_ |= headers if self._decide(columns) else set()
            open_ |= {header for header in headers if not self.readers[header].settle(self.seen[header])}
        return open_

    def _fillers(self) -> frozenset[str]:
        """What programs write for questions that nobody was asked, where it stands in several columns."""
        stands = Counter(cell for c in self._looked() for cell in self.seen[c.header] if cell.strip() in FILLERS)
        return frozenset(cell.strip() for cell, columns in stands.items() if columns > 1)

    def _group(self, column: Column) -> Hashable:
        """What columns share whose numbers mean the same: an answer set, or options that are the same to the letter."""
        item = self.q.items[column.item or ""]
        if isinstance(item, RatingItem):
            return ("answers", item.answers)
        if column.role == "tick" or isinstance(item, NumberItem | DateItem):
            return ("item", item.id)
        options = tuple((option.id, option.text, option.code) for option in self.q.options(item.id))
        return ("options", isinstance(item, MultipleItem), options)

    def _decide(self, columns: Sequence[Column]) -> bool:
        """Decide what the numbers in columns of one group mean; whether other cells could have decided otherwise."""
        item = self.q.items[columns[0].item or ""]
        options = self.q.options(item.id)
        if not options:
            return False
        readers = [self.readers[column.header] for column in columns]
        seen = [
            reader.unknown_numbers(self.seen[column.header]) for reader, column in zip(readers, columns, strict=True)
        ]
        if columns[0].role == "tick":
            numbers = tick_numbers(item.id, options, set().union(*seen))
        else:
            numbers = decide(self._name(columns), options, set().union(*seen), placed=self._placed(columns))
        if numbers.fault is None and numbers.way is None:
            return False
        self.numbers.append(numbers)
        for column, reader in zip(columns, readers, strict=True):
            reader.decided(self._ways(column, numbers.way), numbers.fault)
        return numbers.fault is not None

    def _name(self, columns: Sequence[Column]) -> str:
        item = self.q.items[columns[0].item or ""]
        return item.answers if isinstance(item, RatingItem) else item.id

    def _placed(self, columns: Sequence[Column]) -> bool:
        """Whether numbers may be places: of ratings, or where the platform numbers options, and nobody says more."""
        options = self.q.options(columns[0].item or "")
        rated = isinstance(self.q.items[columns[0].item or ""], RatingItem)
        shape = self.table.shape
        said = any(code for column in columns for code in self.table.said.codes.get(column.item or "", {}).values())
        return not said and all(o.code is None for o in options) and (rated or bool(shape and shape.numbered))

    def _ways(self, column: Column, way: Way | None) -> list[Way]:
        item = self.q.items[column.item or ""]
        if way is None:
            return []
        return several_of(item, self.table, [way]) if isinstance(item, MultipleItem) else [way]

    def _plan(self, item: str, columns: Sequence[Column]) -> Plan:
        """The plan of an item: that of its one column, or of its several columns together."""
        from jtbd_diag.survey.cells.joint_plans import JointPlan

        wholes = [column for column in columns if column.option is None]
        ticks = [column for column in columns if column.option is not None]
        lacking = self.table.lacking.get(item, ())
        if not ticks and len(wholes) == 1:
            return self._column_plan(item, wholes[0], single=True)
        sources: list[tuple[int, Plan]] = [(STRENGTH[c.how], self._column_plan(item, c)) for c in wholes]
        if ticks:
            plan = self._ticks_plan(item, ticks)
            if not wholes and not lacking:
                return plan
            sources.append((max(STRENGTH.values()) + 1, plan))
        short = lacking_fault(item, lacking) if lacking and item in self.q.telling_items() else None
        return JointPlan(sources, short)

    def _ticks_plan(self, item_id: str, columns: Sequence[Column]) -> Plan:
        from jtbd_diag.survey.cells.multiple_plans import TicksPlan

        item = self.q.items[item_id]
        assert isinstance(item, MultipleItem)
        outputs = dict(zip((o.id for o in item.options), answer_columns(self.q, item_id), strict=True))
        headers: dict[str, list[str]] = {}
        for column in columns:
            headers.setdefault(column.option or "", []).append(column.header)
        readers = {column.header: self.readers[column.header] for column in columns}
        return TicksPlan(headers, outputs, readers, alone_in(item), self.table.lacking.get(item_id, ()))

    def _column_plan(self, item_id: str, column: Column, *, single: bool = False) -> Plan:
        """The plan of one column; only where it is the single one of its item are there quick ones."""
        from jtbd_diag.survey.cells import carried, column_plans, multiple_plans

        item, header = self.q.items[item_id], column.header
        reader = self.readers[header]
        if isinstance(item, MultipleItem):
            outputs = dict(zip((o.id for o in item.options), answer_columns(self.q, item_id), strict=True))
            if single:
                self._tell(item_id, header, reader)
            return multiple_plans.SeveralPlan(item_id, header, outputs, reader)
        if isinstance(item, NumberItem):
            bounds = (item.minimum, item.maximum)
            pointed = single and any(way.name == "a decimal point" for way in reader.settled.ways) and reader.agreed
            return column_plans.NumberPlan(item_id, header, reader, bounds, pointed=pointed)
        if isinstance(item, TextItem | DateItem):
            import polars as pl

            kind = carried.TextPlan if isinstance(item, TextItem) else column_plans.ColumnPlan
            return kind(item_id, header, pl.String(), reader)
        self._tell(item_id, header, reader)
        ids = [option.id for option in self.q.options(item_id)]
        if not single:
            return column_plans.OptionPlan(item_id, header, ids, reader)
        keys = self._keys(header, ids, reader)
        return column_plans.ChoicePlan(item_id, header, ids, reader, keys, few=self._has_few(header, keys))

    def _has_few(self, header: str, keys: Sequence[str]) -> bool:
        """Whether a column of a trusted file may be expected to hold few different cells, from those seen."""
        strange = self.seen[header].keys() - {*keys, "", *self.readers[header].blanks}
        return self.trusted and len(keys) <= _FEW_OPTIONS and len(strange) <= 1

    def _keys(self, header: str, ids: Sequence[str], reader: Reader) -> list[str]:
        """For each option the cell most often read as it."""
        keys: dict[str, str] = {}
        for cell in self.seen[header]:
            read = reader.read(cell)
            if isinstance(read, str):
                keys.setdefault(read, cell)
        for way in reader.settled.ways[:1]:
            for cell, option in way.table.items():
                if reader.read(cell) == option:
                    keys.setdefault(str(option), cell)
        return [keys.get(option, f"\0{option}") for option in ids]

    def _tell(self, item: str, header: str, reader: Reader) -> None:
        beside = sum(self.seen[header].get(cell, 0) for cell in reader.own_words)
        if beside:
            cells = f"1 cell of '{item}' holds" if beside == 1 else f"{beside:,} cells of '{item}' hold"
            self.notes.append(f"{cells} words of the respondent's own beside options: the options are read")
        if reader.settled.mixed:
            self.notes.append(f"the column of '{item}' is refused: its cells are read in no single way")
        elif reader.refused is not None:
            self.notes.append(reader.refused.what)
        elif reader.way.startswith("position"):
            self.positions.append(f"'{item}' (1 is '{self.q.options(item)[0].text}')")

    def _said_in_vain(self) -> list[str]:
        """What the mapping says of cells that are not there."""
        said = self.table.said
        stands = {
            item: {cell for c in columns for cell in self.seen[c.header]} for item, columns in self.columns.items()
        }
        everywhere = {cell for cells in stands.values() for cell in cells}
        shared: dict[tuple[tuple[str, str | None], ...], list[str]] = {}  # codes of an answer set, by all its items
        for item, codes in said.codes.items():
            shared.setdefault(tuple(codes.items()), []).append(item)
        vain = [
            f"'{code}' of '{items[0]}', under codes"
            for pairs, items in shared.items()
            for code, _ in pairs
            if not any(_is_among(cell, {code}) for item in items for cell in stands.get(item, ()))
        ]
        marks = {"missing": set().union(*said.missing.values()), "yes": said.yes, "no": said.no}
        for key, cells in marks.items():
            vain += [
                f"'{one}', under {key}" for one in sorted(cells) if not any(_is_among(c, {one}) for c in everywhere)
            ]
        return (
            [f"no cell is what the mapping says of {', '.join(vain[:12])}{' …' if len(vain) > 12 else ''}"]
            if vain
            else []
        )

    def proposed(self) -> Proposed:
        """What a mapping might say of the cells that could not be read."""
        unknown = [numbers for numbers in self.numbers if numbers.fault is not None]
        marks = {mark for numbers in unknown for mark in missing_marks(numbers.options, numbers.seen)}
        fillers = {
            cell.strip()
            for column in self._looked()
            for cell in self.seen[column.header]
            if cell.strip() in FILLERS and not self.readers[column.header].is_blank(cell)
        }
        return Proposed(
            tuple(line for numbers in unknown for line in codes_block(numbers)),
            (*sorted(marks, key=int), *sorted(fillers)),
            tuple(dict.fromkeys(number for numbers in unknown if numbers.ticks for number in numbers.seen)),
        )

    def told(self) -> dict[str, Told]:
        """How many cells of each item could be read, as far as was looked."""
        found: dict[str, Told] = {}
        for item, columns in self.columns.items():
            lacking = self.table.lacking.get(item, ())
            ticks = self._told([column for column in columns if column.option is not None])
            wholes = self._told([column for column in columns if column.option is None])
            if lacking and not wholes.read:
                found[item] = Told(0, max(1, ticks.read + ticks.unread), ticks.missing)
            else:  # what is told in both ways was read in the one that is sure
                found[item] = ticks if ticks.read and not lacking else wholes if wholes.read else ticks + wholes
        return found

    def _told(self, columns: Sequence[Column]) -> Told:
        read = unread = missing = 0
        for column in columns:
            reader, marks = self.readers[column.header], self.table.said.missing.get(column.item or "", frozenset())
            for cell, count in self.seen[column.header].items():
                answer = reader.read(cell)
                unread += count if isinstance(answer, Fault) else 0
                missing += count if answer is None and _is_among(cell, marks) else 0
                read += 0 if answer is None or isinstance(answer, Fault) else count
        return Told(read, unread, missing)


def lacking_fault(item: str, options: Sequence[str]) -> Fault:
    """The fault of an answer in split columns of which some are not there, or have a header that is not known."""
    what = f"is part of an answer to '{item}' that is not known in full: no column was found for {', '.join(options)}"
    hint = f"name the column in the mapping, or say there that it was not offered: {item}: {{{options[0]}: }}"
    return Fault(Code.OPTION_WITHOUT_COLUMN, f"{what}; the answer is not used", hint)


def _is_among(cell: str, marks: Collection[str]) -> bool:
    return bool(marks) and (cell.strip() in marks or number_in(cell) in marks)


def _counts(frame: pl.LazyFrame, headers: Sequence[str]) -> dict[str, dict[str, int]]:
    """The different cells of each column and how often each stands there, the most frequent first."""
    import polars as pl

    if not headers:
        return {}
    counted = [
        pl.col(header).drop_nulls().alias("cell").value_counts(name="n").implode().alias(header) for header in headers
    ]
    found = frame.select(counted).collect(engine="streaming")
    return {header: _sorted(found.get_column(header)[0]) for header in headers}


def _sorted(cells: pl.Series) -> dict[str, int]:
    pairs = [(one["cell"], one["n"]) for one in cells.to_list()]
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
