"""Every figure a document may hold: as a drawing, and in words.

Owns which figures there are; must not know how each is drawn or where it is placed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jtbd_diag.publishing.drawings import influence_drawing, profile_drawing, run_chart_drawing

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.publishing.theme.theme import Theme

_DRAWN: dict[str, Callable[[Document, Theme], str]] = {
    "profile": profile_drawing.draw,
    "influence": influence_drawing.draw,
    run_chart_drawing.TEN_DOTS: lambda _, theme: run_chart_drawing.ten_dots(theme),
    run_chart_drawing.PAPER: lambda _, theme: run_chart_drawing.dot_paper(theme),
}
_DOTS = (run_chart_drawing.TEN_DOTS, run_chart_drawing.PAPER)


def drawable(document: Document) -> tuple[str, ...]:
    """The names of the figures that stand in the document and for which there is something to draw."""
    there = {"profile": bool(document.profile), "influence": document.influence is not None}
    return tuple(name for name in _DRAWN if there.get(name, True) and f"](figure:{name})" in document.markdown)


def template_of(name: str) -> str:
    """The theme's template that a figure is drawn with."""
    return "chart.svg.j2" if name in _DOTS else f"{name}.svg.j2"


def drawings(document: Document, theme: Theme) -> dict[str, str]:
    """Those figures by name, as SVG."""
    return {name: _DRAWN[name](document, theme) for name in drawable(document)}


def sentences(document: Document, name: str) -> list[str]:
    """A figure in whole sentences; none when there is nothing to draw."""
    if name in _DOTS:
        return run_chart_drawing.sentences(name)
    if name == "profile":
        return [profile_drawing.sentence(bar) for bar in document.profile]
    return list(document.influence.sentences()) if document.influence else []
