"""Plans -> lazy frames of answers and of rejects.

Owns the streaming: expressions for what is as expected, one look at each batch for the rest. Knows no questionnaire.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from jtbd_diag.survey.cells.column_plans import RAW, Plan, overflow_fault
from jtbd_diag.survey.cells.rows_within_cells import RowsWithin
from jtbd_diag.survey.cells.slid_rows import SCATTERED, SlidRows
from jtbd_diag.survey.files import OVERFLOW, ROW
from jtbd_diag.survey.files.grid import LineShape
from jtbd_diag.survey.table.survey_table import REJECTS, UNREADABLE

LOT = 30_000
"""So many rows are worked on together: polars reads text in pieces of 2 MB, too few rows for so many columns."""

_OVER, _SLID = "\0over", "\0slid"
_LONGEST_VALUE = 300
SCHEMA_OF_REJECTS = pl.Schema({name: pl.UInt32() if name == ROW else pl.String() for name in REJECTS})


def coded_frames(
    typed: Callable[[Mapping[str, Any]], pl.LazyFrame],
    plans: Sequence[Plan],
    carried: Mapping[str, str],
    slid: SlidRows,
    trusted: LineShape | None = None,
) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """The answers with ROW, carried columns and UNREADABLE; and the rejects. `carried` maps new names to headers.

    In a `trusted` text a cell that may have taken rows in raises UnforeseenError when it is come by.
    """
    table = typed({header: dtype for plan in plans for header, dtype in plan.types.items() if dtype != pl.String})
    resolver = _Resolver(plans, slid, carried, overflows=OVERFLOW in table.collect_schema().names())
    raw = [pl.col(header).alias(RAW + header) for plan in plans for header in plan.types]
    resolver.within = trusted and RowsWithin(trusted, [one.meta.output_name() for one in raw])
    over = [pl.col(OVERFLOW).alias(RAW + OVERFLOW)] if resolver.overflows else []
    kept = [pl.col(header).alias(name) for name, header in carried.items()]
    cells = in_lots(table.select(ROW, *kept, *raw, *over))
    base = cells.with_columns(resolver.quick()).with_columns(resolver.flags())
    schema = base.collect_schema()
    resolved = base.map_batches(resolver.resolve, schema=schema, streamable=True).cache()
    answers = resolved.select(ROW, *carried, *resolver.outputs, UNREADABLE)
    bad = resolved.filter(pl.col(UNREADABLE) > 0).select(ROW, _SLID, *(one.meta.output_name() for one in (*raw, *over)))
    rejects = bad.map_batches(resolver.rejects, schema=SCHEMA_OF_REJECTS, streamable=True)
    return answers, rejects


def in_lots(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same rows in the same order, streamed `LOT` at a time."""

    def lots(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, batch: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted = frame if columns is None else frame.select(columns)
        wanted = wanted if predicate is None else wanted.filter(predicate)
        wanted = wanted if rows is None else wanted.head(rows)
        yield from wanted.collect_batches(chunk_size=LOT, engine="streaming")

    return register_io_source(lots, schema=frame.collect_schema(), is_pure=True)


class _Resolver:
    """What is done to each batch of rows."""

    def __init__(self, plans: Sequence[Plan], slid: SlidRows, carried: Collection[str], *, overflows: bool) -> None:
        self.plans, self.slid, self.overflows = plans, slid, overflows
        self.outputs = [name for plan in plans for name in plan.outputs]
        self.of_rows = (*self.outputs, *carried)  # a name may have slid into any column that is carried
        quick = {plan: made for plan in plans if (made := plan.quick()) is not None}
        self.quickly, self.made = list(quick), list(quick.values())
        self.slowly = [plan for plan in plans if plan not in quick]
        self.lost_cells = pl.Series(sorted(slid.lost_cells), dtype=pl.UInt32)
        self.within: RowsWithin | None = None

    def quick(self) -> list[pl.Expr]:
        """The outputs, as far as expressions make them; nothing yet for the others."""
        made = [expression for several in self.made for expression in several]
        empty = [pl.lit(None, dtype=dtype).alias(name) for plan in self.slowly for name, dtype in plan.outputs.items()]
        return [*made, *empty]

    def flags(self) -> list[pl.Expr]:
        """Whether a row has too many cells, and how many of its cells are unreadable as far as expressions tell."""
        suspects = [suspect for plan in self.quickly if (suspect := plan.suspect()) is not None]
        count = pl.sum_horizontal(suspects).cast(pl.UInt32) if suspects else pl.lit(0, dtype=pl.UInt32)
        over = pl.col(RAW + OVERFLOW).is_not_null() if self.overflows else pl.lit(False)
        return [over.alias(_OVER), count.alias(UNREADABLE), pl.lit(False).alias(_SLID)]

    def resolve(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The batch with every output made and UNREADABLE counted; as it is, where expressions told all."""
        if not frame.height:
            return frame
        if self.within is not None:
            self.within.look(frame)
        unsettled = self._unsettled(frame)
        made: list[pl.Series] = []
        count = self._count_without(frame, unsettled) if unsettled else frame.get_column(UNREADABLE)
        for plan in (*self.slowly, *unsettled):
            out, unreadable = plan.resolve(frame)
            made += out
            if unreadable is not None:
                count = count + unreadable.cast(pl.UInt32)
        if made or unsettled or self.slowly:
            frame = frame.with_columns(*made, count.alias(UNREADABLE))
        frame = self._marked(frame)
        lost = frame.get_column(_OVER) | frame.get_column(_SLID)
        return self._without(frame, lost) if lost.any() else frame

    def _marked(self, frame: pl.DataFrame) -> pl.DataFrame:
        """With which rows slid, of those in which a cell fits where it may have slid from."""
        odd = self._with_signs(frame)
        if self.lost_cells.len():
            odd = odd | frame.get_column(ROW).is_in(self.lost_cells.implode())
        if not odd.any():
            return frame
        slid = [self.slid.of(*row) is not None for row in self._cells(frame.filter(odd))]
        never = pl.Series(_SLID, [False]).new_from_index(0, frame.height)
        return frame.with_columns(never.scatter(odd.arg_true(), slid))

    def _with_signs(self, frame: pl.DataFrame) -> pl.Series:
        """Rows with such a cell, which are few: strange among answers, or an option among words."""
        bad = frame.get_column(UNREADABLE) > 0
        odd = pl.Series([False]).new_from_index(0, frame.height)
        for header, texts in self.slid.ends.items():
            odd = odd | frame.get_column(RAW + header).str.strip_chars().is_in(list(texts)).fill_null(False)
        if not bad.any():
            return odd
        at = bad.arg_true()
        strange = frame[at, [RAW + place.header for place in self.slid.places]]
        # the cells of all columns at once, since to begin a look at each takes longer than the look
        kinds = strange.select(pl.all().unique().cast(pl.String).implode()).row(0)
        if self.within is not None:
            self.within.look_at(chain.from_iterable(kinds))
        found = pl.Series([False]).new_from_index(0, strange.height)
        scattered = pl.Series([0], dtype=pl.UInt32).new_from_index(0, strange.height)
        for n, (place, told) in enumerate(zip(self.slid.places, kinds, strict=True)):
            words = place.header in self.slid.words
            signs = [*self.slid.words[place.header]] if words else self.slid.signs_in(n, filter(None, told))
            if signs:
                cells = strange.get_column(RAW + place.header).cast(pl.String)
                found = found | (cells.str.strip_chars() if words else cells).is_in(signs).fill_null(False)
            if strangers := self.slid.strangers_in(n, filter(None, told)):
                cells = strange.get_column(RAW + place.header).cast(pl.String)
                scattered = scattered + cells.is_in(strangers).fill_null(False).cast(pl.UInt32)
        return odd.scatter(at, odd.gather(at) | found | (scattered >= SCATTERED))

    def _cells(self, frame: pl.DataFrame) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """The number of each row, and its cells in the order of the file."""
        cells = frame.select(pl.col(RAW + place.header).cast(pl.String) for place in self.slid.places).rows()
        return zip(frame.get_column(ROW).to_list(), cells, strict=True)

    def _unsettled(self, frame: pl.DataFrame) -> list[Plan]:
        """The plans with a cell in this batch that expressions may have taken wrongly for unreadable."""
        odd = frame.get_column(UNREADABLE) > 0
        if not odd.any():
            return []
        return [plan for plan in self.quickly if not plan.settled(frame, odd)]

    def _count_without(self, frame: pl.DataFrame, plans: Sequence[Plan]) -> pl.Series:
        """The count without what expressions took for unreadable in these plans."""
        suspects = [suspect for plan in plans if (suspect := plan.suspect()) is not None]
        return frame.select(pl.col(UNREADABLE) - pl.sum_horizontal(suspects).cast(pl.UInt32)).to_series()

    def _without(self, frame: pl.DataFrame, lost: pl.Series) -> pl.DataFrame:
        """Rows with too many cells, or whose cells slid, tell nothing, and count as one unreadable cell."""
        emptied = [pl.when(~lost).then(pl.col(name)).alias(name) for name in self.of_rows]
        one = pl.when(lost).then(pl.lit(1, dtype=pl.UInt32)).otherwise(pl.col(UNREADABLE)).alias(UNREADABLE)
        return frame.with_columns(*emptied, one)

    def rejects(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A row for every unreadable cell, in the order of rows, then of columns."""
        rows = frame.get_column(ROW).to_list()
        over = frame.get_column(RAW + OVERFLOW).to_list() if self.overflows else [None] * len(rows)
        fault = overflow_fault()
        found = [(n, -1, OVERFLOW, cell, fault) for n, cell in enumerate(over) if cell is not None]
        lost = {n for n, *_ in found}
        if frame.get_column(_SLID).any():
            slid = {n: one for n, row in enumerate(self._cells(frame)) if n not in lost and (one := self.slid.of(*row))}
            found += [(n, -1, one.header, one.cell, one.fault) for n, one in slid.items()]
            lost |= slid.keys()
        for place, plan in enumerate(self.plans):
            found += [(f.index, place, f.column, f.value, f.fault) for f in plan.faults(frame) if f.index not in lost]
        found.sort(key=lambda one: one[:2])
        columns = zip(
            *((rows[n], column, _short(value), f.code.value, f.what, f.hint) for n, _, column, value, f in found),
            strict=True,
        )
        data = list(columns) or [()] * len(REJECTS)
        return pl.DataFrame(dict(zip(REJECTS, data, strict=True)), schema=SCHEMA_OF_REJECTS)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
