"""Small groups stay secret, whatever is added up or taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.cohort.disclosure_by_differences import Differences
from jtbd_diag.cohort.small_groups import SMALLEST, Groups, by_groups, not_given

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
    assert {line.names[0]: line.respondents for line in groups.apart} == {not_given(): 20, "North": 10}


# --- several tables -------------------------------------------------------------------------------------

PLACES = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("pqrs"), st.booleans()), min_size=20, max_size=60)


def both(people: Sequence[tuple[str, str, bool]]) -> tuple[pl.DataFrame, tuple[Groups, ...]]:
    frame = pl.DataFrame(people, schema=["region", "district", "yes"], orient="row")
    return frame, by_groups(frame, ["region", "district"], {"yes": pl.col("yes")}, ["yes"])


def nested(sizes: Mapping[str, int], *, yes: int = 1) -> list[tuple[str, str, bool]]:
    """Districts called by their region's letter: every second (or so) of the people says yes."""
    return [(name[0], name, n % 2 < yes) for name, size in sizes.items() for n in range(size)]


def told_alone(people: Sequence[tuple[str, str, bool]]) -> set[frozenset[str]]:
    """All sets of districts that some sums and differences of both tables tell, where districts lie in regions."""
    _, tables = both(people)
    lies_in = {district: region for region, district, _ in people}
    names = sorted(lies_in)
    shown = [line.names for table in tables for line in table.lines]
    lines = [set(names), *({d for d in names if d in line or lies_in[d] in line} for line in shown)]
    return {
        frozenset(some)
        for bits in range(1, 2 ** len(names))
        if derivable(lines, some := {name for n, name in enumerate(names) if bits >> n & 1}, names)
    }


@given(st.dictionaries(st.sampled_from(["n1", "n2", "n3", "s1", "s2", "s3", "e1"]), st.integers(1, 25), min_size=2))
def test_a_region_less_its_districts_is_no_small_group(sizes: dict[str, int]) -> None:
    for some in told_alone(nested(sizes)):
        heads = sum(sizes[name] for name in some)
        assert heads >= SMALLEST or heads == sum(sizes.values())


def test_a_district_that_is_what_its_region_leaves_takes_another_along() -> None:
    sizes = {"n1": 20, "n2": 17, "n3": 3, "s1": 15, "s2": 11, "s3": 4, "e1": 12}
    alone = by_groups(both(nested(sizes))[0], ["district"], {})[0]
    assert {line.names for line in alone.lines} >= {("n1",), ("n2",), ("s1",), ("e1",)}  # north less n1 and n2 is n3
    regions, districts = both(nested(sizes))[1]
    assert [line.names for line in regions.lines] == [("n",), ("s",), ("e",)]
    assert districts.together
    assert {"n3", "s3"} < {*districts.together.names}
    assert {*districts.together.names} & {"n1", "n2"}


@given(PLACES)
def test_no_result_of_small_groups_is_nobody_or_everybody(people: list[tuple[str, str, bool]]) -> None:
    frame, tables = both(people)
    for table, column in zip(tables, (0, 1), strict=True):
        together = table.together
        if together and any(sum(p[column] == name for p in people) < SMALLEST for name in together.names):
            some = frame["yes"].any(), frame["yes"].all()
            assert together.counts["yes"] > 0 or not some[0]
            assert together.counts["yes"] < together.respondents or some[1]


@given(PLACES)
def test_columns_that_say_the_same_are_shown_the_same(people: list[tuple[str, str, bool]]) -> None:
    frame, _ = both(people)
    twin = frame.with_columns(pl.col("district").str.to_uppercase().alias("twin"))
    one, other = by_groups(twin, ["district", "twin"], {"yes": pl.col("yes")}, ["yes"])
    assert [line.names for line in one.lines] == [tuple(n.lower() for n in line.names) for line in other.lines]


def test_what_two_tables_tell_of_a_cell_is_the_least_difference_around_it() -> None:
    people = {("n", "n1"): 20, ("n", "n2"): 17, ("n", "rest"): 3, ("s", "rest"): 30}
    assert Differences(people, people, 10).least(("n", "rest")) == 3
    people["s", "n1"] = 1  # now n1 does not lie in the north: only with the south can it be taken away
    assert Differences(people, people, 50).least(("n", "rest")) == 33 - 30 + 20


def test_a_column_of_as_many_groups_as_people_is_not_shown_and_takes_no_time() -> None:
    many = pl.DataFrame({"id": [f"id {n}" for n in range(20_000)], "region": ["n", "s"] * 10_000})
    ids, regions = by_groups(many, ["id", "region"], {})
    assert ids.hidden
    assert len(regions.lines) == 2
