"""Counts and shares in Markdown.

Owns how a number is written; knows nothing of what it counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.results.lost_answers import Losses


def share(count: int, of: int) -> str:
    """A percentage that keeps the counts it is made of."""
    return say("cohort.share", count=count, of=of, share=_rounded(count, of)) if of else say("cohort.share_of_none")


def percent(count: int, of: int) -> str:
    """A count and its percentage, where the whole stands nearby."""
    return f"{count:,} ({_rounded(count, of)})" if of and count else f"{count:,}"


def _rounded(count: int, of: int) -> str:
    """A whole percentage that is 0 only for none, and 100 only for all."""
    part = count / of
    if 0 < part < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= part < 1 else f"{part:.0%}"


def listed(names: Sequence[str], most: int) -> str:
    """Names in a row; beyond `most`, how many others."""
    more = len(names) - most
    return in_a_row([*names[:most], say("cohort.others", n=more)] if more > 1 else names)


def lost(losses: Losses) -> str:
    """How many of the questions that decide were lost, how many rows or files whole, and how much of the weight."""
    gone = [
        *([say("cohort.without_column", n=len(losses.no_column))] if losses.no_column else []),
        *([say("cohort.not_read", n=len(losses.refused))] if losses.refused else []),
    ]
    whole = losses.whole
    rows = "cohort.lost_files" if whole.files else "cohort.lost_rows"
    parts = [
        *([say("cohort.lost_questions", lost=in_a_row(gone), deciding=losses.deciding)] if gone else []),
        *([say(rows, n=whole.lost, of=whole.of)] if whole.lost else []),
    ]
    return say("cohort.lost", lost="; ".join(parts) or say("cohort.lost_cells"), share=losses.share)
