"""Cells -> options, numbers, texts: what each respondent said, and what could not be read.

Owns which plan reads which item, and the frames that come of it; knows nothing of file formats or scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import MultipleItem, Option, TextItem
from jtbd_diag.survey.cells.answers_off_branch import off_branch
from jtbd_diag.survey.cells.cell_notes import CellCounts, cell_counts_of, proposed_for
from jtbd_diag.survey.cells.cells_of_another_survey import refuse_by_cells
from jtbd_diag.survey.cells.cells_seen import CellsSeen
from jtbd_diag.survey.cells.headless_columns import nameless_of
from jtbd_diag.survey.cells.options_beside import COUNTED, beside_ratings, of_their_own, rows_counted
from jtbd_diag.survey.cells.plan_of_an_item import Planner
from jtbd_diag.survey.cells.rows_of_an_option import refuse_rows_of_an_option
from jtbd_diag.survey.cells.slid_rows import Holds, KeptColumn, SlidRows
from jtbd_diag.survey.cells.way_of_a_column import ColumnsSettled
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.mapping_of_cells import Proposed
from jtbd_diag.survey.columns.mapping_of_people import WhoColumns
from jtbd_diag.survey.files.grid import typed as as_types
from jtbd_diag.survey.table.survey_table import Table

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Coded:
    """Answers in the shape `score_table` reads, with ROW, UNREADABLE and the carried columns; and the rejects.

    In `placed` an answer to one of `choices` is the place of the option, from 0, and anything else there is none.
    A cell that cannot be read is a row of `rejects` (columns REJECTS) and no answer. Both frames are lazy and
    stream; collected together they read the file once. `carried` maps the names of carried columns in the frame to
    their headers, which differ where a header is the name of an answer column. `told` counts, for each item that has
    a column, the cells that could be read and those that could not; of a large file, as far as it was looked at.
    `proposed` is what a mapping might say of the latter; `who` names the columns that tell rater and wave.
    """

    placed: pl.LazyFrame
    rejects: pl.LazyFrame
    notes: tuple[str, ...]
    carried: Mapping[str, str]
    choices: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    cell_counts: Mapping[str, CellCounts] = field(default_factory=dict)
    proposed: Proposed = field(default_factory=Proposed)
    who: WhoColumns = field(default_factory=WhoColumns)
    earlier: Mapping[str, str] = field(default_factory=dict)
    """By item what was asked, where these are the words of an earlier form."""
    placed_by: tuple[str, ...] = ()
    """The items whose numbers are read as places of options, which nobody has said."""
    joined: Mapping[str, str] = field(default_factory=dict)
    """Of the carried columns those of an application, each with what it is called there; empty for what is ours."""
    lost_files: int = 0
    """Files of a folder that could not be read at all."""
    other_files: int = 0
    """Files of a folder that answer another questionnaire."""

    @property
    def frame(self) -> pl.LazyFrame:
        """As `placed`, with the ids of options; null where there is no answer."""
        return self.placed.with_columns(option_at(item, options).alias(item) for item, options in self.choices.items())

    def in_memory(self) -> Coded:
        """The same, read once and kept in memory, for whoever goes through it more than once."""
        import polars as pl

        placed, rejects = pl.collect_all([self.placed, self.rejects], engine="streaming")
        return replace(self, placed=placed.lazy(), rejects=rejects.lazy())


def option_at(column: str, options: Sequence[Option]) -> pl.Expr:
    """The id of the option at a place; null where the number is no place of any."""
    import polars as pl

    ids = pl.Enum([option.id for option in options])
    place, size = pl.col(column), pl.Series(dtype=ids).to_physical().dtype
    # numbers are cut to the size of the options' own, since to look whether each fits takes longer
    return pl.when(place < len(options)).then(place.cast(size, wrap_numerical=True)).cat.to(ids)


def code(table: Table, questionnaire: Questionnaire) -> Coded:
    """Read the cells of a table. Raises InputError where next to nothing in it answers the questions."""
    coding = Coding(table, questionnaire)
    return replace(coding.of(table), cell_counts=cell_counts_of(coding.settled), proposed=proposed_for(coding.settled))


class Coding:
    """How the cells of a table are read, decided once; it may be done to its rows lot after lot, wherever they are."""

    def __init__(self, table: Table, questionnaire: Questionnaire, seen: CellsSeen | None = None) -> None:
        """Decide by the cells of the table, or by what was `seen` of them.

        Raises InputError where next to nothing in it answers the questions.
        """
        from jtbd_diag.survey.cells.carried_columns import CarriedPlan

        self.questionnaire, self.settled = questionnaire, ColumnsSettled(table, questionnaire, seen)
        planner = Planner(self.settled)
        self.plans = planner.plans()
        refuse_by_cells(self.settled.columns, self.settled.readers, self.settled.seen, questionnaire, table.source)
        if seen is None:
            refuse_rows_of_an_option(table, questionnaire, self.settled.columns)
        self.notes, self.carried = tuple(planner.notes), _carried(table, questionnaire)
        if seen is None and table.start is None:
            self.notes += tuple(off_branch(table, questionnaire, self.settled.columns, self.settled.readers))
        self.placed_by = tuple(dict.fromkeys(planner.positions))
        if self.carried:
            self.plans.append(CarriedPlan(list(self.carried.values())))
        kept = [column for column in table.columns if column.role != "dropped"]
        nameless = nameless_of(table)
        places = [_place(column, self.settled, questionnaire, nameless) for column in kept]
        self.slid = self._with_own_columns(SlidRows(places, table.lost_cells), table, seen)

    def _with_own_columns(self, slid: SlidRows, table: Table, seen: CellsSeen | None) -> SlidRows:
        """The same, where columns that hold options of their own tell nothing of cells that slid."""
        beside = beside_ratings(slid)
        if not beside:
            return slid
        if seen is None:
            told = table.begun.tally(partial(rows_counted, columns=beside)).iter_rows()
            self.settled.seen = {**self.settled.seen, COUNTED: {what: n for what, _, n in told}}
        own = of_their_own(beside, self.settled.seen[COUNTED])
        places = [place._replace(holds="own") if place.header in own else place for place in slid.places]
        return SlidRows(places, table.lost_cells)

    def of(self, table: Table) -> Coded:
        """The answers of a table, read so; what could be read of its cells is not counted."""
        from jtbd_diag.survey.cells.answers_and_rejects import coded_frames
        from jtbd_diag.survey.cells.joined_rows import Joined

        q, columns = self.questionnaire, self.settled.columns
        typed = table.typed or (lambda types: as_types(table.frame, types))
        placed, rejects = coded_frames(typed, self.plans, self.carried, self.slid, table.trusted)
        choices = {
            item: options
            for item in columns
            if (options := q.options(item)) and not isinstance(q.items[item], MultipleItem)
        }
        if table.records is not None:
            schema = placed.collect_schema()
            given = {item: [name for name in answer_columns(q, item) if name in schema] for item in columns}
            ids = {item: [option.id for option in options] for item, options in choices.items()}
            headers = {item: _headers(several) for item, several in columns.items()}
            joined = Joined(table.records.rows, given, ids, headers)
            placed, rejects = joined.placed(placed, rejects), joined.rejects(placed, rejects)
        coded = Coded(placed, rejects, self.notes, self.carried, choices, who=table.who, earlier=table.earlier)
        return replace(coded, placed_by=self.placed_by)


def _place(column: Column, settled: ColumnsSettled, questionnaire: Questionnaire, nameless: set[str]) -> KeptColumn:
    """What a column holds, for telling rows whose cells slid."""
    if column.item is None or isinstance(questionnaire.items[column.item], TextItem):
        return KeptColumn(column.header, "nameless" if column.header in nameless else "words")
    holds: Holds = "ticks" if column.option else "choice" if questionnaire.options(column.item) else "value"
    return KeptColumn(column.header, holds, settled.readers[column.header])


def _carried(table: Table, questionnaire: Questionnaire) -> dict[str, str]:
    """The headers of the carried columns, by names that no answer column has."""
    answers = {name for item in questionnaire.items for name in answer_columns(questionnaire, item)}
    carried: dict[str, str] = {}
    for column in table.columns:
        if column.role == "carried":
            name = column.header
            while name in answers or name in carried:
                name += " (as in the file)"
            carried[name] = column.header
    return carried


def _headers(columns: Sequence[Column]) -> list[str]:
    return [column.header for column in columns]
