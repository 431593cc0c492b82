"""Questions with several columns that are no branches of one form: other waves, or other raters, side by side.

Owns how that is told: by rows that answer in both, and not alike, or some questions here and some there. Then nothing
says which column is meant where only one is filled. Knows nothing of plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import Item
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files.grid import TALLY, is_filled

if TYPE_CHECKING:
    import polars as pl

_FEWEST_PAIRS = 3
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


def copies_of(options: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """The columns of each asking, of a question whose every option has as many columns, and more than one."""
    several = list(options.values())
    whole = len({len(headers) for headers in several}) == 1 and len(several[0]) > 1
    return list(zip(*several, strict=True)) if whole else []


def ticked_twice(columns: Sequence[Column]) -> list[str]:
    """The columns of an item's options where every option has several, and no person named them."""
    ticks = [column for column in columns if column.option is not None]
    options: dict[str, list[str]] = {}
    for column in ticks:
        options.setdefault(column.option or "", []).append(column.header)
    named_so = any(column.how == "mapping" for column in ticks)
    return [] if named_so else [header for copy in copies_of(options) for header in copy]


def pair_name(pair: TwoColumns) -> str:
    """What the cells of a pair are counted under, beside those of columns."""
    return _BETWEEN + _BETWEEN.join(pair)


def sides_of(pairs: Mapping[str, Sequence[TwoColumns]], questionnaire: Questionnaire) -> list[list[TwoColumns]]:
    """The pairs whose headers have the same two words beside their questions, `spring_` and `fall_`, together."""
    found: dict[tuple[str, str], list[TwoColumns]] = {}
    for item, several in pairs.items():
        for pair in several:
            one, other = (_beside(header, questionnaire.items[item]) for header in pair)
            if one != other and any(sign.isalpha() for sign in one) and any(sign.isalpha() for sign in other):
                found.setdefault((one, other), []).append(pair)
    return [several for several in found.values() if len(several) >= _FEWEST_PAIRS]


def _beside(header: str, item: Item) -> str:
    plain, asked = header.casefold(), (item.ask.casefold(), item.id.casefold())
    return next((plain.replace(name, " ", 1).strip() for name in asked if name in plain), "")


def sides_counted(frame: pl.LazyFrame, sides: Sequence[Sequence[TwoColumns]]) -> pl.DataFrame:
    """In how many rows some questions are answered on the one side alone, and others on the other side alone."""
    import polars as pl

    def mixed(pairs: Sequence[TwoColumns]) -> pl.Expr:
        told = [[is_filled(header) for header in pair] for pair in pairs]
        first, second = (pl.any_horizontal(pair[n] & ~pair[1 - n] for pair in told) for n in (0, 1))
        return first & second

    counts = (frame.select(mixed(pairs).sum().cast(pl.Int64).alias("n")) for pairs in sides)
    found = pl.concat(pl.collect_all(list(counts), engine="streaming"))
    names = pl.Series("what", [pair_name(pairs[0]) + _BETWEEN for pairs in sides])
    return found.select(names, pl.lit("").alias("cell"), "n").select(TALLY)


def pairs_counted(
    frame: pl.LazyFrame, pairs: Sequence[TwoColumns], sides: Sequence[Sequence[TwoColumns]] = ()
) -> pl.DataFrame:
    """How often each two cells stand in a row, for rows that have both; and how many rows mix two sides."""
    import polars as pl

    parts = []
    for pair in pairs:
        one, other = (pl.col(header).str.strip_chars() for header in pair)
        both = frame.filter((one != "") & (other != "")).select(
            pl.concat_str(one, other, separator=_BETWEEN).alias("cell")
        )
        counted = both.group_by("cell").agg(pl.len().cast(pl.Int64).alias("n"))
        parts.append(counted.select(pl.lit(pair_name(pair)).alias("what"), "cell", "n"))
    both_parts: pl.DataFrame = pl.concat(pl.collect_all(parts, engine="streaming")).select(TALLY)
    return pl.concat([both_parts, sides_counted(frame, sides)]) if sides else both_parts


def of_two_occasions(
    pairs: Mapping[str, Sequence[TwoColumns]],
    sides: Sequence[Sequence[TwoColumns]],
    seen: Mapping[str, Mapping[str, int]],
    readers: Mapping[str, Reader],
) -> dict[str, Fault]:
    """The faults of columns that ask for two occasions, by header: of all such questions, if one tells it.

    So do rows that answer some questions on one of two `sides`, and some on the other: joined they would be one person.
    """
    every = (pair for several in pairs.values() for pair in several)
    telling = next((pair for pair in every if _differ(pair, seen.get(pair_name(pair), {}), readers)), None)
    mixed = next((side[0] for side in sides if sum(seen.get(pair_name(side[0]) + _BETWEEN, {}).values())), None)
    one, other = telling or mixed or ("", "")
    if not one:
        return {}
    what = say("survey.two_occasions" if telling else "survey.two_sides_mixed", one=one, other=other)
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
