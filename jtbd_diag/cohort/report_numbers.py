"""A batch -> the numbers of its report: of leaders, or of a staff.

Owns which columns of the results a report needs, and what is handed to whom; knows nothing of how numbers are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown, clashes, column_of
from jtbd_diag.cohort.group_by import Groupings
from jtbd_diag.cohort.leaders import leader_numbers as leaders
from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.recruit_signs import Sign, counted
from jtbd_diag.cohort.small_groups import Groups
from jtbd_diag.cohort.staff import staff_numbers as staff
from jtbd_diag.ground.catalogue import say
from jtbd_diag.results.batch_of_a_survey import Gathered
from jtbd_diag.results.results import answered_otherwise
from jtbd_diag.results.scored_survey import ScoredSurvey

CohortNumbers = Cohort | staff.Staff
"""What a report is made from."""


class Gathering:
    """What a report on a batch asks of its results, grouped by the columns named."""

    def __init__(
        self,
        batch: ScoredSurvey,
        by: tuple[str, ...] = (),
        earlier: Mapping[str, Shown] | None = None,
        signs: Sequence[Sign] = (),
    ) -> None:
        """`earlier` is what other reports show already, `signs` what a program may look for.

        Raises InputError for columns that are not there.
        """
        self.batch, self.earlier_reports, self.signs = batch, dict(earlier or {}), signs
        groupings = Groupings(batch.table, batch.coded, batch.results, [column.name for column in batch.columns])
        self.by = groupings.wanted(by)
        titles = (table.title for shown in self.earlier_reports.values() for table in shown.tables)
        self._earlier = {title: column for title in titles if (column := groupings.find(title))}

    def narrow(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Of the results, the rows and columns that the report needs."""
        aside = self.batch.table.aside
        if aside:
            frame = frame.filter(~pl.col("row").is_in(list(aside)))
        q, names, by = self.batch.questionnaire, frame.collect_schema().names(), {**self._earlier, **self.by}
        if q.staff_map:
            unit = leaders.group_column(q, next(iter(self.by.values()), None))
            groups = (leaders.group_column(q, column).alias(column_of(title)) for title, column in by.items())
            return frame.select(*staff.needed_columns(q.staff_map, unit, names), *groups)
        return frame.select(leaders.needed_columns(q, by, names, self.signs))

    def numbers(self, gathered: Gathered) -> CohortNumbers:
        """The numbers, and which earlier reports tell too much together with them."""
        q, earlier = self.batch.questionnaire, self.earlier_reports
        if q.staff_map:
            units = replace(staff.staff_of(q, q.staff_map, gathered.narrow), by=next(iter(self.by), ""))
            return replace(
                units, clashes=clashes(units.shown, earlier, staff.known_of(q.staff_map, gathered.narrow), {})
            )
        silence = answered_otherwise(gathered.silence, self._aside(gathered.tallied))
        cohort = leaders.cohort_of(q, gathered.narrow, silence, gathered.tallied, [*self.by])
        cohort = replace(cohort, groups=tuple(map(self._titled, cohort.groups)))
        signs = counted(leaders.answering(gathered.narrow), self.signs, q)
        cohort = replace(cohort, quality=cohort.quality.with_losses(self.batch.losses), signs=signs)
        return replace(cohort, clashes=clashes(cohort.shown, earlier, *leaders.known_of(q, gathered.narrow)))

    def _titled(self, groups: Groups) -> Groups:
        """The same; a column that was joined is called as in the application."""
        carried = self.batch.results.carried
        theirs = {carried[header]: there for header, there in self.batch.coded.joined.items() if there}
        there = theirs.get(self.by[groups.column])
        return replace(groups, title=say("cohort.of_application", column=there)) if there else groups

    def _aside(self, tallied: pl.DataFrame) -> dict[str, int]:
        """For each item how many answered it with what could not be used, or is marked as missing."""
        items = {column.header: column.item for column in self.batch.table.columns}
        aside = {item: told.missing for item, told in self.batch.coded.cell_counts.items()}
        unread = tallied.group_by("column").agg(pl.col("len").sum()).sort("len")  # of options the one with most
        most = {item: count for column, count in unread.iter_rows() if (item := items.get(column))}
        return {item: count + most.get(item, 0) for item, count in aside.items()}
