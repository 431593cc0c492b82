"""A share -> so many of 100, in words that never say none of somebody.

Owns how many decimals are told; must not know of what the share is.
"""

from __future__ import annotations


def percent(share: float) -> str:
    """A share of 100, with a decimal where it is small; never 0 for somebody."""
    told = f"{100 * share:.0f}" if share >= 0.1 or not share else f"{max(100 * share, 0.1):.1f}"
    return f"{told.removesuffix('.0')} %"


def percents(share: float, bound: float) -> tuple[str, str]:
    """A share and the bound it lies beyond, with so many decimals that both can be told apart."""
    if percent(share) != percent(bound):
        return percent(share), percent(bound)
    places = next(n for n in range(1, 18) if f"{100 * share:.{n}f}" != f"{100 * bound:.{n}f}")
    return f"{100 * share:.{places}f} %", f"{100 * bound:.{places}f} %"
