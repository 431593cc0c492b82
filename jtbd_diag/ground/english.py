"""Numbers and names as they stand in a sentence.

Knows nothing of what it counts or names.
"""

from __future__ import annotations

from collections.abc import Sequence


def spelled(number: int) -> str:
    """A number in a word, up to twelve."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else str(number)


def in_a_row(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last; empty for none."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def beginning(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def many(count: int, what: str) -> str:
    """So many of something that takes an s."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
