"""A figure of the evidence -> how it reads on a page: decimals, hundredths, its interval, or why there is none.

Owns how many digits are told; must not know what the figure is of.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.lab.enough_answers import Barred, Estimate, Figure


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
