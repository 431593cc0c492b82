"""Answers given in an application: the same job, claims in place of bands, and calls that anybody can draw again."""

from __future__ import annotations

import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.questionnaire import Questionnaire, fingerprint, load_questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.checked_claims import as_claims, asked_of_applicants, for_applicants
from jtbd_diag.results.results import results_of
from tests.results.tables import read

WITHHELD = ("struggle", "persistent_failure", "exposure", "trust", "motive")


@pytest.fixture(scope="module")
def form() -> Questionnaire:
    return asked_of_applicants(load_questionnaire("leader"), Library())


def test_what_decides_is_asked_and_scored_as_in_the_long_form(form: Questionnaire) -> None:
    long = load_questionnaire("leader")
    assert long.classification == form.classification
    assert long.profiles == form.profiles
    deciding = long.classification.scales if long.classification else ()
    assert form.scored_items(deciding) == long.scored_items(deciding)
    for item in long.chain(long.scored_items(deciding)):
        one, other = long.items[item], form.items[item]
        assert (one.ask, one.help, one.ask_if, one.type) == (other.ask, other.help, other.ask_if, other.type)
        assert [(o.id, o.text) for o in long.options(item)] == [(o.id, o.text) for o in form.options(item)]
    mine = [c for c in long.contributions if c.scale in deciding]
    assert [*form.contributions] == mine
    plain = {name: long.scales[name].model_copy(update={"talk": None}) for name in deciding}  # a cabinet takes no part
    assert plain == form.scales


def test_nothing_that_sounds_good_is_scored(form: Questionnaire) -> None:
    assert form.struggle is None
    assert not form.readiness.preconditions
    asked = {item for claim in form.claims.values() for item in claim.items}
    assert not asked & set(form.scored_items())
    assert {"date", "number", "text", "single"} == {form.items[item].type for item in asked}
    ratings = {item.id for item in form.items.values() if item.type == "rating"}
    assert ratings <= set(form.scored_items(form.classification.scales if form.classification else ()))


@pytest.mark.parametrize("name", ["leader", "leader@1", "leader-short"])
def test_answers_to_the_other_forms_become_claims_and_keep_their_job(name: str) -> None:
    asked = load_questionnaire(name)
    claimed = as_claims(asked)
    assert as_claims(claimed) is claimed
    assert fingerprint(claimed) != fingerprint(asked)
    assert not set(WITHHELD) & set(claimed.scales)
    deciding = set(asked.classification.scales) if asked.classification else set()
    assert [c for c in asked.contributions if c.scale in deciding] == [*claimed.contributions]
    for scale, claim in claimed.claims.items():
        assert claim.items == asked.scored_items((scale,))


def test_a_claim_is_told_in_the_words_of_questions_and_answers(form: Questionnaire) -> None:
    rows = [
        {"meeting": "Tuesdays at nine", "met_last": "2026-11-17", "last_month": 12, "pair_room": "rest"},
        {"pair_idea": "try"},
    ]
    found = results_of(read(form, rows), form)
    told = found.frame.select("claim_push", "claim_trust", "claim_motive").collect()
    assert told.row(0) == (
        "Which standing meeting works on it? Day and hour. Tuesdays at nine · When did it last meet? 2026-11-17 · "
        "To how many people did it happen last month? 12 · What took more of you? Keeping all else going",
        None,
        None,
    )
    assert told.row(1) == (None, "A team with an idea should first: Try it, then tell", None)
    names = set(found.frame.collect_schema().names())
    assert not names & {"struggle", "preconditions", *(f"score_{scale}" for scale in WITHHELD)}
    assert {column.name for column in found.columns if column.part == "claims"} == {
        f"claim_{name}" for name in form.claims
    }


def test_claims_beside_bands_are_a_fault() -> None:
    text = """\
questionnaire: small
version: 1
title: Small
minutes: 1
scales: {s: {title: S}}
readiness: {preconditions: [s]}
claims: {c: {title: C, items: [a, b], ask: When?, shown_by: A date.}}
sections:
  - title: One
    items:
      - {id: a, type: single, ask: A?, options: [{id: x, text: X, points: {s: 0}}, {id: y, text: Y, points: {s: 1}}]}
"""
    with pytest.raises(InputError) as raised:
        questionnaire_from_text(text)
    told = {(problem.code.value, problem.where.line) for problem in raised.value.problems}
    assert told == {("Q001", 6), ("Q005", 7)}


def test_where_there_is_no_form_for_applicants() -> None:
    short = load_questionnaire("leader-short")
    assert for_applicants(short, Library()) is None
    with pytest.raises(InputError) as raised:
        asked_of_applicants(short, Library())
    assert "leader-short-application" in str(raised.value.problems[0])
