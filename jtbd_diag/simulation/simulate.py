"""A survey that nobody answered, in the layout of a platform: which layouts there are, and the making of one.

Owns which cells and endings each platform's exports have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.ground.formats import TABLE_ENDINGS, by_ending
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.simulation import export_layouts as exports
from jtbd_diag.simulation.export_columns import always, by_id, number, text
from jtbd_diag.simulation.export_file import write_export
from jtbd_diag.simulation.export_layouts import Writer
from jtbd_diag.simulation.invented_folder import write_folder
from jtbd_diag.simulation.invented_people import Entry
from jtbd_diag.simulation.who_stops_repeats_or_ticks_straight import MishapTally, Shares, entries
from jtbd_diag.survey.rows.invented_rows import INVENTED, YES

TellRows = Callable[[int, int], None]

FOLDER = "answers-folder"
_AT_ONCE = 200
"""Rows between two words of progress."""
LABELS, CODES = "labels", "codes"


@dataclass(frozen=True)
class Platform:
    """How a platform exports: a writer for each kind of cells, the usual one first; the endings of its files."""

    cells: Mapping[str, Writer]
    endings: tuple[str, ...]
    by_ending: Mapping[str, Writer] = field(default_factory=dict)
    """Files of another ending that are written in another way."""


PLATFORMS: Mapping[str, Platform] = {
    "qualtrics": Platform(
        {LABELS: exports.qualtrics, CODES: partial(exports.qualtrics, cell=number)}, ("csv", "tsv", "xlsx")
    ),
    "google-forms": Platform({LABELS: exports.google}, ("csv", "xlsx"), {"xlsx": partial(exports.google, sheet=True)}),
    "microsoft-forms": Platform({LABELS: exports.microsoft}, ("xlsx",)),
    "typeform": Platform({LABELS: exports.typeform}, ("csv", "xlsx")),
    "surveymonkey": Platform(
        {LABELS: exports.surveymonkey, CODES: partial(exports.surveymonkey, cell=number)}, ("csv", "xlsx")
    ),
    "kobotoolbox": Platform({CODES: exports.kobo, LABELS: partial(exports.kobo, cell=text)}, ("csv", "xlsx")),
    "odk": Platform({CODES: exports.odk}, ("csv",)),
    "redcap": Platform({CODES: exports.redcap, LABELS: partial(exports.redcap, cell=text)}, ("csv",)),
    "limesurvey": Platform(
        {LABELS: exports.limesurvey, CODES: partial(exports.limesurvey, cell=by_id)}, ("csv", "xlsx")
    ),
    "plain": Platform(
        {LABELS: partial(exports.plain, heads="text", join="; "), CODES: partial(exports.plain, cell=by_id)},
        ("csv", "tsv", "xlsx"),
    ),
    FOLDER: Platform({CODES: exports.plain}, ()),
}
"""Every layout by name; a folder of answers files has ids, and no ending."""


def platform_named(name: str) -> str:
    """The full name of a layout, of which the beginning is enough. Raises InputError: UNKNOWN_LAYOUT."""
    found = [one for one in PLATFORMS if one.startswith(name.lower())] if name else []
    if name.lower() in PLATFORMS:
        return name.lower()
    if len(found) != 1:
        what, known = say("simulation.no_layout", name=name), list(PLATFORMS)
        raise complaint(Code.UNKNOWN_LAYOUT, "`layout`", what, did_you_mean(name, known))
    return found[0]


def simulate(  # noqa: PLR0913
    questionnaire: Questionnaire,
    path: Path,
    *,
    layout: str,
    count: int,
    seed: int,
    cells: str | None = None,
    shares: Shares = Shares(),  # noqa: B008 - frozen
    force: bool = False,
    progress: TellRows | None = None,
) -> MishapTally:
    """Write so many invented rows in the layout of a platform; `cells` are its usual ones where None.

    `progress` is told now and then how many of how many rows are made.

    The same questionnaire, count, seed and shares give the same bytes. Raises InputError: UNKNOWN_LAYOUT,
    UNKNOWN_FORMAT for cells or an ending that the platform does not export, EXISTS, UNWRITABLE.
    """
    name = platform_named(layout)
    platform, tally = PLATFORMS[name], MishapTally()
    writer = _writer(name, platform, cells)
    rows = entries(questionnaire, count, seed, shares, tally)
    if progress:
        rows = _with_progress(rows, count, progress)
    if name == FOLDER:
        if path.suffix.lower() in TABLE_ENDINGS:
            what = say("simulation.folder_no_table")
            raise complaint(Code.UNKNOWN_FORMAT, str(path), what, say("simulation.folder_no_table_hint"))
        write_folder(path, questionnaire, rows, force=force)
        return tally
    writer = platform.by_ending.get(by_ending(path, platform.endings), writer)
    beside = ((INVENTED, always(YES)), ("region", lambda entry: entry.region))
    write_export(path, writer(questionnaire, beside), rows, force=force)
    return tally


def _with_progress(rows: Iterator[Entry], count: int, progress: TellRows) -> Iterator[Entry]:
    for done, row in enumerate(rows):
        if done % _AT_ONCE == 0:
            progress(done, count)
        yield row
    progress(count, count)


def _writer(name: str, platform: Platform, cells: str | None) -> Writer:
    usual = next(iter(platform.cells))
    if cells is not None and cells not in platform.cells:
        what = say("simulation.no_such_cells", layout=name, cells=cells)
        raise complaint(Code.UNKNOWN_FORMAT, name, what, say("simulation.no_such_cells_hint", cells=usual))
    return platform.cells[cells or usual]
