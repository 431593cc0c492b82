"""A letter for every respondent, and the table for a mail merge beside them.

Owns the table; how letters are made is `make_all`'s, what they say `playbook.letter`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from jtbd_diag.ground.files import write_whole
from jtbd_diag.handouts.make_all import HandoutTally, TellProgress, make_handouts
from jtbd_diag.handouts.one_handout import Recipe, Wanted
from jtbd_diag.playbook.letter import COLUMNS
from jtbd_diag.results.written.result_files import defused

TABLE = "letters.csv"
_EMAIL = "email"


def make_letters(
    recipe: Recipe, wanted: Sequence[Wanted], *, force: bool = False, progress: TellProgress = lambda done, of: None
) -> HandoutTally:
    """Make every letter that is missing or no longer up to date, then TABLE, a row for each that is there.

    Raises InputError like `make_handouts`; the table is written anew each time.
    """
    tally = make_handouts(recipe, wanted, force=force, progress=progress, table=TABLE)
    write_whole(recipe.folder / TABLE, merge_table(wanted, tally.merged), force=True)
    return tally


def merge_table(wanted: Sequence[Wanted], merged: Mapping[str, Mapping[str, str]]) -> bytes:
    """CSV in UTF-8 with the mark by which spreadsheets and word processors know it.

    Columns: `file`, `respondent`, `email` where any is told, and those of `letter.COLUMNS`; `name` where any is told.
    """
    there = [one for one in wanted if one.file in merged]
    rows = [{"file": one.file, "respondent": one.respondent, _EMAIL: one.email, **merged[one.file]} for one in there]
    schema = dict.fromkeys(("file", "respondent", _EMAIL, *COLUMNS), pl.String)
    frame = pl.DataFrame(rows, schema=schema)
    untold = [name for name in (_EMAIL, "name") if not frame.get_column(name).drop_nulls().str.len_chars().sum()]
    return defused(frame.drop(untold).lazy()).collect().write_csv(include_bom=True).encode()
