"""A survey export -> a table of text cells whose columns are known.

Owns what a table is, and the order of the steps that read one; knows nothing of options or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.column import Column, Unmatched
from jtbd_diag.survey.columns.mapping import NO_MAPPING, read_mapping, with_words_of_others
from jtbd_diag.survey.columns.mapping_of_cells import MappedCells, notes_on_codes
from jtbd_diag.survey.columns.mapping_of_people import WhoColumns
from jtbd_diag.survey.columns.matching import Matched, ToldBeside, match_columns
from jtbd_diag.survey.columns.names_of_items import names_by_item, words_of_options
from jtbd_diag.survey.columns.same_text import by_words, normal_option
from jtbd_diag.survey.files import ROW, Counting, Grid, Scan, Types, open_grids
from jtbd_diag.survey.files.grid import LineShape
from jtbd_diag.survey.people.events_and_repeats import Records, find_records
from jtbd_diag.survey.people.person_columns import Person, answered_by, find_persons
from jtbd_diag.survey.people.raters_and_waves import notes_on
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.rows.nobodys_rows import Kept, find_nobodys_rows
from jtbd_diag.survey.table.another_survey import refuse_answers_in_header, refuse_by_headings
from jtbd_diag.survey.table.legends import Legend, legends_of
from jtbd_diag.survey.table.long_table import pivoted
from jtbd_diag.survey.table.rows_of_a_sheet import KeptRows, ToldSheet, some_cells
from jtbd_diag.survey.table.which_sheet import chosen_sheet, notes_on_sheets

if TYPE_CHECKING:
    import polars as pl

_MOST_MISSING = 5
UNREADABLE = "unreadable"
"""The column, made by coding, that counts the cells of a row that could not be read."""
REJECTS = (ROW, "column", "value", "code", "what", "hint")
"""The columns of a table of cells that could not be read."""


@dataclass(frozen=True)
class Table:
    """A survey export, read. `frame` has every kept column as text, named by its header, and ROW.

    `reasons` say why it is this layout, `notes` what else was found and done; `unasked` items have no column.
    `identity` lists columns of which equal cells mean the same respondent; `persons` are the columns that speak of
    anybody; `mapped_cells` is what a mapping says of cells.
    """

    frame: pl.LazyFrame
    columns: tuple[Column, ...]
    layout: str
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    unasked: tuple[str, ...] = ()
    source: str = ""
    sheet: str | None = None
    identity: tuple[tuple[str, ...], ...] = ()
    mapped_cells: MappedCells = field(default_factory=MappedCells)
    shape: Layout | None = None
    typed: Callable[[Types], pl.LazyFrame] | None = None
    """The same frame with some columns as another type of polars: reading them so is faster than casting."""
    start: pl.LazyFrame | None = None
    """The first rows of the frame, where the file is so large that it is trusted and only begun with."""
    persons: tuple[Person, ...] = ()
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By item, the options of which nothing is known: others have a column each, and they have none."""
    earlier: Mapping[str, str] = field(default_factory=dict)
    """By item what was asked, where these are the words of an earlier form."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """What a spreadsheet calls each column, by header."""
    sample: Callable[[], Mapping[str, list[str]]] = dict
    """Reads the first cells of each column, those left out too."""
    aside: tuple[int, ...] = ()
    """The numbers of rows that count for nothing: blank ones, summaries, and those joined in another row."""
    lost_cells: tuple[int, ...] = ()
    """The numbers of other rows in which a cell is gone, so that those behind it stand in wrong columns."""
    trusted: LineShape | None = None
    """How rows stand in a text that is trusted."""
    records: Records | None = None
    """Which rows are of one record, where the answers of several are joined."""
    invented: int = 0
    """How many rows say that a simulation invented them."""
    who: WhoColumns = field(default_factory=WhoColumns)
    """The columns that tell rater and wave: rows that differ in them are no duplicates."""
    rows: Callable[[Scan, Types], pl.LazyFrame] | None = None
    """What was found here of columns and rows, done to other rows of the same columns."""
    legends: tuple[Legend, ...] = ()
    """What the file says of numbers beside the answers."""
    elsewhere: Callable[[Counting], pl.DataFrame] | None = None
    """Counting in all rows, where `frame` has the first ones alone."""

    def tally(self, counts: Counting) -> pl.DataFrame:
        """Count something in all rows."""
        return counts(self.frame) if self.elsewhere is None else self.elsewhere(counts)

    @property
    def begun(self) -> Table:
        """Its first rows alone, where it is trusted and only begun with; else all of it."""
        return self if self.start is None else replace(self, frame=self.start, elsewhere=None)

    @property
    def heads(self) -> Mapping[str, frozenset[str]]:
        """By header the cells that head a column which answers an item, as the file has them."""
        answering = {column.header for column in self.columns if column.role == "item"}
        headings = self.shape.headings if self.shape else ()
        return {h.header: frozenset({h.header, *h.texts, *h.ids}) for h in headings if h.header in answering}

    def over(self, scan: Scan) -> Table:
        """The same table over other rows."""
        assert self.rows is not None
        typed = partial(self.rows, scan)
        return replace(self, frame=typed({}), typed=typed, start=None, elsewhere=None, trusted=None)


class HowToRead(NamedTuple):
    """What is said of a table beforehand, in place of what would be found in it.

    `identity` names the column that tells who answered; `keep` says which rows that are nobody's are counted all the
    same; `long` names the columns of respondent, question and answer, where there is one row an answer; of records with
    a row an event, all rows are joined, or those of one `event` read.
    """

    layout: str | None = None
    mapping: Path | None = None
    sheet: str | None = None
    identity: str | None = None
    keep: tuple[Kept, ...] = ()
    long: str | None = None
    event: str | None = None


AS_FOUND = HowToRead()
"""Nothing is said of the table beforehand."""


def read_table(
    source: Path | Grid | Literal["-"],
    questionnaire: Questionnaire,
    how: HowToRead = AS_FOUND,
    *,
    careful: bool = False,
    tentative: bool = False,
) -> Table:
    """Read a survey export: any delimited text, spreadsheet, Parquet or JSON lines; `-` is standard input, a grid open.

    Text is scanned lazily. A file beyond 64 MB is trusted to be sound UTF-8, soundly quoted, with few different cells
    where its first rows have few: should scanning fail (polars.exceptions.ComputeError), read it with `careful`.
    `tentative` also returns a table that answers no question, so that a mapping can be written for it.
    Raises InputError: for no table, an unknown layout, sheet or column, faults in the mapping, another survey.
    """
    mapping = read_mapping(how.mapping, questionnaire) if how.mapping else NO_MAPPING
    who = mapping.who
    wary = careful or how.long is not None  # to turn a table takes all of its rows at once
    grids = [source] if isinstance(source, Grid) else open_grids(source, how.sheet or mapping.sheet, careful=wary)
    wide = pivoted(grids, how.long, questionnaire, mapping.by_header, who) if how.long is not None else None
    layout = "plain" if wide else how.layout or mapping.layout
    grid, shape = chosen_sheet([wide.grid] if wide else grids, questionnaire, layout, (UNREADABLE,))
    mapping, freed = with_words_of_others(mapping, questionnaire, [h.header for h in shape.headings])
    settled, identity = mapping.settle({h.header: h.ids for h in shape.headings}), how.identity or who.respondent
    if wide:
        settled, identity = {**wide.copies, **settled}, identity or wide.who
    beside = ToldBeside(mapping.barred, mapping.absent, mapping.mapped_cells.codes, questions=wide is not None)
    matched = match_columns(shape, questionnaire, settled, beside)
    if not tentative:
        refuse_answers_in_header(grid, shape, questionnaire)
        refuse_by_headings(matched, questionnaire, grid, shape)
    people = _persons(grid, shape, matched, identity, who.rater_id)
    names, options = names_by_item(questionnaire), words_of_options(questionnaire)
    nobody = find_nobodys_rows(grid, shape, matched.columns, how.keep, names, options)
    joined = find_records(grid, shape, nobody, how.event, [*who.names])
    table = _table(ToldSheet(grid, KeptRows(shape, matched, nobody, joined), people))
    doubled = notes_on_codes(mapping.mapped_cells.codes, questionnaire)
    on_sheets = notes_on_sheets(grid, shape.header_rows, grids)
    notes = (*freed, *grid.notes, *on_sheets, *table.notes, *doubled, *notes_on(table.tally, who))
    carried = [one.header for one in matched.columns if one.role == "carried"]
    legends = legends_of(grid, shape, carried, grids, table.aside)
    cells, missing = _declared_missing(mapping.mapped_cells, grid, table.columns, shape, questionnaire)
    return replace(table, notes=(*notes, *missing), mapped_cells=cells, who=who, legends=legends)


def _declared_missing(
    said: MappedCells, grid: Grid, columns: Sequence[Column], shape: Layout, questionnaire: Questionnaire
) -> tuple[MappedCells, tuple[str, ...]]:
    """What a mapping says of cells, and beside it what the file itself declares missing, if it is no option."""
    missing, places = dict(said.missing), {heading.header: n for n, heading in enumerate(shape.headings)}
    told: dict[str, None] = {}
    for column in columns:
        declared = grid.missing.get(places.get(column.header, -1), ()) if column.item else ()
        if declared:
            options = by_words(questionnaire.options(column.item or ""), normal_option)
            marks = {cell for cell in declared if normal_option(cell) not in options}
            missing[column.item or ""] = missing.get(column.item or "", frozenset()) | marks
            told |= dict.fromkeys(f"'{cell}'" for cell in sorted(marks))
    notes = (say("survey.declared_missing", cells=beginning([*told], _MOST_MISSING)),) if told else ()
    return replace(said, missing=missing), notes


def read_headings(
    source: Path | Grid | Literal["-"], questionnaire: Questionnaire, how: HowToRead = AS_FOUND
) -> Layout:
    """The headings of a survey export alone, without a look at rows; arguments and errors as for `read_table`."""
    grids = [source] if isinstance(source, Grid) else open_grids(source, how.sheet)
    return chosen_sheet(grids, questionnaire, how.layout, (UNREADABLE,))[1]


def _table(sheet: ToldSheet) -> Table:
    """The table of a sheet, with what is to be noted of its rows and columns."""
    grid, rows, people = sheet.grid, sheet.rows, sheet.people
    shape, matched, typed = rows.shape, rows.matched, partial(rows.joined, grid.scan)
    return Table(
        typed({}),
        matched.columns,
        shape.name,
        shape.reasons,
        notes=tuple(sheet.notes()),
        unmatched=matched.unmatched,
        unasked=matched.unasked,
        source=grid.name,
        sheet=grid.sheet,
        identity=_identity(people),
        shape=shape,
        typed=typed,
        start=rows.each(grid.start, {}) if grid.start else None,
        persons=people,
        lacking=matched.lacking,
        earlier=matched.earlier,
        letters={header: grid.letter(n) for n, header in enumerate(rows.headers)},
        sample=partial(some_cells, grid, shape, rows.headers),
        aside=rows.aside,
        lost_cells=tuple(sorted({*grid.lost_cells} - {*rows.aside})),
        trusted=grid.trusted,
        records=rows.records,
        invented=sheet.invented,
        rows=rows.joined,
        elsewhere=sheet.tally if grid.elsewhere else None,
    )


def _persons(
    grid: Grid, shape: Layout, matched: Matched, identity: str | None, rater_id: str | None
) -> tuple[Person, ...]:
    """The columns that speak of persons, of those that are carried; those of who answered and who rated are known."""
    carried = {column.header for column in matched.columns if column.role == "carried"}
    headings = {heading.header: heading for heading in shape.headings}
    left_out = {column.header for column in matched.columns if column.role == "dropped"}
    if identity is not None and identity not in headings.keys() - left_out:
        what = say("survey.no_column_of_respondents", header=identity)
        raise complaint(Code.UNKNOWN_COLUMN, grid.name, what, did_you_mean(identity, list(headings)))
    kept = {header: one for header, one in headings.items() if header in carried}
    cells = some_cells(grid, shape, list(kept))
    texts = {header: one.texts for header, one in kept.items()}
    settled = {header: one.identity for header, one in kept.items() if one.kind == "metadata"}
    found = find_persons(texts, settled, cells)
    people = found if identity is None else answered_by(found, identity)
    if rater_id is None:
        return people
    return (*(one for one in people if one.header != rater_id), Person(rater_id, "id"))


def _identity(people: Sequence[Person]) -> tuple[tuple[str, ...], ...]:
    """The columns that tell who answered, ids first."""
    ids_first = sorted((one for one in people if one.answered), key=lambda one: one.kind == "email")
    return tuple((one.header,) for one in ids_first)
