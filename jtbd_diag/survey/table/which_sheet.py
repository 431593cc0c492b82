"""The sheets of a file -> the one that is read, and how its columns are laid out.

Owns the choice, and that no column has a name of ours; knows nothing of rows and cells below the header.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.matching import match_columns
from jtbd_diag.survey.files import MOST_COLUMNS, OVERFLOW, ROW, Grid
from jtbd_diag.survey.files.csv_dialect import MOST_ABOVE
from jtbd_diag.survey.files.form_files import form_of
from jtbd_diag.survey.files.grid import no_rows
from jtbd_diag.survey.platforms import Heading, Layout, layout_of

_TOLD_AT_MOST = 12
_FEWEST_ASKED = 2
"""A row that asks so many questions is a header; one answer a row, each has one."""


def chosen_sheet(
    grids: Sequence[Grid], questionnaire: Questionnaire, forced: str | None, taken: Collection[str]
) -> tuple[Grid, Layout]:
    """The sheet that answers most items, with its layout, which may be `forced`.

    A column that has one of the names `taken` here is numbered. Raises InputError: EMPTY, TABLE_SHAPE, NOT_ANSWERS.
    """
    if not any(grid.head for grid in grids):
        raise no_rows(grids[0].name)
    wide = next((grid for grid in grids if grid.width > MOST_COLUMNS), None)
    if wide is not None:
        what = say("survey.too_many_columns", columns=wide.width)
        raise complaint(Code.TABLE_SHAPE, wide.name, what, say("survey.too_many_columns_hint"))
    forms = [form for grid in grids if (form := form_of(grid.head, grid.name))]
    scored = set(questionnaire.scored_items() or questionnaire.items)
    tables = [grid for grid in grids if grid.head and not form_of(grid.head, grid.name)]
    laid_out = [_laid_out(grid, questionnaire, scored, forced, taken) for grid in tables]
    unasked = [_unasked(shape, questionnaire) for shape in laid_out]
    if forms and all(scored <= lacking for lacking in unasked):
        raise forms[0]
    best = min(range(len(tables)), key=lambda n: len(unasked[n]))
    return tables[best], laid_out[best]


def _laid_out(
    grid: Grid, questionnaire: Questionnaire, scored: Set[str], forced: str | None, taken: Collection[str]
) -> Layout:
    """How a table is laid out: by its first row, unless one below rows that are no header, such as a title, asks."""
    first = shaped(grid, forced, taken)
    if len(scored - _unasked(first, questionnaire)) >= _FEWEST_ASKED:
        return first
    for above in range(1, min(MOST_ABOVE, len(grid.head) - 1) + 1):
        shape = shaped(grid._replace(head=grid.head[above:]), forced, taken)
        if len(scored - _unasked(shape, questionnaire)) >= _FEWEST_ASKED:
            note = say("survey.rows_above_header", n=above)
            return replace(shape, header_rows=above + shape.header_rows, notes=(*shape.notes, note))
    return first


def _unasked(shape: Layout, questionnaire: Questionnaire) -> set[str]:
    return set(match_columns(shape, questionnaire).unasked)


def shaped(grid: Grid, forced: str | None, ours: Collection[str]) -> Layout:
    """The layout, with the names that this program's own columns need kept free."""
    layout = layout_of(grid.head, forced or grid.layout, grid.name)
    taken = {heading.header for heading in layout.headings}

    def freed(heading: Heading) -> Heading:
        name, copy = heading.header, 2
        while name in (ROW, OVERFLOW, *ours) or _is_pattern(name) or (name != heading.header and name in taken):
            name, copy = f"{heading.header} ({copy})", copy + 1
        return heading._replace(header=name) if name != heading.header else heading

    return replace(layout, headings=tuple(map(freed, layout.headings)))


def _is_pattern(name: str) -> bool:
    """Whether polars would take a name for several columns."""
    return name == "*" or (name.startswith("^") and name.endswith("$"))


def notes_on_sheets(read: Grid, header_rows: int, grids: Sequence[Grid]) -> Iterator[str]:
    """Which of several sheets is read, and which others have its header, as where each site has a sheet."""
    if len(grids) > 1:
        yield say("survey.sheet_read", sheet=read.sheet, sheets=len(grids))
    header = max((_cells(row) for row in read.head[:header_rows]), key=len, default=set())
    if alike := [f"'{one.sheet}'" for one in grids if one.sheet != read.sheet and _has_header(one, header)]:
        yield say("survey.sheets_alike", n=len(alike), sheets=beginning(alike, _TOLD_AT_MOST))


def _has_header(grid: Grid, header: Set[str]) -> bool:
    """Whether a sheet has such a header above its rows, in whatever order; a lone title is none."""
    return len(header) > 1 and any(_cells(row) == header for row in grid.head[: MOST_ABOVE + 1][: len(grid.head) - 1])


def _cells(row: Sequence[str]) -> set[str]:
    return {cell.strip() for cell in row} - {""}
