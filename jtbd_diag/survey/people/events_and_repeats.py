"""Records that stand in several rows, one for each event or repeat: which rows are one respondent's.

Owns how such rows are told, and which of them stands for the others; knows nothing of questionnaires.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.ground.english import all_of, beginning
from jtbd_diag.survey.files import ROW, Grid
from jtbd_diag.survey.files.grid import cells_counted
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.rows.nobodys_rows import Nobody

if TYPE_CHECKING:
    import polars as pl

FIRST = "\0first"
_RECORD, _CHOSEN = "\0record", "\0chosen"
_TOLD_AT_MOST = 6


class Records(NamedTuple):
    """`rows` has ROW and FIRST, the first row of the same record, in which the answers of all its rows are joined.

    Rows of other events than the chosen one are not among them. `aside` are all rows that count for nothing.
    """

    rows: pl.DataFrame
    aside: tuple[int, ...]
    notes: tuple[str, ...]

    def gathered(self, frame: pl.LazyFrame, carried: Collection[str]) -> pl.LazyFrame:
        """The same rows; a carried cell that is empty in a record's first row is filled where its others agree."""
        import polars as pl

        cells = {name: pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in carried}
        said = frame.join(self.rows.lazy(), on=ROW, how="inner").group_by(FIRST)
        filled = said.agg(
            pl.when(cell.drop_nulls().n_unique() == 1).then(cell.drop_nulls().first()).alias(f"\0{name}")
            for name, cell in cells.items()
        )
        both = frame.join(filled, left_on=ROW, right_on=FIRST, how="left", maintain_order="left")
        filling = [pl.coalesce(cell, pl.col(f"\0{name}"), pl.col(name)).alias(name) for name, cell in cells.items()]
        return both.with_columns(filling).drop(f"\0{name}" for name in cells)

    def differing(self, frame: pl.LazyFrame, carried: Collection[str]) -> Mapping[str, int]:
        """In how many records the rows say different things, for each of these columns in which any do.

        The letters of an address may differ in case.
        """
        import polars as pl

        if not carried:
            return {}
        bare = {name: pl.col(name).str.strip_chars() for name in carried}
        alike = {
            n: pl.when(c.str.contains("@", literal=True)).then(c.str.to_lowercase()).otherwise(c)
            for n, c in bare.items()
        }
        cells = (pl.when(cell != "").then(cell).alias(name) for name, cell in alike.items())
        said = frame.select(ROW, *cells).join(self.rows.lazy(), on=ROW, how="inner").group_by(FIRST)
        several = said.agg(pl.col(name).drop_nulls().n_unique() > 1 for name in carried)
        counts = several.select(pl.col(list(carried)).sum()).collect(engine="streaming").row(0, named=True)
        return {name: int(count) for name, count in counts.items() if count}


def find_records(
    grid: Grid, shape: Layout, nobody: Nobody, event: str | None, apart: Collection[str] = ()
) -> Records | None:
    """Look for records of several rows; None where there are none, and no event was chosen.

    Events in a column that is kept `apart`, as one that tells the wave, are no rows of the same record.

    Raises InputError where the table has no such event, or more than one row of a record's event and repeat.
    """
    import polars as pl

    columns = [one.header for one in shape.headings if one.identity == "event"]
    record = next((one.header for one in shape.headings if one.identity == "id"), None)
    if not columns or record is None:
        if event is not None:
            what = say("survey.no_events")
            raise complaint(Code.UNKNOWN_COLUMN, grid.name, what, say("survey.no_events_hint"))
        return None
    names = [heading.header for heading in shape.headings]
    if grid.elsewhere is not None:
        _refuse_elsewhere(grid, shape.header_rows, names, [name for name in columns if name not in apart])
        return None
    frame = nobody.without(grid.scan(shape.header_rows, names, {}), ())
    told = frame.select(ROW, record, *columns).filter(~pl.col(ROW).is_in([*nobody.blank, *nobody.totals])).collect()
    chosen = _chosen(told, columns, event, grid.name)
    bare = pl.col(record).str.strip_chars()
    by = pl.when(bare != "").then(bare).otherwise(pl.format("\0{}", pl.col(ROW))).fill_null(pl.format("\0{}", ROW))
    waves = [pl.col(name).str.strip_chars().fill_null("") for name in columns if name in apart]
    rows = told.select(ROW, pl.concat_str([by, *waves], separator="\0").alias(_RECORD)).filter(chosen)
    _refuse_doubles(frame, told.filter(chosen).filter(bare != ""), [record, *columns], grid.name)
    firsts = rows.select(ROW, pl.col(ROW).min().over(_RECORD).alias(FIRST))
    standing = firsts.filter(pl.col(ROW) == pl.col(FIRST)).get_column(ROW)
    if event is None and len(standing) == told.height:
        return None
    aside = told.filter(~pl.col(ROW).is_in(standing.to_list())).get_column(ROW).to_list()
    return Records(firsts, tuple(aside), tuple(_notes(told, columns, len(rows), len(standing), event)))


def _refuse_doubles(frame: pl.LazyFrame, told: pl.DataFrame, key: Sequence[str], name: str) -> None:
    """Complain about rows that differ, of the same record, event and repeat: REDCap writes one, so they are not one's.

    Two projects number their records from 1, and their exports stand below each other. Copies of a row do no harm.
    """
    import polars as pl

    same = [pl.col(one).str.strip_chars().fill_null("").alias(one) for one in key]
    doubled = told.select(ROW, *same).filter(pl.len().over(key) > 1)
    if doubled.height:
        numbers = doubled.get_column(ROW).to_list()
        cells = frame.filter(pl.col(ROW).is_in(numbers)).with_columns(same).collect(engine="streaming")
        unlike = cells.filter(pl.struct(pl.exclude(ROW, *key)).n_unique().over(key) > 1)
        groups = unlike.group_by(key, maintain_order=True).agg(pl.col(ROW).sort()).get_column(ROW).to_list()
        if groups:
            rows = all_of([f"{row}" for row in groups[0][:_TOLD_AT_MOST]])
            what = say("survey.records_twice", n=len(groups), rows=rows)
            raise complaint(Code.TABLE_SHAPE, name, what, say("survey.records_twice_hint"))


def _refuse_elsewhere(grid: Grid, header_rows: int, names: Sequence[str], columns: Sequence[str]) -> None:
    """Complain about records of several rows in a table that an engine holds; of one event alone each has one row."""
    told = grid.tally(header_rows, names, partial(cells_counted, headers=columns)) if columns else None
    if told is None:
        return
    events = {(what, cell.strip()) for what, cell, _ in told.iter_rows() if cell.strip()}
    several = next((name for name in columns if len([1 for what, _ in events if what == name]) > 1), None)
    if several is not None:
        what = say("survey.events_elsewhere", column=several)
        raise complaint(Code.NOT_ON_THIS_ENGINE, grid.name, what, say("survey.events_elsewhere_hint"))


def _chosen(told: pl.DataFrame, columns: list[str], event: str | None, source: str) -> pl.Series:
    """The rows of the event that was chosen, by its name, or that of a repeated instrument; all where none was."""
    import polars as pl

    if event is None:
        return pl.Series([True], dtype=pl.Boolean).new_from_index(0, told.height)
    same = pl.any_horizontal(
        (pl.col(name).str.strip_chars().str.to_lowercase() == event.strip().lower()).fill_null(False)
        for name in columns
    )
    found = told.select(same.alias(_CHOSEN)).to_series()
    if not found.any():
        what = say("survey.no_event", event=event)
        known = _events(told, columns)
        hint = did_you_mean(event, known) or say("survey.no_event_hint", events=beginning(known, _TOLD_AT_MOST))
        raise complaint(Code.UNKNOWN_COLUMN, source, what, hint)
    return found


def _events(told: pl.DataFrame, columns: list[str]) -> list[str]:
    """The names of events and repeated instruments; the numbers of repeats are no names."""
    cells = [cell.strip() for name in columns for cell in told.get_column(name).unique(maintain_order=True) if cell]
    return [*dict.fromkeys(cell for cell in cells if cell and not cell.isdecimal())]


def _notes(told: pl.DataFrame, columns: list[str], rows: int, standing: int, event: str | None) -> list[str]:
    """What is said of it."""
    by = all_of([f"'{name}'" for name in columns])
    notes, there = [], say("survey.records", n=standing)
    if event is not None:
        others = say("survey.rows", n=told.height - rows)
        notes.append(
            say("survey.rows_of_event", event=event, rows=say("survey.rows", n=rows), records=there, others=others)
        )
    if rows > standing:
        notes.append(say("survey.rows_of_records", rows=say("survey.rows", n=rows), records=there, columns=by))
    known = _events(told, columns)
    if event is None and len(known) > 1:
        notes.append(say("survey.one_event_alone", events=beginning(known, _TOLD_AT_MOST)))
    return notes
