"""A survey export -> a table of text cells whose columns are known.

Owns what a table is, and the order of the steps that read one; knows nothing of options or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.another_survey import refuse_by_headings
from jtbd_diag.survey.columns.column import Column, How, Role, Unmatched
from jtbd_diag.survey.columns.mapping import read_mapping
from jtbd_diag.survey.columns.mapping_of_cells import Said, notes_on_codes
from jtbd_diag.survey.columns.mapping_of_people import WhoColumns
from jtbd_diag.survey.columns.matching import Matched, ToldBeside, match_columns
from jtbd_diag.survey.columns.names_of_items import names_by_item, words_of_options
from jtbd_diag.survey.files import OVERFLOW, ROW, Counting, Grid, Scan, Types, open_grids
from jtbd_diag.survey.long_table import pivoted
from jtbd_diag.survey.people.events_and_repeats import Records, records
from jtbd_diag.survey.people.invented_rows import invented
from jtbd_diag.survey.people.nobodys_rows import Kept, Nobody, look
from jtbd_diag.survey.people.person_columns import Person, answered_by, persons
from jtbd_diag.survey.people.raters_and_waves import notes_on
from jtbd_diag.survey.people.unfinished_rows import unfinished
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.which_sheet import chosen, notes_on_sheets

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "OVERFLOW", "REJECTS", "ROW", "UNREADABLE", "Column", "How", "Role", "Table", "Unmatched", "read_headings",
    "read_table",
]  # fmt: skip

UNREADABLE = "unreadable"
"""The column, made by coding, that counts the cells of a row that could not be read."""
REJECTS = (ROW, "column", "value", "code", "what", "hint")
"""The columns of a table of cells that could not be read."""

_TOLD_AT_MOST = 12
_LOOKED_AT = 1000


@dataclass(frozen=True)
class Table:
    """A survey export, read. `frame` has every kept column as text, named by its header, and ROW.

    `reasons` say why it is this layout, `notes` what else was found and done; `unasked` items have no column.
    `identity` lists columns of which equal cells mean the same respondent; `persons` are the columns that speak of
    anybody; `said` is what a mapping says of cells.
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
    said: Said = field(default_factory=Said)
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
    records: Records | None = None
    """Which rows are of one record, where the answers of several are joined."""
    invented: int = 0
    """How many rows say that a simulation invented them."""
    who: WhoColumns = field(default_factory=WhoColumns)
    """The columns that tell rater and wave: rows that differ in them are no duplicates."""
    rows: Callable[[Scan, Types], pl.LazyFrame] | None = None
    """What was found here of columns and rows, done to other rows of the same columns."""
    elsewhere: Callable[[Counting], pl.DataFrame] | None = None
    """Counting in all rows, where `frame` has the first ones alone."""

    def tally(self, counts: Counting) -> pl.DataFrame:
        """Count something in all rows."""
        return counts(self.frame) if self.elsewhere is None else self.elsewhere(counts)

    def over(self, scan: Scan) -> Table:
        """The same table over other rows."""
        assert self.rows is not None
        typed = partial(self.rows, scan)
        return replace(self, frame=typed({}), typed=typed, start=None, elsewhere=None)


def read_table(  # noqa: PLR0913
    source: Path | Grid | Literal["-"],
    questionnaire: Questionnaire,
    *,
    layout: str | None = None,
    mapping: Path | None = None,
    sheet: str | None = None,
    careful: bool = False,
    tentative: bool = False,
    identity: str | None = None,
    long: str | None = None,
    keep: Collection[Kept] = (),
    event: str | None = None,
) -> Table:
    """Read a survey export: any delimited text, spreadsheet, Parquet or JSON lines; `-` is standard input, a grid open.

    Text is scanned lazily. A file beyond 64 MB is trusted to be sound UTF-8, soundly quoted, with few different cells
    where its first rows have few: should scanning fail (polars.exceptions.ComputeError), read it with `careful`.
    `tentative` also returns a table that answers no question, so that a mapping can be written for it; `identity`
    names the column that tells who answered; `long` names those of respondent, question and answer, where there is one
    row an answer; `keep` says which rows that are nobody's are counted all the same; of records with a row an event,
    all rows are joined, or those of one `event` read.
    Raises InputError: for no table, an unknown layout, sheet or column, faults in the mapping, another survey.
    """
    told = read_mapping(mapping, questionnaire) if mapping else None
    sheet = sheet or (told.sheet if told else None)
    grids = [source] if isinstance(source, Grid) else open_grids(source, sheet, careful=careful)
    named = layout or (told.layout if told else None)
    who = told.who if told else WhoColumns()
    wide = pivoted(grids, long, questionnaire, told.named if told else {}, who) if long is not None else None
    grid, shape = chosen([wide.grid] if wide else grids, questionnaire, "plain" if wide else named, (UNREADABLE,))
    settled = told.settle({h.header: h.ids for h in shape.headings}) if told else {}
    identity = identity or who.respondent
    if wide:
        settled, identity = {**wide.copies, **settled}, identity or wide.who
    beside = ToldBeside(told.barred, told.absent, told.said.codes) if told else None
    matched = match_columns(shape, questionnaire, settled, beside)
    if not tentative:
        refuse_by_headings(matched, questionnaire, grid, shape)
    people = _persons(grid, shape, matched, identity)
    if who.rater_id is not None:
        people = (*(one for one in people if one.header != who.rater_id), Person(who.rater_id, "id"))
    names, options = names_by_item(questionnaire), words_of_options(questionnaire)
    nobody = look(grid, shape, matched.columns, keep, names, options)
    found = _table(grid, shape, matched, people, nobody, records(grid, shape, nobody, event, [*who.names]))
    said = told.said if told else Said()
    doubled = notes_on_codes(said.codes, questionnaire)
    notes = (*grid.notes, *notes_on_sheets(grid, grids), *found.notes, *doubled, *notes_on(found.tally, who))
    return replace(found, notes=notes, said=said, who=who)


def read_headings(
    source: Path | Grid | Literal["-"], questionnaire: Questionnaire, *, layout: str | None, sheet: str | None
) -> Layout:
    """The headings of a survey export alone, without a look at rows; arguments and errors as for `read_table`."""
    grids = [source] if isinstance(source, Grid) else open_grids(source, sheet)
    return chosen(grids, questionnaire, layout, (UNREADABLE,))[1]


def _table(  # noqa: PLR0913, PLR0917
    grid: Grid,
    shape: Layout,
    matched: Matched,
    people: tuple[Person, ...],
    nobody: Nobody,
    joined: Records | None,
) -> Table:
    """The table of a sheet, with what is to be noted of its rows and columns."""
    made_up = invented(grid, shape, nobody)
    aside = (*nobody.blank, *nobody.totals, *(joined.aside if joined else ()))
    unlike = {one.header for one in shape.headings if one.identity == "event"}
    told = [one.header for one in matched.columns if one.role == "carried" and one.header not in unlike]

    def rows(scan: Scan, types: Types) -> pl.LazyFrame:
        frame = _rows(scan, shape, matched, types, nobody)
        return joined.gathered(frame, told) if joined else frame

    typed = partial(rows, grid.scan)
    names = [heading.header for heading in shape.headings]
    return Table(
        typed({}),
        matched.columns,
        shape.name,
        shape.reasons,
        notes=(
            *([say("survey.invented", n=made_up)] if made_up else []),
            *_noted(grid, shape, matched, nobody, joined),
        ),
        unmatched=matched.unmatched,
        unasked=matched.unasked,
        source=grid.name,
        sheet=grid.sheet,
        identity=_identity(people),
        shape=shape,
        typed=typed,
        start=_rows(grid.start, shape, matched, {}, nobody) if grid.start else None,
        persons=people,
        lacking=matched.lacking,
        earlier=matched.earlier,
        letters={heading.header: grid.letter(n) for n, heading in enumerate(shape.headings)},
        sample=lambda: _some_cells(grid, shape, names),
        aside=aside,
        lost_cells=tuple(sorted({*grid.lost_cells} - {*aside})),
        records=joined,
        invented=made_up,
        rows=rows,
        elsewhere=partial(_counted, grid, shape, rows) if grid.elsewhere else None,
    )


def _noted(grid: Grid, shape: Layout, matched: Matched, nobody: Nobody, joined: Records | None) -> Iterator[str]:
    """What is to be noted of rows and columns."""
    yield from nobody.notes
    yield from _of_records(grid, shape, matched, nobody, joined) if joined else ()
    yield from unfinished(grid, shape, nobody, [c.header for c in matched.columns if c.role in ("item", "tick")])
    yield from (*shape.notes, *_renamed(shape, grid), *_left_out(matched), *matched.notes)


def _counted(grid: Grid, shape: Layout, rows: Callable[[Scan, Types], pl.LazyFrame], counts: Counting) -> pl.DataFrame:
    """Count in the rows of respondents of a table that is held elsewhere."""
    names = [heading.header for heading in shape.headings]
    return grid.tally(shape.header_rows, names, lambda frame: counts(rows(lambda *_: frame, {})))


def _of_records(grid: Grid, shape: Layout, matched: Matched, nobody: Nobody, joined: Records) -> Iterator[str]:
    """What is to be noted of records: also which carried columns say different things in the rows of one."""
    yield from joined.notes
    asked = {one.header for one in shape.headings if one.kind == "question"}
    carried = [one.header for one in matched.columns if one.role == "carried" and one.header in asked]
    differ = joined.differing(_rows(grid.scan, shape, matched, {}, nobody), carried)
    if differ:
        told = [say("survey.rows_differ_in", header=name, n=count) for name, count in differ.items()]
        yield say("survey.rows_differ", columns=beginning(told, _TOLD_AT_MOST))


def _rows(scan: Scan, shape: Layout, matched: Matched, types: Types, nobody: Nobody) -> pl.LazyFrame:
    """The rows of respondents, with the columns that are kept."""
    names = [heading.header for heading in shape.headings]
    answers = [column.header for column in matched.columns if column.role in ("item", "tick")]
    frame = nobody.without(scan(shape.header_rows, names, types), answers)
    gone = [column.header for column in matched.columns if column.role == "dropped"]
    return frame.drop(gone) if gone else frame


def _renamed(shape: Layout, grid: Grid) -> tuple[str, ...]:
    """A note on headers that are not named as in the file."""
    copies = [
        h.header for h in shape.headings if h.header.endswith(")") and h.header.rpartition(" (")[2][:-1].isdecimal()
    ]
    seen = {" ".join(cell.split()) for row in grid.head[: shape.header_rows] for cell in row}
    made = [repr(name) for name in copies if name not in seen]
    told = say("survey.headers_numbered", headers=beginning(made, _TOLD_AT_MOST))
    return (told,) if made else ()


def _left_out(matched: Matched) -> tuple[str, ...]:
    gone = [repr(column.header) for column in matched.columns if column.role == "dropped" and column.how == ""]
    return (say("survey.columns_left_out", columns=beginning(gone, _TOLD_AT_MOST)),) if gone else ()


def _persons(grid: Grid, shape: Layout, matched: Matched, told: str | None) -> tuple[Person, ...]:
    """The columns that speak of persons, of those that are carried; `told` is the one that tells who answered."""
    carried = {column.header for column in matched.columns if column.role == "carried"}
    headings = {heading.header: heading for heading in shape.headings}
    left_out = {column.header for column in matched.columns if column.role == "dropped"}
    if told is not None and told not in headings.keys() - left_out:
        what = say("survey.no_column_of_respondents", header=told)
        raise complaint(Code.UNKNOWN_COLUMN, grid.name, what, did_you_mean(told, list(headings)))
    kept = {header: one for header, one in headings.items() if header in carried}
    cells = _some_cells(grid, shape, list(kept))
    texts = {header: one.texts for header, one in kept.items()}
    settled = {header: one.identity for header, one in kept.items() if one.kind == "metadata"}
    found = persons(texts, settled, cells)
    return found if told is None else answered_by(found, told)


def _some_cells(grid: Grid, shape: Layout, headers: list[str]) -> dict[str, list[str]]:
    """The first cells of each column, to see what it holds."""
    scan = grid.start or grid.scan
    names = [heading.header for heading in shape.headings]
    some = scan(shape.header_rows, names, {}).select(headers).head(_LOOKED_AT).collect(engine="streaming")
    return {column.name: column.drop_nulls().to_list() for column in some.iter_columns()}


def _identity(people: Sequence[Person]) -> tuple[tuple[str, ...], ...]:
    """The columns that tell who answered, ids first."""
    told = sorted((one for one in people if one.answered), key=lambda one: one.kind == "email")
    return tuple((one.header,) for one in told)
