"""The same leader again: when a change counts, when a job has changed, and what to stop, keep and start."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from jtbd_diag.answers import Answers, read_answers, write_answers
from jtbd_diag.cli.main import app
from jtbd_diag.compare.least_change import steadiness_of
from jtbd_diag.compare.transitions import NO_PUSH, Transitions
from jtbd_diag.compare.two_waves import TwoWaves, two_waves
from jtbd_diag.compare.waves_page import waves_findings
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import (
    Questionnaire,
    Value,
    fingerprint,
    load_questionnaire,
    questionnaire_from_text,
    wording_fingerprint,
)
from jtbd_diag.questionnaire.evidence_block import FromAnswers, KeptScores, Measured, Steadiness

SHIPPED = shipped_folder()
AGAIN = SHIPPED / "questionnaires" / "examples" / "leader-again"
LEADER = load_questionnaire("leader")
TABLE = Transitions.read(SHIPPED / "playbooks" / "transitions.yaml")
JOBS = ("correct", "coordinate", "reorient")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["waves", *map(str, arguments), "--date", "2026-11-29"])


def example(job: str) -> dict[str, Value]:
    """The shipped example of a job, about attendance."""
    path = SHIPPED / "questionnaires" / "examples" / f"{job}.yaml"
    return {**read_answers(path, LEADER)[0].values, "area": "attendance"}


def compared(before: Mapping[str, Value], after: Mapping[str, Value], asked: Questionnaire = LEADER) -> TwoWaves:
    return two_waves((asked, Answers.to(asked, before)), (LEADER, Answers.to(LEADER, after)), None, TABLE)


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in JOBS for b in JOBS])
def test_a_clear_job_that_moved_far_is_real(before: str, after: str) -> None:
    found = compared(example(before), example(after))
    assert (found.before.outcome, found.after.outcome) == ("clear", "clear")
    assert found.step == ("same" if before == after else "real")
    assert found.transition is not None
    assert (found.transition.from_, found.transition.to) == (before, after)


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in JOBS for b in JOBS])
def test_what_moved_is_the_difference_of_what_stands_beside_it(before: str, after: str) -> None:
    page = waves_findings(compared(example(before), example(after))).page
    lines = re.findall(r"\| (\d+) \| (\d+) \| ([+−-]?\d+) \|", page)
    assert len(lines) > 4
    assert [int(moved.replace("−", "-")) for *_, moved in lines] == [int(now) - int(then) for then, now, _ in lines]


def test_another_area_is_another_problem_whatever_the_job() -> None:
    for after in JOBS:
        found = compared(example("correct"), {**example(after), "area": "staffing"})
        assert (found.step, found.same_problem, found.transition) == ("another_problem", False, None)
    unsaid = {name: value for name, value in example("reorient").items() if name != "area"}
    assert compared(example("correct"), unsaid).same_problem is None


def test_a_number_told_in_the_same_words_is_printed_once() -> None:
    """Nothing is known of then and now where the same words were typed both times."""

    def told(then: str, now: str) -> list[str]:
        found = compared({**example("correct"), "measure": then}, {**example("correct"), "measure": now})
        return [part for part in waves_findings(found).parts if "The number" in part]

    (same,) = told("260 late a day.", " 260 late  a day.")
    assert same.count("260 late a day") == 1
    assert "not told" in same
    assert [part.split(": ")[1] for part in told("260 late a day", "190 late a day")] == [
        "260 late a day",
        "190 late a day",
    ]


def test_a_part_of_an_area_is_a_problem_of_its_own() -> None:
    one = {**example("correct"), "area": "transport_facilities", "part_transport": "buses"}
    assert compared(one, one).same_problem
    assert compared(one, {**one, "part_transport": "meals"}).step == "another_problem"


def test_a_job_that_is_not_clear_both_times_may_be_noise() -> None:
    """One answer after another of a Coordinate leader becomes that of a Correct one: at first the job is not clear."""
    first, other = example("coordinate"), example("correct")
    steps, now = [], dict(first)
    for item in other:
        now[item] = other[item]
        found = compared(first, now)
        steps.append((found.step, found.after.outcome))
    assert "noise" in {step for step, _ in steps}
    assert all(outcome == "clear" for step, outcome in steps if step == "real")


SOURCE = {
    "data": "x",
    "day": "2026-11-01",
    "version": LEADER.version,
    "wording": wording_fingerprint(LEADER),
    "scoring": fingerprint(LEADER),
    "by": "test",
    "respondents": 200,
}
PARTS = Steadiness(by="alpha", value=0.9, low=0.85, high=0.93, sem=8.0, answers=200)
KEPT = KeptScores(value=0.75, low=0.6, high=0.85, sem=12.5, people=61)


def carrying(**block: object) -> Questionnaire:
    answers = FromAnswers.model_validate({**SOURCE, "scales": {"scope": PARTS}, **block})
    return LEADER.model_copy(update={"evidence": Measured(answers=answers)})


def test_the_least_change_by_hand() -> None:
    """1.96 s sqrt(2 (1 - r)): worst 25 and .60; of one time 8 points; of a retest 25 sqrt(1 - .75) = 12.5 points."""
    worst = steadiness_of(LEADER, "scope")
    assert (worst.by, worst.people) == ("worst", 0)
    assert worst.least == pytest.approx(43.82693235899588, abs=1e-9)
    assert worst.least == pytest.approx(1.96 * 25 * math.sqrt(2 * (1 - 0.6)), abs=1e-9)
    parts = steadiness_of(carrying(), "scope")
    assert (parts.by, parts.people, parts.reliability) == ("parts", 200, 0.9)
    assert parts.least == pytest.approx(22.174868657896, abs=1e-9)
    again = steadiness_of(carrying(again={"scope": KEPT}), "scope")
    assert (again.by, again.people, again.reliability) == ("again", 61, 0.75)
    assert again.least == pytest.approx(1.96 * 25 * math.sqrt(2 * (1 - 0.75)), abs=1e-9)
    assert again.least == pytest.approx(34.64823227814083, abs=1e-9)
    assert steadiness_of(carrying(again={"scope": KEPT}), "frustration") == worst
    assert steadiness_of(carrying(again={"scope": KEPT}, wording="0" * 12), "scope") == worst, "other words"
    assert steadiness_of(carrying(scales={"scope": PARTS.model_copy(update={"sem": None})}), "scope") == worst


def test_the_page_says_by_what_the_least_change_is_known() -> None:
    def page(q: Questionnaire) -> str:
        first, second = ((q, Answers.to(q, example(job))) for job in ("correct", "reorient"))
        return waves_findings(two_waves(first, second, None, TABLE)).page

    assert "Every line that is compared: nobody has measured it" in page(LEADER)
    told = page(carrying(again={"frustration": KEPT}))
    assert "Needing others: what it takes is known from at least 61 people who answered again within weeks" in told
    assert "Scope of focus: what it takes is known from how far its questions agree, among at least 200" in told
    assert "Breadth of the trouble" in told.split(": nobody has measured it")[0].splitlines()[-1]
    row = next(line for line in told.splitlines() if line.startswith("| Needing others"))
    assert [cell.strip() for cell in row.split("|")][5] == "35"


def test_a_change_counts_only_beyond_the_least() -> None:
    found = compared(example("correct"), example("reorient"))
    for one in found.scales:
        known = one.why_not is None and one.before is not None and one.after is not None
        far = known and abs(float(one.after or 0) - float(one.before or 0)) > 1.96 * 25 * math.sqrt(0.8)
        assert one.counts == far
    assert {one.scale for one in found.scales if one.why_not == "coarse"} == {"trust", "motive"}


def test_every_step_has_its_line() -> None:
    kinds = (*JOBS, NO_PUSH)
    for before in kinds:
        for after in kinds:
            found = TABLE.of(before, after, "stuck")
            assert (found is None) == (before == after == NO_PUSH)
    solved, stuck = TABLE.of("correct", "correct", "solved"), TABLE.of("correct", "correct", "stuck")
    assert solved is not None and stuck is not None and solved.start != stuck.start
    unsaid = TABLE.of("correct", "correct", None)
    assert unsaid == stuck


def test_a_leader_who_loses_the_push_stops_the_plan() -> None:
    found = compared(example("correct"), {**example("correct"), "voluntary": "no"})
    assert found.step in ("real", "noise")
    assert found.after.struggle == "none"
    assert TABLE.of("correct", NO_PUSH, None) is not None


def test_other_words_are_compared_as_far_as_impact_allows() -> None:
    """What decides the job is worded otherwise in version 1, so nothing is said of the job; same words, and it is."""
    old = load_questionnaire("leader@1")
    found = compared({}, example("correct"), old)
    assert found.step == "not_told"
    text = (SHIPPED / "questionnaires" / "leader.yaml").read_text("utf-8")
    moved = questionnaire_from_text(text.replace("at: {scope: 35, frustration: 25", "at: {scope: 35, frustration: 45"))
    assert compared(example("coordinate"), example("correct"), moved).step == "real"
    worded = questionnaire_from_text(text.replace("Where have you seen most of the causes?", "Where do causes sit?"))
    other = compared(example("coordinate"), example("correct"), worded)
    assert other.step == "not_comparable" and other.transition is None
    assert {one.why_not for one in other.scales if one.scale in ("scope", "frustration")} == {"words"}


def test_the_page_of_the_shipped_leader(tmp_path: Path) -> None:
    files = [tmp_path / f"w.{ending}" for ending in ("html", "pdf", "xlsx")]
    ran = run(AGAIN / "first.yaml", AGAIN / "second.yaml", "--became", "moving", *(w for f in files for w in ("-o", f)))
    assert ran.exit_code == 0, ran.output
    page = files[0].read_text("utf-8")
    order = [
        "Nobody gave these answers",
        "It is moving",
        "first Coordinate, now Correct",
        "Small tests in the one office",
    ]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
    sheet = load_workbook(files[2])["Then and now"]
    told = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    needing = told["Needing others"]
    assert needing[3] == pytest.approx(needing[2] - needing[1]) and needing[7] == "yes"
    assert told["Scope of focus"][5:] == (0.6, "worst case", "may be chance")
    ran = run(AGAIN / "first.yaml", AGAIN / "second.yaml")
    assert ran.exit_code == 0 and "Nobody has said what became of the problem" in ran.stdout


def test_strangers_are_not_compared(tmp_path: Path) -> None:
    examples = SHIPPED / "questionnaires" / "examples"
    place = tmp_path / "place.yaml"
    asked = load_questionnaire("organisation")
    write_answers(place, Answers.to(asked, {"agreed_way": "3"}))
    pairs = [(examples / "correct.yaml", examples / "reorient.yaml"), (AGAIN / "first.yaml", place), (place, place)]
    for one, other in pairs:
        ran = run(one, other)
        assert isinstance(ran.exception, InputError), ran.output
        assert ran.exception.problems[0].code is Code.NOT_COMPARED


@pytest.mark.parametrize(
    ("then", "since", "wrong"),
    [
        ("2026-02-01T09:00:00+00:00", "2025-11-03T09:00:00+00:00", True),
        ("2026-02-01T09:00:00+00:00", "2026-02-01T08:00", False),
        ("2025-11-03", "2026-02-01T09:00", False),
        ("in autumn", "2025-11-03", False),
        (None, "2025-11-03", False),
    ],
)
def test_files_in_the_other_order_are_told(then: str | None, since: str, wrong: bool) -> None:
    one = (LEADER, Answers.to(LEADER, example("correct"), begun=then))
    other = (LEADER, Answers.to(LEADER, example("coordinate"), begun=since))
    if not wrong:
        two_waves(one, other, None, TABLE)
        return
    with pytest.raises(InputError) as told:
        two_waves(one, other, None, TABLE)
    (problem,) = told.value.problems
    assert "February 1, 2026" in problem.what and "November 3, 2025" in problem.what
    assert problem.code is Code.NOT_COMPARED


def test_a_table_of_steps_with_faults_names_them(tmp_path: Path) -> None:
    path = tmp_path / "transitions.yaml"
    path.write_text("transitions: [{from: correct, to: correct, stopp: x, keep: y, start: z}]\n", "utf-8")
    with pytest.raises(InputError) as raised:
        Transitions.read(path)
    assert {one.code for one in raised.value.problems} & {Code.MISSING_KEY, Code.UNKNOWN_KEY}
    path.write_text("transitions: []\n", "utf-8")
    with pytest.raises(InputError) as raised:
        Transitions.read(path)
    assert [one.code for one in raised.value.problems] == [Code.TRANSITIONS_SHAPE]


def test_check_knows_the_table_and_a_place(tmp_path: Path) -> None:
    for name in ("playbooks/transitions.yaml", "questionnaires/examples/place-riverton/place.yaml"):
        ran = CliRunner().invoke(app, ["check", str(SHIPPED / name)])
        assert ran.exit_code == 0, ran.output
    path = tmp_path / "transitions.yaml"
    path.write_text("transitions: [{from: corect, to: any, stop: x, keep: y, start: z}]\n", "utf-8")
    ran = CliRunner().invoke(app, ["check", str(path)])
    assert ran.exit_code == 1 and "corect" in ran.output and "correct" in ran.output
    (tmp_path / "place.yaml").write_text("place: X\nwith_coach: true\nplaice: Y\n", "utf-8")
    assert CliRunner().invoke(app, ["check", str(tmp_path / "place.yaml")]).exit_code == 1


@pytest.mark.parametrize("number", ["not yet", "n/a"])
def test_a_word_for_nothing_is_no_number(number: str) -> None:
    then = {**example("correct"), "measure": number}
    page = waves_findings(compared(then, {**example("correct"), "measure": "9 of 40"})).page
    assert "The number now: 9 of 40" in page
    assert "The number then" not in page
