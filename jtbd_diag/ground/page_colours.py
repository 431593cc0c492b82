"""The colours of a page by day and on a dark screen, and whether one can be read on another, as WCAG measures it.

Owns both sets, the measure and its limit; must not know where colours come from.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, text of any size
READ_ON = ("paper", "tint")
READ_AS = ("ink", "muted", "accent")


@dataclass(frozen=True)
class Colours:
    """Colours as `#rrggbb`. `ink`, `muted` and `accent` are read on `paper` and on `tint`; `brand` and `line`
    only adorn.
    """

    ink: str = "#1f2a33"
    muted: str = "#55626c"
    accent: str = "#14536b"
    brand: str = "#c8772e"
    line: str = "#c9d3d8"
    tint: str = "#eef4f5"
    paper: str = "#ffffff"

    @property
    def light(self) -> dict[str, str]:
        """The colours by name, with the edge of what can be filled in, and the ground of the logo."""
        return {**vars(self), "edge": _mixed(self.muted, self.paper, 0.2), "logo": "transparent"}

    @property
    def dark(self) -> dict[str, str]:
        """The same for a dark screen, as readable; colours that are dark already stay."""
        if _luminance(self.paper) < _luminance(self.ink):
            return self.light
        paper = _mixed(self.ink, "#000000", 0.5)
        tint = _mixed(paper, "#ffffff", 0.07)
        return {
            "ink": _readable(self.ink, tint, 90),
            "muted": _readable(self.muted, tint, 60),
            "accent": _readable(self.accent, tint, 62),
            "brand": self.brand,
            "line": _mixed(paper, "#ffffff", 0.2),
            "tint": tint,
            "paper": paper,
            "edge": _mixed(paper, "#ffffff", 0.5),
            "logo": self.paper,
        }


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours `#rrggbb`, from 1 (none) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _readable(colour: str, ground: str, least: int) -> str:
    """A colour lightened by that many hundredths at least, and by as many more as it takes on a dark ground."""
    lighter = (_mixed(colour, "#ffffff", share / 100) for share in range(least, 101))
    return next((one for one in lighter if contrast(one, ground) >= LEAST_CONTRAST), "#ffffff")


def _mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another, 0 to 1."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
