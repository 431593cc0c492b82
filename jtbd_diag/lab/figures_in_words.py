"""A figure of the evidence, or a share -> how it reads: in decimals or hundredths, its interval, or why there is none.

Owns how many digits are told, and that none is said of somebody; must not know what the figure is of.
"""

from __future__ import annotations

import re

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.lab.enough_answers import Barred, Estimate, Figure

_SHARE = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(%?)\s*")


def in_decimals(figure: Figure) -> str:
    """A figure with two decimals, or why there is none."""
    if isinstance(figure, Barred):
        return say("lab.not_yet", n=figure.missing)
    return printed(figure.value, ".2f") if isinstance(figure, Estimate) else say("lab.none_here")


def interval(figure: Figure) -> str:
    """The ends of a figure's interval, or that there is none."""
    if not isinstance(figure, Estimate) or figure.low is None or figure.high is None:
        return say("lab.none_here")
    return f"{printed(figure.low, '.2f')} – {printed(figure.high, '.2f')}"


def in_hundredths(figure: Figure) -> str:
    """A share in whole hundredths with its interval where it has one, or why there is none."""
    if isinstance(figure, Barred):
        return say("interviews.not_yet_interviews", n=figure.missing)
    if not isinstance(figure, Estimate):
        return say("lab.none_here")
    has_ends = figure.low is not None and figure.high is not None
    return say("interviews.share_span" if has_ends else "interviews.share", **hundreds(figure))


def hundreds(share: Estimate) -> dict[str, str]:
    """A share and the ends of its span, of 100."""
    ends = {"share": share.value, "low": share.low, "high": share.high}
    return {name: f"{100 * end:.0f}" for name, end in ends.items() if end is not None}


def share_of(text: str) -> float:
    """`2%` or `0.02` as a number from 0 to 1; `1` alone may be meant as either of two and is neither.

    Raises ValueError with the sentence for whoever wrote it.
    """
    match_ = _SHARE.fullmatch(text)
    if match_ and not match_[2] and float(match_[1]) == 1:
        raise ValueError(say("impact.which_share", text=text))
    share = float(match_[1]) / (100 if match_[2] else 1) if match_ else -1.0
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
