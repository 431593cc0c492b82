"""A table, coded and scored: its results and rejects as they are written, and what they say of persons.

Owns the columns that are put in and taken out after scoring; knows nothing of files. The same for a whole table and for
a lot of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import polars as pl

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import TextItem
from jtbd_diag.results.codebook import GIVEN, ResultColumn
from jtbd_diag.results.deidentification.pseudonyms import Cover, IdentityColumns, identity_of
from jtbd_diag.results.lost_answers import Losses, WholeRows, losses_of, told_of_rows
from jtbd_diag.results.results import Results, results_of
from jtbd_diag.results.summary import Summary
from jtbd_diag.results.which_row_counts import (
    COUNTED,
    DUPLICATE_OF,
    Keep,
    RowChoice,
    duplicate_columns,
    mark_duplicates,
    set_aside,
)
from jtbd_diag.survey.cells.cell_notes import CellCounts
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.columns.names_of_items import words_of_options
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import Table

_WORTH_A_LOOK = 0.01


class Wishes(NamedTuple):
    """What the results should hold. `duplicates` and `flips` are None where the size of the table may decide.

    The `whole` has answers to all questions, the scored ones too, as a file for SPSS or Stata does.
    """

    personal: bool = False
    key: bytes | None = None
    duplicates: Keep | None = None
    flips: bool | None = None
    whole: bool = False


class ScoredSurvey:
    """The results of a table. Nothing is worked out before `frame` or `rejects` is collected."""

    large = False
    """Whether so many rows are not gone through once more for a number that can change nothing."""

    def __init__(
        self, questionnaire: Questionnaire, table: Table, coded: Coded, wishes: Wishes, *, flips: bool = False
    ) -> None:
        """`flips` says whether they are worked out where nothing is wished."""
        self.questionnaire, self.table, self.coded, self.wishes = questionnaire, table, coded, wishes
        personal = wishes.personal or wishes.key is not None  # with a key they only tell what to hide elsewhere
        told = flips if wishes.flips is None else wishes.flips
        self.results: Results = results_of(coded, questionnaire, flips=told, personal=personal, whole=wishes.whole)
        self.losses: Losses = losses_of(questionnaire, table.unasked, coded.cell_counts)
        self.identity: IdentityColumns = identity_of(
            table, self.results.carried, self.results.personal if wishes.key else ()
        )
        self.cover = Cover(self.identity, wishes.key) if wishes.key else None

    @cached_property
    def twice(self) -> pl.DataFrame | None:
        """Rows of respondents who answered more than once; None where nobody looked, as here."""
        return None

    @cached_property
    def choice(self) -> RowChoice:
        """Which rows count of those who answered more than once, where anybody looked."""
        raise NotImplementedError

    @property
    def again(self) -> frozenset[int]:
        """The rows that do not count, since another one of the same respondent does; none where nobody looked."""
        return frozenset() if self.twice is None else frozenset(self.twice.get_column(ROW)) - self.choice.counted

    def count_whole_rows(self, summary: Summary) -> None:
        """Put into the losses what was lost with whole rows or files, once there is a summary."""
        said = summary.counted - summary.silent
        files, apart = self.coded.lost_files, self.coded.other_files
        if files or apart:
            self._lose(WholeRows(files, said + files, files=True, apart=apart), self.coded.cell_counts)
        elif summary.empty and (not self.large or summary.empty / said >= _WORTH_A_LOOK):
            self._count_slid(said, summary.empty)

    def _count_slid(self, rows: int, empty: int) -> None:
        """Put into the losses how many of the `rows` that say anything are refused whole: at most those `empty`."""
        items = {item: answer_columns(self.questionnaire, item) for item in self.questionnaire.items}
        headers = {column.header: column.item for column in self.table.columns if column.item}
        lost, told = told_of_rows(self.coded, items, headers)
        self._lose(WholeRows(min(lost, empty), rows), told)

    def _lose(self, whole: WholeRows, told: Mapping[str, CellCounts]) -> None:
        if whole.without_cells:
            self.losses = losses_of(self.questionnaire, self.table.unasked, told, whole)

    def covered(self, text: str) -> str:
        """A text about the table, without persons where they are left out."""
        return self.cover.text(text) if self.cover else text

    @property
    def hidden(self) -> tuple[list[str], list[str]] | None:
        """The survey's headers that pseudonyms take the place of, and those left out for them; None without a key."""
        return None if self.cover is None else self.personal

    @property
    def personal(self) -> tuple[list[str], list[str]]:
        """The survey's headers that pseudonyms would take the place of, and those left out for them."""
        there = self.results.carried.items()
        replaced = [header for header, name in there if name in self.identity.ids]
        return replaced, [header for header, name in there if name in self.identity.personal]

    @cached_property
    def columns(self) -> tuple[ResultColumn, ...]:
        """Every column of the results, explained."""
        hidden = self.identity.personal if self.wishes.key else ()
        ours = tuple(column for column in self.results.columns if column.name not in hidden)
        more = [(DUPLICATE_OF, self.twice is not None), (COUNTED, self.twice is not None or bool(self.table.aside))]
        marks = duplicate_columns(apart=bool(self.table.who.names))
        return (*ours, *(marks[name] for name, there in more if there))

    @property
    def ours(self) -> frozenset[str]:
        """The columns of which no cell is from the survey."""
        return frozenset(column.name for column in self.columns if column.part not in GIVEN)

    @cached_property
    def frame(self) -> pl.LazyFrame:
        """The results as they are written."""
        frame = self.results.frame
        if self.twice is not None:
            frame = mark_duplicates(frame, self.twice, self.choice)
        if self.table.aside:
            frame = set_aside(frame, self.table.aside)
        if self.cover is None:
            return frame
        answers = [column.name for column in self.results.columns if column.part in ("answers", "claims")]
        return self.cover.results(frame, self.results.carried.values(), answers)

    @property
    def rejects(self) -> pl.LazyFrame:
        """What could not be used, as it is written."""
        if self.cover is None:
            return self.coded.rejects
        own = self.cover.own(self.results.frame.collect_schema().names())
        who = self.results.frame.select(pl.col("row").alias(ROW), *own)
        asked = self.questionnaire.items
        told = {column.header: asked.get(column.item or "") for column in self.table.columns}
        texts = [header for header, item in told.items() if item and (item.personal or isinstance(item, TextItem))]
        options = (names for several in words_of_options(self.questionnaire).values() for names in several)
        known = frozenset(word for name in options for word in name.split())
        return self.cover.rejects(self.coded.rejects, who, self.results.carried, texts, known)
