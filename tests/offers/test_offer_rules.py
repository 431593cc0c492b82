"""The rules and the offers as files: what `check` finds in them, and that every rule has its sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from jtbd_diag.ground.catalogue import start
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.offers.offer_rules import OfferRules, faults_of_rules

from .programs import JOBS, OFFER, answers_of, rated, rules, run, write_offer

RULES = shipped_folder() / "playbooks" / OfferRules.FILE
Spoil = Callable[[dict], object]  # type: ignore[type-arg]


def codes(path: Path) -> list[str]:
    try:
        return [f"{one.code.name}: {one.what}" for one in faults_of_rules(path, [OFFER], JOBS)]
    except InputError as error:
        return [f"{one.code.name}: {one.what}" for one in error.problems]


def test_eighteen_questions_of_which_those_of_the_table_decide() -> None:
    assert len(OFFER.items) == 18
    assert not list(faults_of_rules(RULES, [OFFER], JOBS))
    ruled = {rule.item for rule in rules().rules}
    assert {*OFFER.items} - ruled == {"takes", "conditions"}  # shown, and decide nothing
    assert all(rule.paper for rule in rules().rules)
    musts = {job: {rule.item for rule in rules().of(job) if rule.must} for job in JOBS}
    blocks = {job: {rule.item for rule in rules().of(job) if rule.blocks} for job in JOBS}
    assert musts == {
        "correct": {"first_use", "fitted", "coaching"},
        "coordinate": {"attend", "convening"},
        "reorient": {"organizes", "kit", "levels"},
    }
    assert blocks == {
        "correct": {"first_use", "training", "words", "attend", "first_result"},
        "coordinate": set(),
        "reorient": {"words", "strict"},
    }


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: r["rules"][0].update(job="corect"), "OFFER_RULES: there is no job 'corect'"),
        (lambda r: r["rules"][0].update(item="first"), "OFFER_RULES: 'first' is no question with options"),
        (lambda r: r["rules"][0].update(must=["weak"]), "OFFER_RULES: 'weak' is no option of 'first_use'"),
        (lambda r: r["rules"][2]["changes"].update(never="x"), "OFFER_RULES: 'never' is no option of 'coaching'"),
        (lambda r: r["rules"][0].update(helps=["week"]), "OFFER_RULES"),
        (lambda r: r["rules"][0].update(blocks=["week"]), "OFFER_RULES"),
        (lambda r: r["rules"][0].pop("lift"), "OFFER_RULES"),
        (lambda r: r["rules"][0].pop("paper"), "MISSING_KEY: 'paper' is missing"),
        (lambda r: [one.pop("must", None) for one in r["rules"]], "OFFER_RULES"),
        (lambda r: r.update(questionnaire="ofer"), "OFFER_RULES: there is no questionnaire 'ofer'"),
        (
            lambda r: r["contradictions"].append({"if": {"item": "strict", "is": "loose"}, "say": "x"}),
            "UNKNOWN_OPTION",
        ),
        (
            lambda r: r["contradictions"].append({"if": {"item": "strickt", "is": "free"}, "say": "x"}),
            "OFFER_RULES: 'strickt' is no question",
        ),
    ],
)
def test_a_slip_in_the_rules_is_told(tmp_path: Path, spoil: Spoil, told: str) -> None:
    content = yaml.safe_load(RULES.read_text("utf-8"))
    spoil(content)
    path = tmp_path / "offer-rules.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    found = codes(path)
    assert any(one.startswith(told) for one in found), found


def test_a_faulty_rule_stops_the_command_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "mine" / "playbooks" / OfferRules.FILE
    own.parent.mkdir(parents=True)
    own.write_text(RULES.read_text("utf-8").replace("must: [week, month]", "must: [weak, month]"), "utf-8")
    ran = run("--library", tmp_path / "mine", "offer", "call-a-coach")
    assert ran.exit_code != 0
    assert isinstance(ran.exception, InputError)
    (problem,) = ran.exception.problems
    assert (problem.code, problem.hint) == (Code.OFFER_RULES, "did you mean 'week'?")
    assert problem.where.line > 0


def test_own_rules_change_a_verdict(tmp_path: Path) -> None:
    own = tmp_path / "mine" / "playbooks" / OfferRules.FILE
    own.parent.mkdir(parents=True)
    own.write_text(RULES.read_text("utf-8").replace("must: [on_call]", "must: [on_call, fixed]"), "utf-8")
    before, after = (run(*more, "offer", "hand-in-hand").output for more in ((), ("--library", tmp_path / "mine")))
    assert "Correct: would serve with one change." in before
    assert "Correct: serves." in after


@pytest.mark.parametrize("number", range(len(rules().contradictions)))
def test_every_contradiction_is_told_at_its_line(tmp_path: Path, number: int) -> None:
    wrong = rules().contradictions[number]
    answers = answers_of("every-team")
    for leaf in wrong.if_.leaves():
        one = leaf.is_[0] if isinstance(leaf.is_, tuple) else leaf.is_ or [leaf.includes]
        answers[str(leaf.item)] = one
    path = write_offer(tmp_path / "odd.yaml", answers)
    with pytest.raises(InputError) as caught:
        rated(path)
    told = [one for one in caught.value.problems if wrong.say in one.what]
    assert [one.code for one in told] == [Code.CONTRADICTS_ITSELF]
    assert told[0].where.line > 1
    assert all(str(leaf.item) in str(told[0].hint) for leaf in wrong.if_.leaves())
    checked = run("check", path)
    assert checked.exit_code == 1
    assert "O002 it contradicts itself" in checked.output


def test_a_start_knows_every_question_and_option() -> None:
    text = start("offer.yaml")
    assert [*yaml.safe_load(text)["answers"]] == [*OFFER.items]
    blocks = text.split("answers:\n")[1].split("\n  # ")
    for item in OFFER.items.values():
        about = next(one for one in text.split("\n") if one.strip().startswith(f"# {item.ask}"))
        assert about
    for option in (one for item in OFFER.items for one in OFFER.options(item) if not one.cannot_say):
        assert any(option.id in block for block in blocks)


def test_the_rules_quote_the_paper_and_name_it() -> None:
    assert "Arnett & Moesta" in OfferRules.read(RULES).source
