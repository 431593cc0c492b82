"""What somebody wants to group by -> columns of the results.

Owns how a column is found by its name, and which of them would name single people; knows nothing of groups.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, did_you_mean
from jtbd_diag.questionnaire.items import TextItem
from jtbd_diag.results.results import Results, answer_name
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.people.person_columns import is_surely_of_one, names_who_answered
from jtbd_diag.survey.table.survey_table import Table

_WORDS = 6
"""Cells with more blanks are somebody's own sentences."""
_WAVES = 3
"""So many rows may be one person's, who answered again."""


class Groupings:
    """The columns that results may be grouped by: of the survey, of its questions, and of the results."""

    def __init__(self, table: Table, coded: Coded, results: Results, columns: Collection[str]) -> None:
        """`columns` are those that the results will hold."""
        self._table, self._coded, self._items = table, coded, results.questionnaire.items
        answers = {item: name for item in results.questionnaire.items if (name := answer_name(item)) in columns}
        carried = {header: name for header, name in results.carried.items() if name in columns}
        asked = {c.header: answers[c.item] for c in table.columns if c.role == "item" and c.item in answers}
        self._header_of = {name: header for header, name in carried.items()}
        self._item_of = {name: item for item, name in answers.items()}
        own = results.questionnaire.staff_map
        self._source, self._left_out = table.source, results.carried.keys() - carried.keys()
        self._names = {**asked, **answers, **{name: name for name in columns}, **carried}
        self._loosely = {name.strip().lower(): column for name, column in reversed([*self._names.items()])}
        self._known = [*carried, *answers]
        self._units = (own.unit,) if own and own.unit in answers else ()
        self._one_only = own is not None

    def find(self, name: str) -> str | None:
        """The column that somebody calls so."""
        return self._names.get(name) or self._loosely.get(name.strip().lower())

    def wanted(self, names: Sequence[str]) -> Mapping[str, str]:
        """The columns asked for, once each, by what they are called; of a staff its units where none is named.

        Raises InputError for every name that no column has or that names people, and for a second column of a staff.
        """
        names = [name.strip() for name in names] or [*self._units]
        problems = [self._unknown(name) for name in names if self.find(name) is None]
        problems += (self._naming(name) for name in names if (column := self.find(name)) and self._names_people(column))
        if self._one_only and len(names) > 1:
            what, hint = say("cohort.one_column_of_units"), say("cohort.one_column_of_units_hint")
            problems.append(Problem(Code.NO_SUCH_GROUPING, Location(self._source), what, hint))
        if problems:
            raise InputError(problems)
        first = {column: name for name in reversed(names) if (column := self.find(name))}
        return {name: column for name in dict.fromkeys(names) if (column := self.find(name)) and first[column] == name}

    def _names_people(self, column: str) -> bool:
        """Whether the groups of a column would be single people, or their own words."""
        item = self._items.get(self._item_of.get(column, ""))
        if item is not None and item.id not in self._units:
            return item.personal or (isinstance(item, TextItem) and self._apart(item.id))
        header = self._header_of.get(column)
        if item is not None or header is None:
            return False
        person = next((one for one in self._table.persons if one.header == header), None)
        name = next(name for name, told in self._coded.carried.items() if told == header)
        if person is not None and names_who_answered(person):
            counted = self._table.elsewhere is None
            return not counted or is_surely_of_one(person) or self._apart(name, _WAVES)
        cells = [cell for cell in self._table.sample().get(header, []) if cell.strip()]
        sentences = sum(cell.count(" ") > _WORDS for cell in cells) * 2 > len(cells)
        return (person is not None or sentences) and self._apart(name)

    def _apart(self, name: str, rows: int = 1) -> bool:
        """Whether most cells that say anything are those of so few rows; False where rows are held elsewhere."""
        if self._table.elsewhere is not None:
            return False
        cells = self._coded.placed.select(pl.col(name).cast(pl.String).str.strip_chars().alias("cell"))
        sizes = cells.filter(pl.col("cell").str.len_chars() > 0).group_by("cell").len()
        counts = sizes.select(
            pl.col("len").filter(pl.col("len") <= rows).sum().alias("alone"), pl.col("len").sum().alias("all")
        )
        alone, everybody = counts.collect(engine="streaming").row(0)
        return 2 * int(alone or 0) > int(everybody or 0)

    def _naming(self, name: str) -> Problem:
        what, hint = say("cohort.grouping_names_people", name=name), say("cohort.grouping_names_people_hint")
        return Problem(Code.NO_SUCH_GROUPING, Location(self._source), what, hint)

    def _unknown(self, name: str) -> Problem:
        what = say("cohort.grouping_left_out" if name in self._left_out else "cohort.no_such_grouping", name=name)
        return Problem(Code.NO_SUCH_GROUPING, Location(self._source), what, did_you_mean(name, self._known))
