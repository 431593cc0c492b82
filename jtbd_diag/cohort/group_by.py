"""What somebody wants to group by -> columns of the results.

Owns how a column is found by its name; knows nothing of groups.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, did_you_mean
from jtbd_diag.results.results import Results, answer_name
from jtbd_diag.survey.survey_table import Table


class Groupings:
    """The columns that results may be grouped by: of the survey, of its questions, and of the results."""

    def __init__(self, table: Table, results: Results, columns: Collection[str]) -> None:
        """`columns` are those that the results will hold."""
        answers = {item: name for item in results.questionnaire.items if (name := answer_name(item)) in columns}
        carried = {header: name for header, name in results.carried.items() if name in columns}
        asked = {c.header: answers[c.item] for c in table.columns if c.role == "item" and c.item in answers}
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

        Raises InputError for every name that no column has, and for a second column of a staff.
        """
        names = [name.strip() for name in names] or [*self._units]
        problems = [self._unknown(name) for name in names if self.find(name) is None]
        if self._one_only and len(names) > 1:
            what, hint = say("cohort.one_column_of_units"), say("cohort.one_column_of_units_hint")
            problems.append(Problem(Code.NO_SUCH_GROUPING, Location(self._source), what, hint))
        if problems:
            raise InputError(problems)
        first = {column: name for name in reversed(names) if (column := self.find(name))}
        return {name: column for name in dict.fromkeys(names) if (column := self.find(name)) and first[column] == name}

    def _unknown(self, name: str) -> Problem:
        what = say("cohort.grouping_left_out" if name in self._left_out else "cohort.no_such_grouping", name=name)
        return Problem(Code.NO_SUCH_GROUPING, Location(self._source), what, did_you_mean(name, self._known))
