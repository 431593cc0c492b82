"""A share -> so many of 100, in words that never say none of somebody; and what somebody wrote -> a share.

Owns how many decimals are told; must not know of what the share is.
"""

from __future__ import annotations

import re

from jtbd_diag.ground.catalogue import say

_SHARE = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(%?)\s*")


def share_of(text: str) -> float:
    """`2%` or `0.02` as a number from 0 to 1; `1` alone may be meant as either of two and is neither.

    Raises ValueError with the sentence for whoever wrote it.
    """
    found = _SHARE.fullmatch(text)
    if found and not found[2] and float(found[1]) == 1:
        raise ValueError(say("impact.which_share", text=text))
    share = float(found[1]) / (100 if found[2] else 1) if found else -1.0
    if not 0 <= share <= 1:
        raise ValueError(say("impact.no_share", text=text))
    return share


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
