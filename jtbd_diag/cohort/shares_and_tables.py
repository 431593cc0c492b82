"""Counts, shares and tables in Markdown.

Owns how a number is written; knows nothing of what it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtbd_diag.ground.english import in_a_row, many
from jtbd_diag.results.lost_answers import Losses


def share(count: int, of: int) -> str:
    """A percentage that keeps the counts it is made of."""
    return f"{count:,} of {of:,} ({_rounded(count, of)})" if of else "none"


def percent(count: int, of: int) -> str:
    """A count and its percentage, where the whole stands nearby."""
    return f"{count:,} ({_rounded(count, of)})" if of and count else f"{count:,}"


def _rounded(count: int, of: int) -> str:
    """A whole percentage that is 0 only for none, and 100 only for all."""
    part = count / of
    if 0 < part < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= part < 1 else f"{part:.0%}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all but the first column to the right."""
    lines = [f"| {' | '.join(header)} |", f"| --- |{' ---: |' * (len(header) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def words_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of words, all to the left."""
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def people(count: int) -> str:
    """So many leaders."""
    return many(count, "leader")


def listed(names: Sequence[str], most: int, others: str) -> str:
    """Names in a row; beyond `most`, how many others."""
    more = len(names) - most
    shown = [*names[:most], f"{more:,} {others}"] if more > 1 else [*names]
    return in_a_row(shown)


def lost(losses: Losses) -> str:
    """How many of the questions that decide were lost, and how much of their weight."""
    gone = [
        *([f"{len(losses.no_column)} without a column"] if losses.no_column else []),
        *([f"{len(losses.refused)} that could not be read"] if losses.refused else []),
    ]
    return f"{' and '.join(gone)}, of {losses.deciding} deciding questions: {losses.share:.0%} of what decides"
