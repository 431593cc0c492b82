"""Writes docs/complaints.md from the catalogue: every code of a complaint, what it means, and how it is mended.

Run it in a checkout, from anywhere: `python docs/write_complaints.py`. A test says when that is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jtbd_diag.ground.catalogue import explained
from jtbd_diag.ground.complaints import Code

PAGE = Path(__file__).with_name("complaints.md")
KINDS = {
    "F": "Files",
    "Y": "YAML",
    "Q": "Questionnaires",
    "A": "Answers",
    "P": "Plays, problem areas, sources and plans",
    "T": "Templates and themes",
    "C": "Cohorts, keys and folders",
    "B": "Tables: surveys and their cells",
    "W": "Forms",
}


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Complaints"
    yield ""
    yield "Every complaint says where, a code, what is wrong, and a hint. A code keeps its meaning for good;"
    yield "`jtbd-diag check --explain CODE` prints the same. This page is made by `docs/write_complaints.py`."
    for letter, title in KINDS.items():
        yield from ("", f"## {title}", "", "| Code | What it means | How it is mended |", "|---|---|---|")
        for code in Code:
            if code.value.startswith(letter):
                yield f"| {code.value} | {' | '.join(explained(code.value))} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
