"""Whether a table answers another survey, told by its headings; and then refused.

Owns what is said to somebody whose table asks nothing of ours, or has one row an answer; knows nothing of how headings
are matched, nor of answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.column import Match
from jtbd_diag.survey.columns.matching import Matched, match_columns
from jtbd_diag.survey.columns.names_of_items import known_names
from jtbd_diag.survey.columns.same_text import normal
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.files.csv_dialect import MOST_ABOVE
from jtbd_diag.survey.platforms import LAYOUTS, Layout, layout_of

if TYPE_CHECKING:
    import polars as pl

_LONGEST_TOLD = 60
_OF_RESULTS = ("row", "questionnaire", "fingerprint", "wording", "answered")
_FEWEST_SIGNS = 2
_MOST_SEEN, _FEWEST, _LOT = 500, 2, 100
_ON_ITS_SIDE = ("survey.table_on_its_side", "survey.table_on_its_side_hint")
_LONG = ("survey.long_table", "survey.long_table_hint")
_FEWEST_JOINED = 3
_WIDEST_LONG = 3
"""A column of respondents, one of questions, one of answers; a table on its side has one for each respondent."""


def refuse_by_headings(matched: Matched, questionnaire: Questionnaire, grid: Grid, shape: Layout) -> None:
    """Complain about a table of which no column answers a scored question, or a column holds options of one."""
    scored = questionnaire.scored_items() or tuple(questionnaire.items)
    if set(scored) - set(matched.unasked):
        _refuse_long(grid, shape, questionnaire, _holding_options(matched, grid, shape, questionnaire))
        return
    _refuse_long(grid, shape, questionnaire, [heading.header for heading in shape.headings])
    what = say("survey.other_survey", columns=len(matched.columns), questionnaire=questionnaire.questionnaire)
    results = {*_OF_RESULTS} <= {*(grid.head[0] if grid.head else ())}
    hint = (
        say("survey.results_hint")
        if results
        else _read_otherwise(grid, shape, questionnaire, scored) or _nearest(matched)
    )
    raise complaint(Code.OTHER_SURVEY, grid.name, what, hint)


def refuse_answers_in_header(grid: Grid, shape: Layout, questionnaire: Questionnaire) -> None:
    """Complain where answers stand behind the questions in the header: whoever gave them would be lost.

    A header of an option ends so, too: but it has a sign between, and the question stands in several of them.
    """
    asked = [
        (
            item.id,
            normal(name),
            [normal(word) for option in questionnaire.options(item.id) for word in (option.text, option.id)],
        )
        for item in questionnaire.items.values()
        for name in (item.ask, item.id)
        if not isinstance(item, MultipleItem) and questionnaire.options(item.id)
    ]
    found: dict[str, list[str]] = {}
    for heading in shape.headings:
        text = normal(heading.header)
        for item, name, answers in asked:
            before, _, behind = text.partition(name)
            behind = behind.lstrip(".:?!)] ")
            if behind and (not before or name != item) and any(f"{behind} ".startswith(f"{one} ") for one in answers):
                found.setdefault(item, []).append(heading.header)
    joined = [item for item, headers in found.items() if len(headers) == 1]
    if len(joined) >= _FEWEST_JOINED:
        what = say("survey.answers_in_header", n=len(joined), item=joined[0])
        raise complaint(Code.TABLE_SHAPE, grid.name, what, say("survey.answers_in_header_hint"))


def _holding_options(matched: Matched, grid: Grid, shape: Layout, questionnaire: Questionnaire) -> list[str]:
    """Columns that answer nothing and in whose first rows every cell names a question with one of its options."""
    carried, rows = {one.header for one in matched.columns if one.role == "carried"}, grid.head[shape.header_rows :]
    cells = {
        one.header: {row[n] for row in rows} - {""} for n, one in enumerate(shape.headings) if one.header in carried
    }
    end_of = known_names(questionnaire).at_end.of
    return [h for h, told in cells.items() if told and all((end := end_of(one)) and end.match.option for one in told)]


def _named(cells: Collection[str], questionnaire: Questionnaire) -> Iterator[Match]:
    """What each of these cells names, were it the header of a column."""
    known = known_names(questionnaire)
    for heading in layout_of([[*cells]], "plain").headings:
        yield known.item(heading) or known.part(heading) or Match("", None, "")


def _refuse_long(grid: Grid, shape: Layout, questionnaire: Questionnaire, looked_at: Collection[str]) -> None:
    """Raise InputError where a column holds several scored questions, or options: the table has one row an answer."""
    scored = set(questionnaire.scored_items() or questionnaire.items)
    names = [heading.header for heading in shape.headings]
    frame = grid.scan(shape.header_rows, names, {})
    for name, cells, filled in _different_cells(frame, [name for name in names if name in looked_at]):
        n, found = names.index(name), {one[:2] for one in _named(cells, questionnaire)}
        if len({item for item, _ in found} & scored) >= _FEWEST or sum(bool(option) for _, option in found) >= _FEWEST:
            on_its_side = filled == len(cells) and len(names) > _WIDEST_LONG
            key, hint = _ON_ITS_SIDE if on_its_side else _LONG
            what, hint = say(key, letter=grid.letter(n), header=name), say(hint, letter=grid.letter(n))
            raise complaint(Code.TABLE_SHAPE, grid.name, what, hint)


def _different_cells(frame: pl.LazyFrame, names: Sequence[str]) -> Iterator[tuple[str, list[str], int]]:
    """The different cells of each column, so many at most, and how many cells there are.

    Lots of columns are looked at at once, since each look reads the table.
    """
    import polars as pl

    for start in range(0, len(names), _LOT):
        lot = names[start : start + _LOT]
        cells = (pl.col(name).drop_nulls().unique().head(_MOST_SEEN).implode() for name in lot)
        filled = (pl.col(name).count().alias(f"\0{n}") for n, name in enumerate(lot))
        found = frame.select(*cells, *filled).collect(engine="streaming").row(0)
        yield from zip(lot, found[: len(lot)], found[len(lot) :], strict=True)


def _nearest(matched: Matched) -> str:
    """What to do about a table of which no column answers a question; with the column that comes nearest, if any."""
    told = next((one for one in matched.unmatched if one.why), None)
    if told is not None:
        return say("survey.other_survey_why_hint", header=told.header[:_LONGEST_TOLD], why=told.why)
    near = next((one for one in matched.unmatched if one.nearest), None)
    if near is None:
        return say("survey.other_survey_hint")
    return say("survey.other_survey_nearest_hint", header=near.header[:_LONGEST_TOLD], item=near.nearest[0])


def _read_otherwise(grid: Grid, shape: Layout, questionnaire: Questionnaire, scored: Sequence[str]) -> str | None:
    """How the scored questions would be found, if they would: as another platform has them, or below a title."""
    if grid.width == 1 and len(grid.head) > 1:
        parted = any(grid.head[0][0].count(sign) >= _FEWEST_SIGNS for sign in ",;\t")
        return say("survey.lines_in_marks_hint" if parted else "survey.title_above_hint")
    for above in range(min(MOST_ABOVE, len(grid.head))):
        for name in ("plain", *(() if above else LAYOUTS)):
            other = layout_of(grid.head[above:], name, grid.name)
            if shape.name == other.name and not above:
                continue
            if set(scored) - set(match_columns(other, questionnaire).unasked):
                below = say("survey.header_below_hint", row=above + 1)
                return below if above else say("survey.other_layout_hint", layout=name)
    return None
