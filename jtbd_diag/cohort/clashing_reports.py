"""Reports that tell too much together: what one shows, less what another shows, is a few leaders.

Owns that comparison; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from jtbd_diag.cohort.earlier_reports import Shown, ShownTable
from jtbd_diag.cohort.small_groups import SMALLEST, Frame, shown_as, tell_too_much


def clashes(new: Shown, earlier: Mapping[str, Shown], known: Frame, results: Mapping[str, pl.Expr]) -> tuple[str, ...]:
    """The earlier reports on the same questionnaire that tell too much together with a new one.

    `known` are those whom the tables count, with a column for each title of theirs.
    """
    return tuple(
        report
        for report, shown in earlier.items()
        if shown.questionnaire == new.questionnaire
        and (
            _few(shown.respondents, new.respondents)
            or any(_clash(table, new, known, results) for table in shown.tables)
        )
    )


def _few(one: int, other: int) -> bool:
    """Whether the difference is somebody, and few enough to be found."""
    return 0 < abs(one - other) < SMALLEST


def _clash(table: ShownTable, new: Shown, known: Frame, results: Mapping[str, pl.Expr]) -> bool:
    column = column_of(table.title)
    if column not in known.lazy().collect_schema().names():
        return False
    lines = [line.names for line in table.lines]
    now = {line.names: (line.respondents, dict(line.counts)) for line in shown_as(known, column, lines, results).lines}
    before = {line.names: (line.respondents, line.counts) for line in table.lines}
    if now != before:  # another survey, or this one with others in it
        return any(_few(now[names][0], before[names][0]) for names in now.keys() & before.keys())
    return any(
        tell_too_much(known, [(column_of(one.title), [line.names for line in one.lines]), (column, lines)], results)
        for one in new.tables
    )


def column_of(title: str) -> str:
    """The column that holds a respondent's group."""
    return f"group:{title}"
