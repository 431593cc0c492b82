"""A cohort report -> one HTML page, or a PDF.

Owns how its charts are placed in each; everything else is the playbooks' own way from Markdown to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from jtbd_diag.cohort.report_shape import Report
from jtbd_diag.ground.files import write_whole
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.playbook import Playbook
from jtbd_diag.publishing import html, pdf
from jtbd_diag.publishing.drawing import Drawing, render
from jtbd_diag.publishing.theme import Theme

GAP = 16.0


def publish(report: Report, path: Path, theme: Theme, *, force: bool = False) -> None:
    """Write a report to `path`, whole or not at all. Raises InputError: UNKNOWN_FORMAT, EXISTS, UNWRITABLE."""
    write_whole(path, FORMATS[format_of(path)](report, theme), force=force)


def format_of(path: Path) -> str:
    """The format a file's ending names. Raises InputError naming the known ones."""
    return by_ending(path, FORMATS)


def render_html(report: Report, theme: Theme) -> bytes:
    """One page, UTF-8, with everything inside; drawings of one figure stand side by side where there is room."""
    drawings = {name: "".join(render(one, theme) for one in drawn) for name, drawn in report.figures.items()}
    return html.page_of(_document(report), theme, drawings, "cohort.html")


def render_pdf(report: Report, theme: Theme) -> bytes:
    """The same as PDF, tagged, PDF/UA-1."""
    drawings = {name: _side_by_side(name, drawn, theme) for name, drawn in report.figures.items()}
    return pdf.render(_document(report), theme, drawings)


FORMATS: Mapping[str, Callable[[Report, Theme], bytes]] = {"html": render_html, "pdf": render_pdf}


def _document(report: Report) -> Playbook:
    """The report as the publishers take a document."""
    return Playbook(report.title, None, report.date, report.markdown, (), report.footer)


def _side_by_side(name: str, drawings: Sequence[Drawing], theme: Theme) -> str:
    """Several drawings as one."""
    if len(drawings) == 1:
        return render(drawings[0], theme)
    width = sum(one.width for one in drawings) + GAP * (len(drawings) - 1)
    height = max(one.height for one in drawings)
    inner, x = [], 0.0
    for one in drawings:
        inner.append(render(one, theme).replace("<svg ", f'<svg x="{x}" ', 1))
        x += one.width + GAP
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    title = escape("; ".join(one.title for one in drawings))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{title}</title>{"".join(inner)}</svg>'
