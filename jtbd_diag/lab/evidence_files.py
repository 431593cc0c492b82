"""The evidence -> a file: a page as HTML or PDF, or a workbook.

Owns which file gets what; must not know what stands in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.lab.evidence import Evidence
from jtbd_diag.lab.evidence_page import Origin, evidence_page
from jtbd_diag.lab.evidence_workbook import write_workbook
from jtbd_diag.publishing import report
from jtbd_diag.publishing.how_tables_were_read import reading_lines
from jtbd_diag.publishing.theme.theme import Theme
from jtbd_diag.results.table_read import TableRead
from jtbd_diag.results.written import result_files


@dataclass(frozen=True)
class EvidencePage:
    """What a page needs beside the numbers: the survey's name, the day, the looks, and how the tables were read."""

    survey: str
    date: datetime.date
    theme: Theme
    read: Sequence[TableRead] = ()


def write_evidence(evidence: Evidence, path: Path, page: EvidencePage, *, force: bool = False) -> None:
    """Write the file that its ending names, whole or not at all. Raises InputError: EXISTS, UNWRITABLE."""
    if path.suffix.lower() == ".xlsx":
        with result_files.scratch(path, force=force) as beside:
            write_workbook(evidence, page.survey, beside, [*reading_lines(page.read)])
        return
    made = evidence_page(evidence, Origin(page.survey, page.date, page.read), page.theme.look.colours)
    report.publish(made, path, page.theme, force=force)
