"""Every target writes every questionnaire; what it is asked for and cannot do, it says."""

from __future__ import annotations

from functools import cache

import pytest

from jtbd_diag.forms import TARGETS, Wish
from jtbd_diag.forms.targets import SYNONYMS, target_of
from jtbd_diag.questionnaire import Questionnaire
from tests.strategies import loaded

from .samples import samples

WRITERS = {f"{name} {ending}": (target, ending) for name, target in TARGETS.items() for ending in target.modules}


@cache
def large() -> Questionnaire:
    """A thousand items of every type, with long texts in the options and conditions that hang on each other."""
    options = [{"id": f"o{n}", "text": f"{n} " + "word " * 20} for n in range(8)]
    kinds = ("single", "multiple", "rating", "number", "text", "date")
    items = []
    for n in range(1000):
        item = {"id": f"i{n}", "type": kinds[n % 6], "ask": f"Question {n}?"}
        item |= {"options": options} if n % 6 < 2 else {"answers": "set"} if n % 6 == 2 else {}
        item |= {"ask_if": {"item": f"i{n - n % 6}", "is": "o1"}} if n % 6 == 1 else {}
        items.append(item)
    return loaded({"questionnaire": "large", "version": 1, "title": "Large", "minutes": 999,
                   "answer_sets": {"set": ["low", "middle", "high"]},
                   "sections": [{"title": "All", "items": items}]})  # fmt: skip


@pytest.mark.parametrize(("name", "ending", "target"), [("kobo", ".xlsx", "xlsform"), ("word", ".docx", "paper")])
def test_targets_go_by_other_names_too(name: str, ending: str, target: str) -> None:
    assert target_of(ending, name) is TARGETS[target]
    assert set(SYNONYMS.values()) <= TARGETS.keys()
    assert not SYNONYMS.keys() & TARGETS.keys()


@pytest.mark.parametrize("writer", WRITERS)
def test_a_thousand_items(writer: str) -> None:
    target, ending = WRITERS[writer]
    assert len(target.writer(ending)(large(), Wish()).content) > 10_000


@pytest.mark.parametrize("writer", WRITERS)
def test_the_same_form_is_the_same_bytes(writer: str) -> None:
    target, ending = WRITERS[writer]
    q = samples()["random-3"]
    assert target.writer(ending)(q, Wish()) == target.writer(ending)(q, Wish())


@pytest.mark.parametrize("writer", WRITERS)
def test_instead_is_about_items_that_are_there(writer: str) -> None:
    target, ending = WRITERS[writer]
    for q in samples().values():
        form = target.writer(ending)(q, Wish())
        assert {one.item for one in form.instead} <= {None, *q.items}
        assert all(one.cannot and one.did for one in form.instead)


@pytest.mark.parametrize("writer", WRITERS)
def test_personal_questions_are_marked_or_it_is_told(writer: str) -> None:
    target, ending = WRITERS[writer]
    leader = samples()["leader"]
    told = {one.item for one in target.writer(ending)(leader, Wish()).instead if "personal" in one.cannot}
    marks_or_exports_nothing = {"page", "redcap", "fhir", "paper"}
    personal = {item.id for item in leader.items.values() if item.personal}
    assert told == (set() if target in [TARGETS[name] for name in marks_or_exports_nothing] else personal)
