"""A report, one Markdown source and its charts -> one HTML page, or a PDF.

Owns what a report is, and how its charts are placed in each; everything else is the way of all documents from Markdown
to a page. Must not know what a report is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jtbd_diag.ground.files import write_whole
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.ground.markdown_escape import escape as escaped
from jtbd_diag.playbook.document import Document
from jtbd_diag.publishing import html
from jtbd_diag.publishing.drawings.svg_drawing import Drawing, render
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.theme.theme import Theme

GAP = 16.0


@dataclass(frozen=True)
class Report:
    """A report, ready to be published: Markdown whose figures are called `figure:<name>`, and what each draws.

    `folded` is Markdown under one heading, for whoever wants to know more: HTML folds it away, a PDF has it last.
    """

    title: str
    date: datetime.date
    markdown: str
    footer: str
    figures: Mapping[str, tuple[Drawing, ...]]
    folded: str = ""


def figure(figures: Mapping[str, tuple[Drawing, ...]], name: str) -> list[str]:
    """The place of a figure in the Markdown, with what it shows in words; nothing where there is none."""
    words = " ".join(drawing.description for drawing in figures.get(name, ()))
    return [f"![{escaped(words)}](figure:{name})"] if words else []


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all but the first column to the right."""
    lines = [f"| {' | '.join(header)} |", f"| --- |{' ---: |' * (len(header) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def words_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of words, all to the left."""
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def publish(report: Report, path: Path, theme: Theme, *, force: bool = False) -> None:
    """Write a report to `path`, whole or not at all. Raises InputError: UNKNOWN_FORMAT, EXISTS, UNWRITABLE."""
    write_whole(path, FORMATS[by_ending(path, FORMATS)](report, theme), force=force)


def render_html(report: Report, theme: Theme) -> bytes:
    """One page, UTF-8, with everything inside; drawings of one figure stand side by side where there is room."""
    drawings = {name: "".join(render(one, theme) for one in drawn) for name, drawn in report.figures.items()}
    return html.page_of(_document(report, report.markdown), theme, drawings, "cohort.html", report.folded)


def render_pdf(report: Report, theme: Theme) -> bytes:
    """The same as PDF, tagged, PDF/UA-1."""
    drawings = {name: _side_by_side(drawn, theme) for name, drawn in report.figures.items()}
    whole = f"{report.markdown}\n{report.folded}" if report.folded else report.markdown
    return pdf.render(_document(report, whole), theme, drawings)


FORMATS: Mapping[str, Callable[[Report, Theme], bytes]] = {"html": render_html, "pdf": render_pdf}


def _document(report: Report, markdown: str) -> Document:
    """The report as the publishers take a document."""
    return Document(report.title, report.date, markdown, report.footer)


def _side_by_side(drawings: Sequence[Drawing], theme: Theme) -> str:
    """Several drawings as one."""
    if len(drawings) == 1:
        return render(drawings[0], theme)
    width = sum(drawing.width for drawing in drawings) + GAP * (len(drawings) - 1)
    height = max(drawing.height for drawing in drawings)
    inner, x = [], 0.0
    for one in drawings:
        inner.append(render(one, theme).replace("<svg ", f'<svg x="{x}" ', 1))
        x += one.width + GAP
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    title = escape("; ".join(drawing.title for drawing in drawings))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{title}</title>{"".join(inner)}</svg>'
