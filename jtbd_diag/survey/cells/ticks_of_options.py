"""How an item of which several options may be chosen becomes a column of ticks an option, for many rows at once.

Owns the two shapes of such an answer, one column and a column an option; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations, pairwise
from operator import add, or_

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.column_plans import RAW, CellFault, Cells, ColumnPlan, Plan
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Answer, Fault
from jtbd_diag.survey.cells.several_in_a_cell import exclusive_fault
from jtbd_diag.survey.cells.two_occasions import copies_of


class SeveralPlan(ColumnPlan):
    """A multiple item answered in one column."""

    def __init__(self, item: str, header: str, outputs: Mapping[str, str], reader: Reader) -> None:
        """`outputs` are the answer columns by option id."""
        super().__init__(item, header, pl.Boolean(), reader)
        self.types = {header: pl.Categorical(pl.Categories.random())}
        self.by_option = dict(outputs)
        self.outputs = dict.fromkeys(outputs.values(), pl.Boolean())

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """Every different cell is read once; a table of its ticks is then looked up."""
        cells = self.cells(frame)
        ticks = cells.ticks(list(self.by_option))
        return [tick.alias(name) for tick, name in zip(ticks, self.outputs, strict=True)], cells.unreadable()


class TicksPlan(Plan):
    """A multiple item answered in a column an option, or in several. Nothing ticked at all is no answer."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[str]],
        outputs: Mapping[str, str],
        readers: Mapping[str, Reader],
        alone: Mapping[str, str],
        lacking: Sequence[str] = (),
    ) -> None:
        """Headers and answer columns by option id, readers by header; `alone` has texts of options that stand alone.

        Nothing is known of options that are `lacking`; others without a column were not offered.
        """
        self.columns, self.by_option, self.readers, self.alone = columns, outputs, readers, alone
        self.lacking, self.copies = frozenset(lacking), copies_of(columns)
        headers = [header for several in columns.values() for header in several]
        self.types = {header: pl.Categorical(pl.Categories.random()) for header in headers}
        self.outputs = dict.fromkeys(outputs.values(), pl.Boolean())

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The ticks of a row in which any is unreadable, or which contradict each other, are no answer."""
        cells = {header: Cells(frame.get_column(RAW + header), self.readers[header]) for header in self.types}
        told = {header: one.answers(pl.Boolean) for header, one in cells.items()}
        ticked = {o: reduce(or_, [told[h].fill_null(False) for h in several]) for o, several in self.columns.items()}
        bad = [mask for one in cells.values() if (mask := one.unreadable()) is not None]
        bad += [self._denied(told, option, ticked[option]) for option in self.columns if len(self.columns[option]) > 1]
        unlike = self._unlike(told, bad) if self.copies else None
        bad += [] if unlike is None else [unlike]
        usable = reduce(or_, ticked.values())
        if bad:
            usable = usable & ~reduce(or_, bad)
        clashes = self._clashes(ticked, usable)
        if clashes is not None:
            usable, bad = usable & ~clashes, [*bad, clashes]
        nothing = pl.Series([None], dtype=pl.Boolean).new_from_index(0, len(usable))
        never = pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(usable))
        out = [
            (nothing if option in self.lacking else ticked.get(option, never)).zip_with(usable, nothing).alias(name)
            for option, name in self.by_option.items()
        ]
        return out, reduce(add, [mask.cast(pl.UInt32) for mask in bad]) if bad else None

    def says_anything(self, frame: pl.DataFrame) -> pl.Series:
        """Rows in which any column says that its option is ticked, or that it is not."""
        cells = (Cells(frame.get_column(RAW + header), self.readers[header]) for header in self.types)
        return reduce(or_, [one.answers(pl.Boolean).is_not_null() for one in cells])

    def _denied(self, told: Mapping[str, pl.Series], option: str, ticked: pl.Series) -> pl.Series:
        """Rows where one column of an option says that it is ticked and another that it is not."""
        return reduce(or_, [~told[header].fill_null(True) for header in self.columns[option]]) & ticked

    def _unlike(self, told: Mapping[str, pl.Series], bad: Sequence[pl.Series]) -> pl.Series:
        """Rows that answer in two columns of every option, and not alike, though no cell is `bad` by itself."""
        copies = [[told[header].fill_null(False) for header in copy] for copy in self.copies]
        apart = (
            reduce(or_, one) & reduce(or_, other) & reduce(or_, [a != b for a, b in zip(one, other, strict=True)])
            for one, other in combinations(copies, 2)
        )
        return reduce(or_, apart) & ~reduce(or_, bad)

    def _clashes(self, ticked: Mapping[str, pl.Series], usable: pl.Series) -> pl.Series | None:
        """Rows where an option that stands alone is ticked beside others."""
        single = [option for option in ticked if option in self.alone]
        if not single:
            return None
        count = reduce(add, [ticks.cast(pl.UInt32) for ticks in ticked.values()])
        clash = reduce(or_, [ticked[option] for option in single]) & (count > 1) & usable
        return clash if clash.any() else None

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Unreadable cells, or else the cell of the option that should stand alone."""
        columns = {header: frame.get_column(RAW + header).cast(pl.String).to_list() for header in self.types}
        for index in range(frame.height):
            cells = {header: column[index] for header, column in columns.items()}
            read = {header: self._read(header, cell) for header, cell in cells.items()}
            bad = {header: one for header, one in read.items() if isinstance(one, Fault)}
            bad |= {header: fault for several in self.columns.values() for header, fault in _denials(several, read)}
            bad = bad or self._first_unlike(read)
            for header, fault in bad.items():
                yield CellFault(index, header, cells[header] or "", fault)
            ticked = {o: next((h for h in several if read[h] is True), None) for o, several in self.columns.items()}
            clash = exclusive_fault([option for option, header in ticked.items() if header], self.alone)
            if clash and not bad:
                first = next(header for option, header in ticked.items() if header and option in self.alone)
                yield CellFault(index, first, cells[first] or "", clash)

    def _first_unlike(self, read: Mapping[str, Answer | Fault | None]) -> dict[str, Fault]:
        """The first tick of a copy that does not answer as the one before it."""
        ticked = [[read[header] is True for header in copy] for copy in self.copies]
        answered = [n for n, ticks in enumerate(ticked) if any(ticks)]
        n, m = next(((n, m) for n, m in pairwise(answered) if ticked[n] != ticked[m]), (0, 0))
        if n == m:
            return {}
        first, second = (self.copies[one][ticked[one].index(True)] for one in (n, m))
        return {second: disagreement(first)}

    def _read(self, header: str, cell: str | None) -> Answer | Fault | None:
        return None if cell is None else self.readers[header].read(cell)


class OneOfPlan(TicksPlan):
    """An item of which one option is chosen, answered in a column an option: whichever is ticked, if no other is."""

    def __init__(
        self, item: str, columns: Mapping[str, Sequence[str]], readers: Mapping[str, Reader], texts: Mapping[str, str]
    ) -> None:
        """Headers by option id, in the order of options; readers by header; `texts` of all options."""
        super().__init__(columns, {option: option for option in texts}, readers, texts)
        self.item, self.outputs = item, {item: pl.UInt32()}

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The place of the option ticked."""
        ticks, bad = super().resolve(frame)
        places = [pl.select(pl.when(one).then(pl.lit(place, pl.UInt32))).to_series() for place, one in enumerate(ticks)]
        return [pl.select(pl.coalesce(places)).to_series().alias(self.item)], bad


def _denials(headers: Sequence[str], read: Mapping[str, Answer | Fault | None]) -> Iterator[tuple[str, Fault]]:
    """The column that denies what another column of the same option says."""
    yes = next((header for header in headers if read[header] is True), None)
    no = next((header for header in headers if read[header] is False), None)
    if yes is not None and no is not None:
        yield no, disagreement(yes)


def disagreement(other: str) -> Fault:
    """The fault of a cell that contradicts the same respondent's answer in another column."""
    return Fault(
        Code.COLUMNS_DISAGREE,
        say("survey.columns_disagree", header=other),
        say("survey.columns_disagree_hint"),
    )
