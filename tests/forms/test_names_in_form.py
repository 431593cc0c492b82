"""Ids made safe for a target stay apart, and lead back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.safe_names import IdRule, renamed, safe_ids

IDS = st.lists(st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z"), unique=True, max_size=12)
RULES = st.builds(
    IdRule,
    longest=st.integers(5, 70),
    unfit=st.sampled_from(["[^A-Za-z0-9_]", "[^A-Za-z0-9]", "(?!)"]),
    joint=st.sampled_from(["", "_"]),
    first=st.sampled_from(["", "q"]),
    lower=st.booleans(),
    one_case=st.booleans(),
    kept=st.sampled_from(["(?!)", ".*_complete", "a.*|q_.*", ".*[Dd]o.*"]),
    reserved=st.frozensets(st.sampled_from(["id", "a", "q1", "0"])),
)


@given(IDS, RULES)
def test_names_are_fit_apart_and_lead_back(ids: list[str], rule: IdRule) -> None:
    safe = safe_ids(ids, rule)
    assert list(safe) == ids
    names = list(safe.values())
    assert len({name.lower() if rule.one_case else name for name in names}) == len(ids)
    assert not rule.reserved & {name.lower() if rule.one_case else name for name in names}
    for name in names:
        assert len(name) <= rule.longest
        assert not re.search(rule.unfit, name.replace(rule.joint, ""))
        assert not rule.first or name[0].isalpha()
        assert not rule.lower or name == name.lower()
    assert not any(re.fullmatch(rule.kept, name) for name in names)
    back = renamed(safe)
    assert [back.get(name, name) for name in names] == ids


def test_what_can_stay_stays() -> None:
    rule = IdRule(longest=6, lower=True, reserved=frozenset({"id"}))
    assert safe_ids(["Areas", "areas", "id", "a-very-long-one", "a_very"], rule) == {
        "Areas": "area_2",
        "areas": "areas",
        "id": "id_2",
        "a-very-long-one": "a_ve_2",
        "a_very": "a_very",
    }
