"""In which way each column of answers is read: settled by its cells, of the whole table or of a trusted start.

Owns how much is looked at, and that one decision holds for all columns of an answer set; knows nothing of plans.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, TextItem
from jtbd_diag.survey.cells.cells_seen import CellsSeen, Seen, cells_seen
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.fractions_of_percent import fraction_faults, is_percent
from jtbd_diag.survey.cells.headless_columns import first_option_alone, headless_behind, parts_without_header
from jtbd_diag.survey.cells.item_readers import none_fault, reader_of, several_of
from jtbd_diag.survey.cells.missing_values import NONE, fill_of_blanks, fillers_of, marks_of
from jtbd_diag.survey.cells.numbers_of_a_set import NumbersOfASet
from jtbd_diag.survey.cells.numerals import Numbers
from jtbd_diag.survey.cells.options_numbers_dates import Way
from jtbd_diag.survey.cells.two_occasions import of_two_occasions, pairs_counted, pairs_of, sides_of, ticked_twice
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.same_text import normal_option, number_in
from jtbd_diag.survey.table.survey_table import Table

_SHOWING_CELLS = (Code.MIXED_COLUMN, Code.NUMBER_AND_LABEL)


class ColumnsSettled:
    """The columns of each item, the cells seen in them, and the reader that these settled for each.

    Of a trusted file the start is looked at, and the whole where it leaves a column open; a cell met later that would
    have changed what the start settled is not expected (`cells.UnforeseenError`).
    """

    def __init__(self, table: Table, questionnaire: Questionnaire, seen: CellsSeen | None = None) -> None:
        """Look at the cells, and settle; or settle by what was `seen` of them."""
        self.table, self.q = table, questionnaire
        self.columns: dict[str, list[Column]] = {}
        for column in table.columns:
            if column.item is not None and column.role in ("item", "tick"):
                self.columns.setdefault(column.item, []).append(column)
        trusts = seen is None and table.start is not None and not table.mapped_cells.anything
        begun = table.begun if trusts else table
        none: dict[str, Mapping[str, int]] = {c.header: {} for c in self._all()}
        self.seen: Seen = none | dict(
            cells_seen(begun, [c.header for c in self.looked()]) if seen is None else seen.cells
        )
        self.readers: dict[str, Reader] = {}
        self.numbers: list[Numbers] = []
        open_ = self._settle()
        if trusts and open_:
            self.seen = {**self.seen, **cells_seen(table, sorted(open_))}
            self._settle()
        trusting = frozenset(self.readers.keys() - open_) if trusts else frozenset()
        self.trusting = trusting if seen is None else seen.trusting
        """The headers of columns of which the start alone was seen."""
        heads = table.heads if self.trusting else {}
        for header in self.trusting:
            self.readers[header].trust(heads.get(header, frozenset()))
        self._cut_alike()
        self._refuse_two_occasions(seen)
        self._refuse_parts_without_header(seen)
        self._tell_nothing_personal()

    def _tell_nothing_personal(self) -> None:
        """Why a column is refused stands in a report, which holds no cell of a personal question."""
        for column in self.looked():
            reader, item = self.readers[column.header], self.q.items[column.item or ""]
            if item.personal and reader.refused is not None and reader.refused.code in _SHOWING_CELLS:
                what = say("survey.column_mixed_untold", item=reader.what)
                reader.refuse(replace(reader.refused, what=what))

    def _cut_alike(self) -> None:
        """Where cells of one column were cut, those of others that reach as far were cut there too."""
        several = [self.readers[c.header] for c in self._all() if isinstance(self.q.items[c.item or ""], MultipleItem)]
        found = max((reader.cut_at for reader in several), default=0)
        for reader in several if found else ():
            reader.cut_as_others(found)

    def _refuse_parts_without_header(self, seen: CellsSeen | None) -> None:
        """Refuse a question of several options of which nameless columns hold more."""
        nameless = headless_behind(self.table, self.q)
        if seen is None and nameless:
            self.seen = {
                **self.seen,
                **cells_seen(self.table, [one for several in nameless.values() for one in several]),
            }
        alone = first_option_alone(self.columns, self.q, self.seen, self.readers)
        for header, fault in {**alone, **parts_without_header(nameless, self.seen, self.readers)}.items():
            self.readers[header].refuse(fault)

    def _refuse_two_occasions(self, seen: CellsSeen | None) -> None:
        """Refuse columns that ask the same of two occasions, which the rows of the whole table tell."""
        words = {item for item in self.columns if isinstance(self.q.items[item], TextItem)}
        pairs = pairs_of({item: several for item, several in self.columns.items() if item not in words})
        if not pairs:
            return
        sides = sides_of(pairs, self.q)
        if seen is None:
            every = [pair for several in pairs.values() for pair in several]
            told: dict[str, dict[str, int]] = {}
            for what, cell, n in self.table.tally(partial(pairs_counted, pairs=every, sides=sides)).iter_rows():
                told.setdefault(what, {})[cell] = n
            self.seen = {**self.seen, **told}
        faults = of_two_occasions(pairs, sides, self.seen, self.readers)
        for pair in pairs_of({item: self.columns[item] for item in words}).values() if faults else ():
            faults |= dict.fromkeys(chain(*pair), next(iter(faults.values())))  # whose words they are, nobody knows
        for several in self.columns.values() if faults else ():
            faults |= dict.fromkeys(ticked_twice(several), next(iter(faults.values())))
        for header, fault in faults.items():
            self.readers[header].refuse(fault)

    def _all(self) -> Iterable[Column]:
        return (column for columns in self.columns.values() for column in columns)

    def looked(self) -> Iterable[Column]:
        """The columns whose cells decide how they are read."""
        return (column for column in self._all() if not isinstance(self.q.items[column.item or ""], TextItem))

    def _settle(self) -> set[str]:
        """Settle every column by what was seen; the headers of those that other cells could have settled otherwise."""
        fillers = fillers_of(self.seen[c.header] for c in self.looked())
        asked = {c.header: self.seen[c.header] for c in self.looked() if c.role != "tick"}
        ticked = {c.header: self.seen[c.header] for c in self.looked() if c.role == "tick"}
        named = self.table.shape is not None and self.table.shape.ticks == "option"  # flags say no by themselves
        fills, doubtful = fill_of_blanks({**asked, **(ticked if named else {})}, self._offers())
        fillers |= fills & {NONE}
        marks = marks_of(asked.values())
        self.readers = {c.header: reader_of(c, self.table, self.q, fillers, marks) for c in self._all()}
        for header, cells in doubtful.items():
            self.readers[header].doubt(dict.fromkeys(cells, none_fault()))
        self.numbers = []
        open_: set[str] = set()
        groups: dict[Hashable, list[Column]] = {}
        for column in self.looked():
            groups.setdefault(self._group(column), []).append(column)
        for columns in groups.values():
            headers = {column.header for column in columns}
            open_ |= headers if self._decide(columns) else set()
            open_ |= {header for header in headers if not self.readers[header].settle(self.seen[header])}
        for column in self.looked():
            if is_percent(self.q.items[column.item or ""]):
                open_.add(column.header)  # each cell may be the first fraction
                reader = self.readers[column.header]
                reader.doubt(fraction_faults(reader, self.seen[column.header]))
        return open_

    def _offers(self) -> Callable[[str, str], bool]:
        """By header and cell whether it may be an answer there: an option, or a number among others."""
        called = {
            column.header: {
                normal_option(name)
                for one in self.q.options(column.item or "")
                for name in (one.id, one.text)
                if column.option in (None, one.id)
            }
            for column in self.looked()
        }

        def offers(header: str, cell: str) -> bool:
            among = number_in(cell) is not None and any(number_in(one) not in (None, "0") for one in self.seen[header])
            return among or normal_option(cell) in called[header]

        return offers

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
        open_ = False
        for part, numbers in NumbersOfASet(self.table, self.q, columns, self.readers).decided(self.seen):
            if numbers.fault is None and numbers.way is None:
                continue
            self.numbers.append(numbers)
            for column in part:
                self.readers[column.header].decided(
                    self._ways(column, numbers.way), numbers.fault, labelled=numbers.labelled, whole=numbers.whole
                )
            open_ |= numbers.fault is not None
        return open_

    def _ways(self, column: Column, way: Way | None) -> list[Way]:
        item = self.q.items[column.item or ""]
        if way is None:
            return []
        return several_of(item, self.table, [way]) if isinstance(item, MultipleItem) else [way]
