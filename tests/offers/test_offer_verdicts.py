"""How answers make a verdict for each job, and what an open or disputed answer leaves open."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.library import Library
from jtbd_diag.offers.offer_verdicts import RaterAnswers, verdicts

from .programs import JOBS, OFFER, answers_of, judged, rated, rules, words_of

RANK = {"serves": 2, "with_changes": 1, "misfits": 0}


def said_of(name: str, **changed: object) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What a shipped example says, with answers changed; None takes one out."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for item, value in {**answers_of(name), **changed}.items():
        if value is not None and value not in ("unknown", ["unknown"]) and OFFER.options(item):
            found[item] = (tuple(value) if isinstance(value, list) else (str(value),),)
    return found


SHIPPED = {
    "call-a-coach": ("serves", "misfits", "misfits"),
    "round-table": ("misfits", "serves", "misfits"),
    "every-team": ("misfits", "misfits", "serves"),
    "certified-in-a-year": ("misfits", "misfits", "misfits"),
    "hand-in-hand": ("with_changes", "serves", "misfits"),
    "learn-and-lead": ("misfits", None, "misfits"),
}


def test_six_invented_examples_one_a_job_one_for_none_two_mixed() -> None:
    paths = Library().files("offers", "", ".yaml")
    assert {*paths} == {*SHIPPED}
    for name, path in paths.items():
        (program,) = rated(path)
        assert program.invented
        assert "invented" in path.read_text("utf-8").splitlines()[0]
        assert tuple(one.verdict for one in judged(program).values()) == SHIPPED[name]


def test_a_block_outweighs_all_musts_and_says_what_lifts_it() -> None:
    found = {one.job: one for one in verdicts(rules(), said_of("call-a-coach", attend=["willing", "all_staff"]))}
    correct = found["correct"]
    assert (correct.verdict, correct.is_built_for, correct.musts_met) == ("misfits", True, 3)
    assert correct.changes == ("ask for one to three willing people, and let others join when they want",)


def test_up_to_two_musts_may_be_missing_and_one_must_be_there() -> None:
    one_missing = said_of("call-a-coach", coaching="fixed")
    two_missing = said_of("call-a-coach", coaching="none", fitted=["generic"])
    none_there = said_of("call-a-coach", coaching="none", fitted=["generic"], first_use="quarter")
    assert [words_of(one)["correct"] for one in (one_missing, two_missing, none_there)] == [
        "with_changes",
        "with_changes",
        "misfits",
    ]


def test_the_smallest_change_depends_on_the_answer() -> None:
    def change(answer: str) -> tuple[str, ...]:
        return verdicts(rules(), said_of("call-a-coach", coaching=answer))[0].changes

    assert change("on_call_ends") == ("let the calls go on for as long as the leader wants",)
    assert change("group") != change("fixed") != change("none") != change("group")


def test_a_help_decides_nothing() -> None:
    with_help, without = (said_of("call-a-coach", solution=one) for one in ("ready", "method"))
    assert words_of(with_help) == words_of(without)
    stand = verdicts(rules(), without)[0].of("helps", False)[0]
    assert stand.change == "bring examples of what solved this problem elsewhere"


def test_unknown_stays_unknown_where_it_matters_and_only_there() -> None:
    open_one = verdicts(rules(), said_of("call-a-coach", coaching=None))[0]
    assert (open_one.verdict, open_one.best, open_one.worst) == (None, "serves", "with_changes")
    assert open_one.to_ask == ("coaching",)
    blocked = verdicts(rules(), said_of("certified-in-a-year", coaching=None))[0]
    assert (blocked.verdict, blocked.to_ask) == ("misfits", ())


def test_nothing_known_is_nothing_told() -> None:
    assert words_of({}) == dict.fromkeys(JOBS)


ITEMS = sorted({rule.item for rule in rules().rules})
ANSWERS = {item: [(one.id,) for one in OFFER.options(item) if not one.cannot_say] for item in ITEMS}


@given(st.data())
def test_best_and_worst_are_those_of_all_ways_it_may_turn_out(data: st.DataObject) -> None:
    """By brute force: every open or disputed answer is tried each way, and no way lies outside."""
    said: dict[str, tuple[tuple[str, ...], ...]] = {
        item: (data.draw(st.sampled_from(ANSWERS[item])),) for item in ITEMS
    }
    unsure = data.draw(st.lists(st.sampled_from(ITEMS), max_size=3, unique=True))
    ways: dict[str, list[tuple[str, ...]]] = {}
    for item in unsure:
        answers = data.draw(st.sampled_from([(), tuple(ANSWERS[item][:2]), tuple(ANSWERS[item][-2:])]))
        said[item], ways[item] = answers, [*answers] or ANSWERS[item]
    tried: list[RaterAnswers] = [
        {**said, **{item: (one,) for item, one in zip(ways, chosen, strict=True)}} for chosen in product(*ways.values())
    ]
    for one in verdicts(rules(), said):
        words = {words_of(way)[one.job] for way in tried}
        assert None not in words
        ranks = [RANK[str(word)] for word in words]
        assert RANK[one.worst] <= min(ranks) <= max(ranks) <= RANK[one.best]
        if one.verdict is None:
            assert one.to_ask or one.hangs_on
            assert {*one.to_ask, *one.hangs_on} <= {*unsure}


@pytest.mark.parametrize("item", ITEMS)
def test_every_rule_can_be_met_and_missed(item: str) -> None:
    for rule in rules().rules:
        if rule.item == item:
            options = {one.id for one in OFFER.options(item) if not one.cannot_say}
            assert options - {*rule.must, *rule.helps, *rule.blocks}


def test_what_lifts_a_block_meets_the_must_of_the_same_rule() -> None:
    correct = verdicts(rules(), said_of("call-a-coach", first_use="later", first_result="half_year"))[0]
    assert (correct.musts_met, correct.changes) == (
        2,
        ("begin with one tool on the problem in the first month, and sign for the rest later",),
    )
