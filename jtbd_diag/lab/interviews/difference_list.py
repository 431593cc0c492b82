"""What taggers differ on -> a table for whoever settles it, which can be put back among the tags as it is.

Owns its columns; must not know how differences were found.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from jtbd_diag.ground.files import write_whole
from jtbd_diag.lab.interviews.tag_agreement import TagAgreement
from jtbd_diag.lab.interviews.tagged import AGREED

HEADS = ("interview", "tagger", "tag", "value", "may_be", "said", "words")
"""The first four are those of a table of tags; `value` is left empty, and counts for nothing until it is filled in."""


def write_differences(found: TagAgreement, path: Path, *, force: bool = False) -> None:
    """Write it as CSV. Raises InputError: EXISTS, UNWRITABLE."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADS)
    for one in found.differences:
        may_be = " | ".join(found.tagged.book.tags[one.tag].values)
        said = "; ".join(f"{who}: {what}" for who, what in one.said)
        rows.writerow([one.interview, AGREED, one.tag, "", may_be, said, " / ".join(one.words)])
    write_whole(path, text.getvalue().encode("utf-8-sig"), force=force)
