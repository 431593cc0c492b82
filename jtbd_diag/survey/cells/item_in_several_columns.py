"""One item answered in several columns: whichever of them holds the answer.

Owns what becomes of a row in which they disagree, or in which too little is known; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

import polars as pl

from jtbd_diag.survey.cells.column_plans import RAW, CellFault, Plan
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.cells.ticks_of_options import TicksPlan, disagreement


@dataclass
class _Merged:
    """The answers of a batch, and the rows that are lost: by the source that is unreadable, or to a disagreement."""

    answers: list[pl.Series]
    unreadable: list[pl.Series]
    bad: dict[int, pl.Series] = field(default_factory=dict)
    clashes: dict[int, pl.Series] = field(default_factory=dict)
    short: pl.Series | None = None


class JointPlan(Plan):
    """Several plans for one item. A weaker one that is unreadable spoils nothing where a stronger one answers."""

    def __init__(self, sources: Sequence[tuple[int, Plan]], short: Fault | None = None) -> None:
        """`sources` with their strength; `short` is the fault of a row of which not every output is known."""
        self.sources = sorted(sources, key=lambda one: -one[0])
        self.short = short
        self.types = {header: dtype for _, plan in self.sources for header, dtype in plan.types.items()}
        self.outputs: Mapping[str, object] = self.sources[0][1].outputs

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The first answer of each row, if none contradicts it."""
        merged = self._merge(frame)
        lost = [*merged.bad.values(), *merged.clashes.values(), *([] if merged.short is None else [merged.short])]
        gone = reduce(or_, lost)
        nothing = [pl.Series([None], dtype=one.dtype).new_from_index(0, len(one)) for one in merged.answers]
        out = [
            empty.zip_with(gone, one).alias(name)
            for empty, one, name in zip(nothing, merged.answers, self.outputs, strict=True)
        ]
        counted = [*merged.unreadable, *(mask.cast(pl.UInt32) for mask in lost[len(merged.bad) :])]
        return out, reduce(lambda one, other: one + other, counted)

    def _merge(self, frame: pl.DataFrame) -> _Merged:
        never = pl.Series([False], dtype=pl.Boolean).new_from_index(0, frame.height)
        merged = _Merged([], [])
        have, stronger, last = never, never, None
        for n, (strength, plan) in enumerate(self.sources):
            stronger, last = (stronger if strength == last else have), strength
            out, bad = plan.resolve(frame)
            answered = reduce(or_, [one.is_not_null() for one in out])
            count = (bad if bad is not None else never).cast(pl.UInt32)
            merged.unreadable.append(count.zip_with(~stronger, never.cast(pl.UInt32)))
            merged.bad[n] = merged.unreadable[-1] > 0
            if merged.answers:
                other = [(a != b).fill_null(False) for a, b in zip(merged.answers, out, strict=True)]
                merged.clashes[n] = reduce(or_, other) & have & answered
                out = [a.zip_with(a.is_not_null(), b) for a, b in zip(merged.answers, out, strict=True)]
            merged.answers, have = out, have | answered
            if self.short is not None and isinstance(plan, TicksPlan):
                have = have | plan.says_anything(frame)
        self._settle(merged, have)
        return merged

    def _settle(self, merged: _Merged, have: pl.Series) -> None:
        """Count a row once: as unreadable, else as contradicting itself, else as known in part only."""
        seen = reduce(or_, merged.bad.values())
        for n, clash in merged.clashes.items():
            merged.clashes[n] = clash & ~seen
            seen = seen | clash
        if self.short is not None:
            merged.short = have & ~reduce(and_, [one.is_not_null() for one in merged.answers]) & ~seen

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Unreadable cells, cells that contradict an answer, and the first cell of an answer known in part only."""
        merged = self._merge(frame)
        for n, (_, plan) in enumerate(self.sources):
            yield from (fault for fault in plan.faults(frame) if merged.bad[n][fault.index])
        for n, clash in merged.clashes.items():
            for index in clash.arg_true():
                first = self._filled(frame, index, self.sources[:n])
                header, cell = self._filled(frame, index, self.sources[n : n + 1])
                yield CellFault(index, header, cell, disagreement(first[0]))
        if self.short is not None and merged.short is not None:
            for index in merged.short.arg_true():
                yield CellFault(index, *self._filled(frame, index, self.sources), self.short)

    def _filled(self, frame: pl.DataFrame, index: int, sources: Sequence[tuple[int, Plan]]) -> tuple[str, str]:
        """The first column of these that holds an answer in a row, and its cell."""
        headers = [header for _, plan in sources for header in plan.types]
        cells = {header: frame.get_column(RAW + header).cast(pl.String)[index] or "" for header in headers}
        told = (header for header in headers if cells[header].strip() not in ("", "0"))
        header = next(told, headers[0])
        return header, cells[header]
