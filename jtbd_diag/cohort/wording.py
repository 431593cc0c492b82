"""Counts, shares and tables in Markdown.

Owns how a number is written; knows nothing of what it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def share(count: int, of: int) -> str:
    """A percentage that keeps the counts it is made of."""
    return f"{count:,} of {of:,} ({count / of:.0%})" if of else "none"


def percent(count: int, of: int) -> str:
    """A count and its percentage, where the whole stands nearby."""
    return f"{count:,} ({count / of:.0%})" if of and count else f"{count:,}"


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
    return "1 leader" if count == 1 else f"{count:,} leaders"
