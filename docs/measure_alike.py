"""How much two playbooks of one job share, as the table in docs/playbook-review.md.

Run: python docs/measure_alike.py
It is written between two marks, over all labelled cases as answered for version 2 of the questionnaire.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.playbook.alike import pairs, passages_shared, playbooks, words_shared  # noqa: E402

PAGE = ROOT / "docs" / "playbook-review.md"
TABLE = re.compile(r"(<!-- alike -->\n).*?(<!-- /alike -->)", re.DOTALL)


def table() -> Iterator[str]:
    """The lines of the table: for each job, then for pairs of unlike jobs."""
    found = playbooks()
    yield "| playbooks | pairs | passages, median | passages, most | words, median | words, most |"
    yield "|---|---|---|---|---|---|"
    for job, books in found.items():
        passages, words = ([share for share, _, _ in pairs(books, by)] for by in (passages_shared, words_shared))
        yield _line(f"{job}, {len(books)}", passages, words)
    unlike = [
        (one, other) for a, b in combinations(found.values(), 2) for one, other in product(a.values(), b.values())
    ]
    yield _line("of two unlike jobs", *([by(*pair) for pair in unlike] for by in (passages_shared, words_shared)))


def _line(name: str, passages: list[float], words: list[float]) -> str:
    cells = (statistics.median(passages), max(passages), statistics.median(words), max(words))
    return f"| {name} | {len(passages)} | " + " | ".join(f"{100 * cell:.0f}%" for cell in cells) + " |"


if __name__ == "__main__":
    lines = "\n".join(table())
    PAGE.write_text(TABLE.sub(lambda found: f"{found[1]}{lines}\n{found[2]}", PAGE.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{lines}\n")
