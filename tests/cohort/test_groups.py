"""Small groups stay secret, whatever is added up or taken away."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.cohort.groups import NOT_GIVEN, SMALLEST, Groups, by_groups

SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 25), min_size=1)


def shown(sizes: dict[str, int]) -> Groups:
    values = [name for name, size in sizes.items() for _ in range(size)]
    frame = pl.DataFrame({"region": values, "n": range(len(values))})
    return by_groups(frame, ["region"], {"even": pl.col("n") % 2 == 0})[0]


def derivable(lines: list[set[str]], wanted: set[str], names: list[str]) -> bool:
    """Whether some sum and difference of the lines is exactly the wanted groups (Gauss, in fractions)."""
    rows = [[Fraction(name in line) for name in names] for line in lines]
    target = [Fraction(name in wanted) for name in names]
    for n in range(len(names)):
        pivot = next((row for row in rows if row[n] and not any(row[:n])), None)
        if pivot is None:
            continue
        rows = [row if row is pivot else _less(row, pivot, row[n] / pivot[n]) for row in rows]
        target = _less(target, pivot, target[n] / pivot[n])
    return not any(target)


def _less(row: list[Fraction], other: list[Fraction], factor: Fraction) -> list[Fraction]:
    return [a - factor * b for a, b in zip(row, other, strict=True)]


def test_the_attack_works_where_nothing_is_hidden() -> None:
    assert derivable([{"a", "b", "c"}, {"a"}, {"b"}], {"c"}, ["a", "b", "c"])
    assert not derivable([{"a", "b", "c"}, {"a"}], {"c"}, ["a", "b", "c"])


@given(SIZES)
def test_no_difference_of_what_is_shown_reveals_a_small_group(sizes: dict[str, int]) -> None:
    groups = shown(sizes)
    lines = [set(line.names) for line in (*groups.apart, *([groups.together] if groups.together else []))]
    lines.append(set(sizes))  # the totals are known from elsewhere in the report
    names = sorted(sizes)
    for bits in range(1, 2 ** len(names)):
        union = {name for n, name in enumerate(names) if bits >> n & 1}
        if sum(sizes[name] for name in union) < SMALLEST and union != set(sizes):
            assert not derivable(lines, union, names)


@given(SIZES)
def test_everybody_is_counted_once_where_anything_is_shown(sizes: dict[str, int]) -> None:
    groups = shown(sizes)
    lines = [*groups.apart, *([groups.together] if groups.together else [])]
    assert all(line.respondents >= SMALLEST for line in lines)
    if groups.hidden:
        assert not lines
    else:
        assert sorted(name for line in lines for name in line.names) == sorted(sizes)
        assert sum(line.respondents for line in lines) == sum(sizes.values())


def test_a_single_small_group_takes_the_smallest_large_one_along() -> None:
    groups = shown({"North": 40, "East": 12, "South": 30, "West": 3})
    assert [line.names for line in groups.apart] == [("North",), ("South",)]
    assert groups.together is not None
    assert (groups.together.names, groups.together.respondents) == (("East", "West"), 15)


def test_two_groups_one_of_them_small_are_not_shown_at_all() -> None:
    assert shown({"North": 40, "South": 3}).hidden


def test_blank_cells_are_a_group_like_any_other() -> None:
    frame = pl.DataFrame({"region": [None, " ", "North"] * 10, "n": range(30)})
    (groups,) = by_groups(frame, ["region"], {})
    assert {line.names[0]: line.respondents for line in groups.apart} == {NOT_GIVEN: 20, "North": 10}
