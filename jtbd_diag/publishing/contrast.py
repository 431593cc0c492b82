"""Whether a color can be read on another, as WCAG measures it.

Owns the measure and its limit; must not know where colors come from.
"""

from __future__ import annotations

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, text of any size


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours `#rrggbb`, from 1 (none) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
