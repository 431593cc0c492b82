"""How a survey is to be read: the file, and what is said of it beforehand.

Owns how a table is opened as it was asked for, when it is too large to be held, and when it is read
with care; must not know what is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

import polars as pl

from jtbd_diag.ground.formats import PARQUET_ENDINGS, SPREADSHEET_ENDINGS
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.labels_file import with_labels, with_labels_beside
from jtbd_diag.survey.table.survey_table import AS_FOUND, HowToRead, Table, read_table

if TYPE_CHECKING:
    from jtbd_diag.survey.applications.joined_applications import Applications

LARGE = 100_000
"""Rows beyond which a table is not held in memory."""
SURELY_LARGE = 512 * 2**20
"""Bytes of text beyond which rows are not even counted first."""
NOT_AS_TRUSTED = (pl.exceptions.ComputeError, UnforeseenError)
"""What is raised where a large file is not as it was trusted to be."""

Done = TypeVar("Done")


class Reading(NamedTuple):
    """What is read, and how."""

    source: Path | None
    how: HowToRead = AS_FOUND
    labels: Path | None = None
    """The same survey exported as labels, which tells what its numbers mean."""
    known: Callable[[], Sequence[Questionnaire]] = tuple
    """The questionnaires that a code in a folder may be of, which names none."""
    join: Applications | None = None
    grid: Grid | None = None
    """In place of a source, what has been opened already."""

    @property
    def table(self) -> Path | Grid | Literal["-"]:
        """What is opened: what is open already, else the source, else standard input."""
        return self.grid or self.source or "-"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of answers files, and no table."""
        return self.source is not None and self.source.is_dir()


def read(questionnaire: Questionnaire, reading: Reading, *, careful: bool = False, tentative: bool = False) -> Table:
    """Read the table as it was asked for; `tentative` also reads what answers no question."""
    found = read_table(reading.table, questionnaire, reading.how, careful=careful, tentative=tentative)
    if found.elsewhere is None:
        found = with_labels_beside(found, questionnaire)
    if reading.labels is None or tentative:
        return found
    labels = read_table(reading.labels, questionnaire, HowToRead(long=reading.how.long), careful=careful)
    return with_labels(found, labels, questionnaire)


def is_large(table: Table, source: Path | None) -> bool:
    """Whether a table has more than `LARGE` rows, or surely would have."""
    text = source is not None and source.suffix.lower() not in (*PARQUET_ENDINGS, *SPREADSHEET_ENDINGS)
    if text and source is not None and source.exists() and source.stat().st_size > SURELY_LARGE:
        return True
    # no more than it takes: to count them all maps the whole file into memory
    return int(table.frame.head(LARGE + 1).select(pl.len()).collect(engine="streaming").item()) > LARGE


def with_care(work: Callable[[bool], Done]) -> Done:
    """Do the work; should a large file turn out not to be as it was trusted to be, do it with care."""
    try:
        return work(False)
    except NOT_AS_TRUSTED:
        return work(True)
