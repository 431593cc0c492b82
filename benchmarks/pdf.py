"""One playbook's PDF, in a run of many, beside a bare Typst compile and beside WeasyPrint.

    python benchmarks/pdf.py [DOCUMENTS]

100 documents by default; WeasyPrint is left out when it is not installed. Ours is the whole way from a
Playbook to its bytes: Markdown parsed, chart drawn, Typst source written and compiled. A bare compile gets
Typst source that is ready. Two bare compiles are taken: `typst.compile`, as one would call it for a document,
and the harder one, a compiler that is kept for all of them as ours is. All three take turns, in an order that
changes, and no document comes twice, for Typst remembers what it has set before.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from jtbd_diag.playbook.written_playbook import Playbook
from jtbd_diag.publishing import html, load_theme
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.pdf.typst_compiler import compile_pdf
from jtbd_diag.publishing.pdf.typst_source import source
from tests.publishing.sample import PLAYBOOK

THEME = load_theme()
WORDS = ("you", "the", "child", "hand-off", "week", "owner")
BUDGET = {"typst.compile": 1.5, "a kept Typst compiler": 1.5, "WeasyPrint": 0.1}


def another(number: int) -> Playbook:
    """The sample with other words in nearly every line, so that nothing can be remembered."""
    markdown = PLAYBOOK.markdown
    for word in WORDS:
        markdown = markdown.replace(f" {word} ", f" {word}{number} ")
    bars = tuple(replace(bar, value=(number * 7.3) % 100) for bar in PLAYBOOK.profile)
    return replace(PLAYBOOK, markdown=markdown, profile=bars)


def seconds(work: Callable[[Any], object], given: Any) -> float:
    """How long one piece of work takes."""
    start = time.perf_counter()
    work(given)
    return time.perf_counter() - start


def ours(playbook: Playbook) -> bytes:
    """From a playbook to its PDF."""
    return pdf.render(playbook, THEME)


def kept(text: str) -> bytes:
    """A bare compile with a compiler that is kept."""
    return compile_pdf(text, THEME, PLAYBOOK.date)


def bare(text: str) -> object:
    """A bare compile."""
    import typst

    return typst.compile(text.encode(), pdf_standards=["ua-1"], ignore_system_fonts=True)


def weasyprint() -> Callable[[str], object] | None:
    """WeasyPrint, when it is there."""
    try:
        from weasyprint import HTML
    except ImportError:
        return None
    return lambda page: HTML(string=page).write_pdf()


def take_turns(documents: int) -> dict[str, list[float]]:
    """Times of each contender, each with documents of its own."""
    contenders: dict[str, tuple[Callable[[Any], object], Callable[[Playbook], Any]]] = {
        "ours": (ours, lambda playbook: playbook),
        "typst.compile": (bare, lambda playbook: source(playbook, THEME)),
        "a kept Typst compiler": (kept, lambda playbook: source(playbook, THEME)),
    }
    names = list(contenders)
    times: dict[str, list[float]] = {name: [] for name in names}
    for round_number in range(-2, documents):
        for turn in range(len(names)):
            name = names[(turn + round_number) % len(names)]
            work, prepare = contenders[name]
            taken = seconds(work, prepare(another(1000 + round_number * len(names) + turn)))
            if round_number >= 0:  # the first two rounds warm up
                times[name].append(taken)
    return times


def against_weasyprint(documents: int) -> list[float]:
    """Times of WeasyPrint on the same content."""
    printed = weasyprint()
    if printed is None:
        return []
    pages = [html.render(another(n), THEME).decode() for n in range(documents)]
    return [seconds(printed, page) for page in pages]


def main() -> None:
    """Print medians and ratios."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    times = take_turns(documents)
    times["WeasyPrint"] = against_weasyprint(max(documents // 20, 3))
    mine = statistics.median(times.pop("ours"))
    print(f"{documents} playbooks of {pages_of(ours(PLAYBOOK))} pages each")
    print(f"{'ours':24} {mine * 1000:7.1f} ms")
    for name, taken in times.items():
        if taken:
            other = statistics.median(taken)
            print(f"{name:24} {other * 1000:7.1f} ms   ratio {mine / other:5.2f}   budget {BUDGET[name]}")
        else:
            print(f"{name:24} is not installed")


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return data.count(b"/Type /Page\n") or data.count(b"/Type/Page/")


if __name__ == "__main__":
    main()
