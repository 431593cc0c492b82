"""Every figure a playbook may hold: as a drawing, and in words.

Owns which figures there are; must not know how each is drawn or where it is placed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jtbd_diag.publishing import influence_drawing, profile_drawing, run_chart_drawing

if TYPE_CHECKING:
    from jtbd_diag.playbook.written_playbook import Playbook
    from jtbd_diag.publishing.theme import Theme

_DRAWN: dict[str, Callable[[Playbook, Theme], str]] = {
    "profile": profile_drawing.draw,
    "influence": influence_drawing.draw,
    run_chart_drawing.TEN_DOTS: lambda _, theme: run_chart_drawing.ten_dots(theme),
    run_chart_drawing.PAPER: lambda _, theme: run_chart_drawing.dot_paper(theme),
}
_DOTS = (run_chart_drawing.TEN_DOTS, run_chart_drawing.PAPER)


def drawable(playbook: Playbook) -> tuple[str, ...]:
    """The names of the figures that stand in the playbook and for which there is something to draw."""
    there = {"profile": bool(playbook.profile), "influence": playbook.influence is not None}
    return tuple(name for name in _DRAWN if there.get(name, True) and f"](figure:{name})" in playbook.markdown)


def template_of(name: str) -> str:
    """The theme's template that a figure is drawn with."""
    return "chart.svg.j2" if name in _DOTS else f"{name}.svg.j2"


def drawings(playbook: Playbook, theme: Theme) -> dict[str, str]:
    """Those figures by name, as SVG."""
    return {name: _DRAWN[name](playbook, theme) for name in drawable(playbook)}


def sentences(playbook: Playbook, name: str) -> list[str]:
    """A figure in whole sentences; none when there is nothing to draw."""
    if name in _DOTS:
        return run_chart_drawing.sentences(name)
    if name == "profile":
        return [profile_drawing.sentence(bar) for bar in playbook.profile]
    return list(playbook.influence.sentences()) if playbook.influence else []
