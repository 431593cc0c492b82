"""A count of people -> the count as it may be told: one or two is never told from none, nor all but these from all.

Owns that rule, and how told counts add up; must not know what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

FEW = 2
"""Up to so many people, a count is not told from none."""


@dataclass(frozen=True)
class ToldCount:
    """A count as it may be told: somewhere between two numbers, which are the same where it is told exactly."""

    least: int
    most: int

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,}–{self.most:,}"

    def __add__(self, other: ToldCount) -> ToldCount:
        """Both together."""
        return ToldCount(self.least + other.least, self.most + other.most)

    def __sub__(self, other: ToldCount) -> ToldCount:
        """This without the other, which is a part of it."""
        return ToldCount(max(0, self.least - other.most), self.most - other.least)


def told_count(count: int, of: int) -> ToldCount:
    """A count of some people as it may be told: neither a few nor all but a few are told from none and all."""
    if count <= FEW:
        return ToldCount(0, FEW)
    return ToldCount(count, count) if count < of - FEW else ToldCount(of - FEW, of)
