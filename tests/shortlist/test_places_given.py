"""Places in their order, within the quotas, and ties that do not hang on the order of rows."""

from __future__ import annotations

import hashlib
import itertools
import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.results.call_list import lot
from jtbd_diag.shortlist.applicant_outcomes import Applicant, shortlist_of
from jtbd_diag.shortlist.places_given import Entrant, give, in_order, would_get
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


def test_two_quotas_are_kept_together_where_they_can_be() -> None:
    """Of three leaders and two places: whoever is preferred fills neither quota, the two others fill both."""
    people = [Entrant("1", (True,), ("Y", "L")), Entrant("2", (False,), ("X", "L")), Entrant("3", (False,), ("Y", "S"))]
    quota = [{"column": "District", "at_least": {"X": 1}}, {"column": "Size", "at_least": {"S": 1}}]
    found = give(people, rules(capacity=2, quota=quota))
    assert {*found.taken} == {"2", "3"}
    assert found.passed == {"1": ("kept_for", "District", "X")}


def test_places_that_a_group_gets_at_most_are_kept_for_those_who_fill_another_quota() -> None:
    """One of North may come, and the only rural ones are from North: whoever is preferred there waits."""
    people = [Entrant("1", (True,), ("North", "city")), Entrant("2", (False,), ("North", "rural"))]
    quota = [{"column": "region", "at_most": {"North": 1}}, {"column": "kind", "at_least": {"rural": 1}}]
    assert give(people, rules(capacity=2, quota=quota)).taken == ("2",)


Quotas = dict[str, dict[str, int]]
LIMITS = st.fixed_dictionaries(
    {
        "at_least": st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3)),
        "at_most": st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3)),
    }
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from("ABC"), st.sampled_from("ABC")), max_size=7),
    st.integers(1, 5),
    LIMITS,
    LIMITS,
)
def test_two_quotas_are_kept_as_well_as_any_choice_keeps_them(
    people: list[tuple[bool, str, str]], capacity: int, one: Quotas, other: Quotas
) -> None:
    """Beside all choices there are: none within the limits fills more of what the groups of both get at least."""
    quotas = (one, other)
    told = rules(capacity=capacity, quota=[{"column": "g", **one}, {"column": "h", **other}])
    entrants = [Entrant(str(n), (met,), (g, h)) for n, (met, g, h) in enumerate(people)]

    def count(some: Sequence[Entrant], n: int, group: str) -> int:
        return sum(x.groups[n] == group for x in some)

    def filled(some: Sequence[Entrant]) -> int:
        return sum(min(least, count(some, n, g)) for n, q in enumerate(quotas) for g, least in q["at_least"].items())

    def allowed(some: Sequence[Entrant]) -> bool:
        return all(count(some, n, g) <= most for n, q in enumerate(quotas) for g, most in q["at_most"].items())

    every = [some for size in range(capacity + 1) for some in itertools.combinations(entrants, size) if allowed(some)]
    found = give(entrants, told)
    taken = [x for x in entrants if x.key in found.taken]
    assert len(taken) <= capacity and allowed(taken)
    assert filled(taken) == max(map(filled, every))
    for x in entrants:
        others = in_order([y for y in entrants if y is not x], told.seed)
        assert would_get(x, others, told) is (x.key in found.taken)


def test_three_quotas_keep_their_limits_and_the_order_of_rows_decides_nothing() -> None:
    dice = random.Random(5)
    people = [Entrant(f"p{n}", (dice.random() < 0.5,), tuple(dice.choice("ABC") for _ in range(3))) for n in range(60)]
    quota = [{"column": name, "at_least": {"A": 6}, "at_most": {"B": 4}} for name in "xyz"]
    found = give(people, told := rules(capacity=15, quota=quota))
    assert give(people[::-1], told) == found
    groups = [one.groups for one in people if one.key in found.taken]
    assert len(groups) == 15
    for n in range(3):
        assert sum(one[n] == "A" for one in groups) >= 6 and sum(one[n] == "B" for one in groups) <= 4


@pytest.mark.parametrize("seed", ["spring", 2026])
def test_a_seed_is_any_word_or_number(seed: str | int) -> None:
    assert give([Entrant("a", (), ())], rules(seed=seed)).taken == ("a",)


def test_an_unmet_quota_is_told_with_its_true_reason() -> None:
    """Three leaders of North, of whom two may come: who misses a place could have had one; of a town is nobody."""
    rows = [("a", "North", "city"), ("b", "North", "city"), ("c", "North", "rural")]
    people = [Applicant(n, who, {"r": r, "k": k}) for n, (who, r, k) in enumerate(rows)]
    quota = [{"column": "r", "at_most": 2}, {"column": "k", "at_least": {"city": 2, "rural": 1, "town": 1}}]
    found = shortlist_of(rules(quota=quota), people)
    city, town = sorted(found.unmet)
    assert town == "town of k should get at least 1 places and got 0: no more of them may have one"
    assert re.fullmatch(
        r"(city|rural) of k should get .*: 1 more may have one, but the places and the other quotas .*", city
    )
