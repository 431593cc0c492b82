"""What earlier reports in a folder show, and whether a new one beside them tells too much: a few leaders.

Owns the hidden file that a report leaves beside it. It holds the lines of the report's tables and nothing else, so
that whoever has it knows no more than whoever has the report. Knows nothing of how groups are kept secret.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from jtbd_diag.cohort.small_groups import SMALLEST, Frame, Groups, shown_as, tell_too_much
from jtbd_diag.ground.files import write_whole

FILE = ".jtbd-diag-reports.json"


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ShownLine(_Kept):
    """One line of a table: the groups it is made of, how many respondents, and how many of them have each result."""

    names: tuple[str, ...]
    respondents: int
    counts: dict[str, int]


class ShownTable(_Kept):
    """One table by group."""

    title: str
    lines: tuple[ShownLine, ...]


class Shown(_Kept):
    """What one report shows: of which questionnaire (its fingerprint), of how many, and by which groups.

    `counts` are how many of all have each result, where it shows that.
    """

    questionnaire: str
    respondents: int
    tables: tuple[ShownTable, ...]
    counts: dict[str, int] = {}


_FILE = TypeAdapter(dict[str, Shown])


def shown_of(
    questionnaire: str, respondents: int, groups: Iterable[Groups], counts: Mapping[str, int] | None = None
) -> Shown:
    """What a report shows of these groups, and the `counts` of all."""
    tables = (
        ShownTable(
            title=one.column,
            lines=tuple(
                ShownLine(names=line.names, respondents=line.respondents, counts=dict(line.counts))
                for line in one.lines
            ),
        )
        for one in groups
        if not one.hidden
    )
    return Shown(questionnaire=questionnaire, respondents=respondents, tables=tuple(tables), counts=dict(counts or {}))


def earlier(reports: Sequence[Path]) -> dict[str, Shown]:
    """What other reports show that lie in the folders where these are to be written, by their paths."""
    own = {path.resolve() for path in reports}
    found: dict[str, Shown] = {}
    for folder in dict.fromkeys(path.parent for path in reports):
        for name, shown in _read(folder).items():
            path = folder / name
            if path.resolve() not in own and path.exists():
                found[str(path)] = shown
    return found


def leave(report: Path, shown: Shown) -> None:
    """Note beside a report what it shows. Raises InputError: UNWRITABLE."""
    kept = {name: one for name, one in _read(report.parent).items() if (report.parent / name).exists()}
    text = {name: one.model_dump() for name, one in sorted((kept | {report.name: shown}).items())}
    data = json.dumps(text, ensure_ascii=False, indent=1).encode()
    write_whole(report.parent / FILE, data + b"\n", force=True)


def _read(folder: Path) -> dict[str, Shown]:
    """What is noted in a folder; nothing where there is no such file, or one that is not ours."""
    try:
        return _FILE.validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return {}


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
            or (bool(shown.counts) and _few_differ((new.respondents, new.counts), (shown.respondents, shown.counts)))
            or any(_clash(table, new, known, results) for table in shown.tables)
        )
    )


def _few(one: int, other: int) -> bool:
    """Whether the difference is somebody, and few enough to be found; less nobody, each tells what it tells alone."""
    return 0 < abs(one - other) < SMALLEST and min(one, other) > 0


def _few_differ(now: tuple[int, dict[str, int]], before: tuple[int, dict[str, int]]) -> bool:
    """Whether a line differs by somebody, and few enough: one more, or as many of whom somebody answers otherwise."""
    if now[0] != before[0]:
        return _few(now[0], before[0])
    changed = [abs(now[1].get(one, 0) - before[1].get(one, 0)) for one in now[1].keys() | before[1].keys()]
    return 0 < max(changed, default=0) < SMALLEST


def _clash(table: ShownTable, new: Shown, known: Frame, results: Mapping[str, pl.Expr]) -> bool:
    column = column_of(table.title)
    if column not in known.lazy().collect_schema().names():
        return False
    lines = [line.names for line in table.lines]
    now = {line.names: (line.respondents, dict(line.counts)) for line in shown_as(known, column, lines, results).lines}
    before = {line.names: (line.respondents, line.counts) for line in table.lines}
    if now != before:  # another survey, or this one with others in it
        return any(_few_differ(now[names], before[names]) for names in now.keys() & before.keys())
    return any(
        tell_too_much(known, [(column_of(one.title), [line.names for line in one.lines]), (column, lines)], results)
        for one in new.tables
    )


def column_of(title: str) -> str:
    """The column that holds a respondent's group."""
    return f"group:{title}"
