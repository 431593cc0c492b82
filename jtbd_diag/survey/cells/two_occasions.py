"""Questions with several columns that are no branches of one form: other waves, or other raters, side by side.

Owns how that is told: by rows that answer in both, and not alike. Then nothing says which column is meant where only
one is filled. Knows nothing of plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files.grid import TALLY

if TYPE_CHECKING:
    import polars as pl

_FEWEST, _SHARE = 2, 0.1
"""So many rows, and more than this share of those that answer in both, say that it is asked for two occasions."""
_BETWEEN = "\0"
TwoColumns = tuple[str, str]


def pairs_of(columns: Mapping[str, Sequence[Column]]) -> dict[str, list[TwoColumns]]:
    """By item the pairs of columns that each hold a whole answer, and that no person named together."""
    found = {}
    for item, several in columns.items():
        wholes = [column.header for column in several if column.option is None and column.how != "mapping"]
        if len(wholes) > 1:
            found[item] = list(combinations(wholes, 2))
    return found


def named(pair: TwoColumns) -> str:
    """What the cells of a pair are counted under, beside those of columns."""
    return _BETWEEN + _BETWEEN.join(pair)


def pairs_counted(frame: pl.LazyFrame, pairs: Sequence[TwoColumns]) -> pl.DataFrame:
    """How often each two cells stand in a row, for rows that have both."""
    import polars as pl

    parts = []
    for pair in pairs:
        one, other = (pl.col(header).str.strip_chars() for header in pair)
        both = frame.filter((one != "") & (other != "")).select(
            pl.concat_str(one, other, separator=_BETWEEN).alias("cell")
        )
        counted = both.group_by("cell").agg(pl.len().cast(pl.Int64).alias("n"))
        parts.append(counted.select(pl.lit(named(pair)).alias("what"), "cell", "n"))
    both_parts: pl.DataFrame = pl.concat(pl.collect_all(parts, engine="streaming"))
    return both_parts.select(TALLY)


def of_two_occasions(
    pairs: Mapping[str, Sequence[TwoColumns]], seen: Mapping[str, Mapping[str, int]], readers: Mapping[str, Reader]
) -> dict[str, Fault]:
    """The faults of columns that ask for two occasions, by header: of all such questions, if one tells it."""
    telling = next(
        (p for several in pairs.values() for p in several if _differ(p, seen.get(named(p), {}), readers)), None
    )
    if telling is None:
        return {}
    what = say("survey.two_occasions", one=telling[0], other=telling[1])
    fault = Fault(Code.COLUMNS_DISAGREE, what, say("survey.two_occasions_hint"))
    return {header: fault for several in pairs.values() for pair in several for header in pair}


def _differ(pair: TwoColumns, cells: Mapping[str, int], readers: Mapping[str, Reader]) -> bool:
    """Whether too many rows that answer in both columns do not answer alike."""
    alike = different = 0
    for both, count in cells.items():
        one, other = (_answer(readers[h], cell) for h, cell in zip(pair, both.split(_BETWEEN, 1), strict=True))
        if one is not None and other is not None:
            alike, different = alike + count * (one == other), different + count * (one != other)
    return different >= _FEWEST and different > _SHARE * (alike + different)


def _answer(reader: Reader, cell: str) -> object:
    read = reader.read(cell)
    if isinstance(read, Fault):
        return None
    return frozenset(read) if isinstance(read, Iterable) and not isinstance(read, str) else read
