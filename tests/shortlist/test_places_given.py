"""Places in their order, within the quotas, and ties that do not hang on the order of rows."""

from __future__ import annotations

import hashlib
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.shortlist.places_given import Entrant, give, in_order, lot, would_get
from jtbd_diag.shortlist.rules_file import ShortlistRules


def rules(**said: object) -> ShortlistRules:
    return ShortlistRules.model_validate({"shortlist": "x", "seed": 7, **said})


def test_the_first_preference_goes_before_all_others_and_then_lots_decide() -> None:
    met = {"a": (False, True), "b": (True, False), "c": (True, True), "d": (False, False), "e": (False, False)}
    people = [Entrant(key, one, ()) for key, one in met.items()]
    tied = sorted("de", key=lambda key: hashlib.sha256(f"7:{key}".encode()).hexdigest())
    assert give(people, rules(capacity=5)).taken == ("c", "b", "a", *tied)
    assert lot(7, "d") == hashlib.sha256(b"7:d").hexdigest()


def test_the_order_of_rows_decides_nothing() -> None:
    people = [Entrant(f"p{n}", (n % 3 == 0,), (f"g{n % 4}",)) for n in range(40)]
    told = rules(capacity=15, quota=[{"column": "g", "at_most": 5, "at_least": {"g1": 4}}])
    shuffled = random.Random(3).sample(people, len(people))
    assert give(people, told) == give(shuffled, told)
    assert give(people, told).taken != give(people, told.model_copy(update={"seed": 8})).taken


def test_a_quota_keeps_places_and_says_for_whom() -> None:
    north = [Entrant(f"n{n}", (True,), ("North",)) for n in range(5)]
    people = [*north, *(Entrant(f"s{n}", (False,), ("south",)) for n in range(2))]
    found = give(people, rules(capacity=4, quota=[{"column": "region", "at_least": {"South": 2}}]))
    assert sorted(one[0] for one in found.taken) == ["n", "n", "s", "s"]
    assert next(iter(found.passed.values())) == ("kept_for", "region", "South")
    found = give(people, rules(quota=[{"column": "region", "at_most": {" north ": 2}}]))
    assert sorted(one[0] for one in found.taken) == ["n", "n", "s", "s"]
    assert {*found.passed.values()} == {("at_most", "region", "North")}


def test_places_kept_for_a_group_that_another_quota_stops_are_given() -> None:
    """Of four from the city, who are wanted, one may come; the places that were kept go to the others."""
    city = [Entrant(f"c{n}", (False,), ("city", "North")) for n in range(4)]
    rural = [Entrant(f"r{n}", (True,), ("rural", "South")) for n in range(4)]
    quota = [{"column": "kind", "at_least": {"city": 3}}, {"column": "region", "at_most": {"North": 1}}]
    found = give([*city, *rural], rules(capacity=4, quota=quota))
    assert sorted(one[0] for one in found.taken) == ["c", "r", "r", "r"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from("ABC")), max_size=8),
    st.integers(1, 5),
    st.integers(0, 3),
    st.integers(1, 4),
)
def test_one_quota_is_kept_as_well_as_it_can_be(
    people: list[tuple[bool, str]], capacity: int, least: int, most: int
) -> None:
    """Beside all choices there are: none that keeps to the limits has more places, or more of the group wanted."""
    told = rules(
        capacity=capacity, quota=[{"column": "g", "at_most": most, "at_least": {"A": min(least, most, capacity)}}]
    )
    entrants = [Entrant(str(n), (met,), (group,)) for n, (met, group) in enumerate(people)]
    taken = {*give(entrants, told).taken}
    groups = [one.groups[0] for one in entrants if one.key in taken]
    assert len(groups) <= capacity
    assert all(groups.count(group) <= most for group in "ABC")
    allowed = [
        some
        for size in range(capacity + 1)
        for some in itertools.combinations(entrants, size)
        if all(sum(one.groups[0] == group for one in some) <= most for group in "ABC")
    ]
    for one in entrants:
        others = in_order([other for other in entrants if other is not one], told.seed)
        assert would_get(one, others, told) is (one.key in taken)
    wanted = min(least, most, capacity)
    reach = max(min(wanted, sum(one.groups[0] == "A" for one in some)) for some in allowed)
    assert min(wanted, groups.count("A")) == reach
    assert len(groups) == max(len(some) for some in allowed)


@pytest.mark.parametrize("seed", ["spring", 2026])
def test_a_seed_is_any_word_or_number(seed: str | int) -> None:
    assert give([Entrant("a", (), ())], rules(seed=seed)).taken == ("a",)
