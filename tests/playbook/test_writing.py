"""The written playbook: whole for everyone, tailored, sourced, dated, and literal about what was typed."""

import datetime
import re
from dataclasses import replace

import pytest

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import read_back, write_playbook
from jtbd_diag.playbook.written_playbook import about_of
from jtbd_diag.publishing import FORMATS, load_theme, render
from jtbd_diag.questionnaire import questionnaire_from_text
from tests.playbook.leaders import (
    MONDAY,
    NAMES,
    advice,
    case,
    diagnosed,
    issue_for,
    questionnaire,
    written,
    written_for,
)

HOSTILE = ("[bold]", "<script>alert(1)</script>", '#import "x"', "{{7*7}}", "](http://evil)")


@pytest.mark.parametrize("file", ["answers.yaml", "short.yaml"])
@pytest.mark.parametrize("name", NAMES)
def test_every_case_gets_a_whole_playbook(name: str, file: str) -> None:
    markdown = written_for(name, file).markdown
    assert markdown.startswith("# ")
    assert "[@" not in markdown
    assert "None" not in markdown
    assert "\n\n\n" not in markdown
    headings = re.findall(r"^(#+) (.*)\n+(.*)", markdown, flags=re.MULTILINE)
    assert all(
        (after and not after.startswith("##")) or (level == "##" and after.startswith("###"))
        for level, _, after in headings
    )
    assert len({title for level, title, _ in headings}) == len(headings)


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_numbered_as_they_are_met(name: str) -> None:
    body, _, listed = written_for(name).markdown.partition("\n## Sources\n")
    cited = [int(number) for number in re.findall(r"\\\[(\d+)(?:, [a-z ]+)?\\\]", body)]
    assert list(dict.fromkeys(cited)) == list(range(1, len(set(cited)) + 1))
    assert [int(n) for n in re.findall(r"^(\d+)\.", listed, flags=re.MULTILINE)] == sorted(set(cited))


def test_each_claim_tells_what_its_source_can_carry() -> None:
    """Beside the number and in the list; a guide, which carries no claim, in the list alone."""
    body, _, listed = written_for("D02").markdown.partition("\n## Sources\n")
    beside = dict(re.findall(r"\\\[(\d+)(?:, ([a-z ]+))?\\\]", body))
    in_list = dict(re.findall(r"^(\d+)\..* \(([a-z ]+)\)$", listed, flags=re.MULTILINE))
    assert beside.keys() == in_list.keys()
    assert {number: "" if words == "guide" else words for number, words in in_list.items()} == beside
    assert {"trial", "study", "guide", "single story"} <= set(in_list.values())


def test_each_job_has_its_own_document() -> None:
    correct, coordinate, reorient = (written(case(name)) for name in ("D02", "D01", "D03"))
    assert [p.job for p in (correct, coordinate, reorient)] == ["Correct", "Coordinate", "Reorient"]
    assert issue_for("D02", "now").markdown.count("\n**Steps**\n") <= 6
    tools = coordinate.markdown.partition("## Tools, each with the talk it serves")[2].partition("\n## ")[0]
    assert tools.count("\n### ") == tools.count("**The talk it serves.**") > 0
    tools = reorient.markdown.partition("## Tools, and who should know them")[2].partition("\n## ")[0]
    assert tools.count("\n### ") == tools.count("**Who should know it.**") > 0
    assert "The talk it serves" not in correct.markdown
    assert "Who should know it" not in correct.markdown


def test_answers_that_pull_two_ways_are_for_the_coach() -> None:
    case_of = case("D02")
    heading = "\n## For the coach: answers that pull two ways\n"
    assert heading not in written(case_of, causes="own_unit", outsiders_must_change="2").markdown
    told = written(case_of, causes="own_unit", outsiders_must_change="5").markdown.partition(heading)[2]
    assert "On whose desk did each one wait?" in told
    assert "Leave this page out where the playbook goes to others." in told


def test_a_choice_of_three_is_not_told_as_a_statement() -> None:
    """Of three sentences the least untrue was chosen; alone it was called hardly true."""
    markdown = written(case("D01"), triad_tires="partners", agree_little_moves="1").markdown
    assert "You said that things are agreed with others and then little gets done." not in markdown
    assert "Of three things that tire, the leader chose that others nod and little moves" in markdown


def test_a_change_that_a_card_tells_or_that_was_tried_is_left_out() -> None:
    card, change = "\n### A stop-doing list", "**End one meeting.**"
    with_card = written(case("D12"), area="several", attempts="four_plus", wait_it_out="5").markdown
    assert card in with_card
    assert change not in with_card
    fresh = written(case("D02"), area="ninth_grade", tried=None).markdown
    after_a_rule = written(case("D02"), area="ninth_grade", tried=("rule",)).markdown
    assert "**A redo window in one course.**" in fresh
    assert "**A redo window in one course.**" not in after_a_rule
    assert "**An adult who checks on Tuesdays.**" in after_a_rule


def test_only_a_few_are_visited_first() -> None:
    three = written(case("D03"), partners="the clerk, the nurse, the principal").markdown
    four = written(case("D03"), partners="the clerk, the nurse, the principal, the dean").markdown
    assert "Visit them first" in three
    assert "Begin with two of them, and tell them" in four


def test_where_enough_partners_are_named_no_usual_ones_are_added() -> None:
    two = written(case("D01"), partners="the clerk, the nurse", areas=None).influence
    three = written(case("D01"), partners="the clerk, the nurse, the dean", areas=None).influence
    assert two is not None
    assert three is not None
    assert two.usual
    assert three.usual == three.outside == ()


def test_no_push_prints_no_job_in_the_title() -> None:
    playbook = written(case("D17"))
    assert playbook.job is None
    assert playbook.title == "No pressing problem right now"
    assert "Your answers lean toward Reorient" in playbook.markdown


def test_a_mandate_without_a_push_gets_an_honest_page() -> None:
    assert "If you must file something anyway" in written(case("D07"), voluntary="no").markdown
    assert "If you must file something anyway" not in written(case("D17"), voluntary="maybe").markdown


def test_too_little_answered_names_what_to_answer() -> None:
    answers = case("D02")
    for item in questionnaire("leader@1").items:
        if item not in ("voluntary", "not_another_year", "attempts", "waiting_cost"):
            answers = answers.with_value(item, None)
    playbook = written(answers)
    assert playbook.title == "Not enough to tell yet"
    assert questionnaire("leader@1").items["causes"].ask in playbook.markdown


def test_mixed_shows_both_first_weeks() -> None:
    diagnosis = replace(diagnosed(case("D05")), outcome="mixed")
    markdown = write_playbook(diagnosis, advice=advice(), date=MONDAY).markdown
    assert "Two jobs fit about equally well." in markdown
    assert "## Two ways, side by side" in markdown


def test_leaning_and_the_short_form_name_the_runner_up() -> None:
    assert "**The runner-up.** Beside Coordinate" in written(case("D05", "short.yaml")).markdown
    assert "The runner-up" not in written(case("D05")).markdown


def test_early_struggle_and_flags_are_told() -> None:
    diagnosis = diagnosed(case("D02"))
    markdown = write_playbook(replace(diagnosis, struggle="early"), advice=advice(), date=MONDAY).markdown
    assert "**Before you begin.** *Your answers show" in markdown
    assert "a push to act, but not a strong one yet" in markdown
    flagged = replace(diagnosis, flags=("far_from_every_job", "straight_lined"))
    assert write_playbook(flagged, advice=advice(), date=MONDAY).markdown.count("**Please check.**") == 2


def test_the_measure_partners_units_and_name_are_the_leaders_own() -> None:
    markdown = written(
        case("D01"), measure="One bus in six", partners="The kitchens", name="Lee Ada", areas=("transport",)
    ).markdown
    for own in (
        "**Your number.** One bus in six",
        "| **The kitchens** |",
        "For Lee Ada",
        "(you marked this)",
    ):
        assert own in markdown


def test_two_leaders_of_one_job_get_different_playbooks() -> None:
    assert written(case("D01")).markdown != written(case("D08")).markdown


def test_readiness_changes_the_advice() -> None:
    trusting, wary = written(case("D02")), written(case("D02"), closest_know="1", team_may_change="1")
    assert "Let them choose the first change." in trusting.markdown
    assert "Spend the hour in your plan's first week where the work is done" in wary.markdown


@pytest.mark.parametrize(
    ("partners", "areas", "named"),
    [
        (
            "The kitchens, payroll; my aides, HR",
            ("transport",),
            "Begin with the kitchens, the payroll office and your aides.",
        ),
        (None, ("transport", "data"), "Begin with the transportation office and the technology office."),
        ("x" * 70, ("transport",), "Begin with the transportation office."),
        ("[a](http://e.example)", (), r"Begin with \[a\](http\://e.example)."),
        (None, (), "Begin with those you need most."),
    ],
)
def test_the_plan_names_those_whom_the_answers_name(partners: str | None, areas: tuple[str, ...], named: str) -> None:
    markdown = written(case("D01"), partners=partners, areas=areas or None).markdown
    assert named in markdown
    assert "{people}" not in markdown


def test_dates_follow_the_start_and_keep_to_weekdays() -> None:
    friday = write_playbook(diagnosed(case("D02")), advice=advice(), date=datetime.date(2026, 11, 20)).markdown
    assert "By **Fri Nov 20:**" in friday
    assert not re.search(r"By \*\*(Sat|Sun) ", friday)
    assert "By **Mon Nov 30:**" in written(case("D02")).markdown, "the week of Thanksgiving is kept free"
    plan = re.findall(r"By \*\*(.+?):\*\*", written(case("D03")).markdown)
    assert plan[0] == "Mon Nov 30"
    assert plan[-1].endswith(", 2028"), "a date that could be meant of two years says which"
    assert [day for day in plan if ", " in day] == [day for day in plan if day[-4:] in ("2027", "2028")]


def test_without_a_push_nothing_points_to_rules_that_are_not_there() -> None:
    asked = questionnaire("leader-short@1")
    given = {"causes": "own_unit", "by_decision": "most", "next_move": "change_how", "gift": "coach"}
    playbook = write_playbook(
        diagnose(asked, {**given, "attempts": "not_pressing", "voluntary": "no"}), advice=advice(), date=MONDAY
    )
    assert "Next comes" in playbook.markdown
    assert "switch" not in playbook.markdown


def test_a_correction_stands_in_place_of_what_was_heard() -> None:
    answers = replace(case("D02"), read_back="No: it is *all* about the grading.")
    markdown = write_playbook(diagnosed(answers), advice=advice(), date=MONDAY).markdown
    assert r"No: it is \*all\* about the grading." in markdown
    assert "You said that:" not in markdown
    assert read_back(diagnosed(answers)) == "No: it is *all* about the grading."


def test_the_read_back_says_the_number_and_what_was_said() -> None:
    text = read_back(diagnosed(case("D01"), measure="One in six."))
    assert "The number to move: One in six." in text
    assert "most of the causes sit with other offices" in text
    assert text.endswith("The causes of my problem sit with others. Help me rally them.")
    assert "comes down" not in read_back(diagnosed(case("D17")))


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_hostile_answers_appear_literally_in_every_format(kind: str) -> None:
    typed = " ".join(HOSTILE)
    playbook = written(case("D01"), episode=typed, measure=typed, partners=typed, name=typed)
    content = render(playbook, kind, load_theme(Library()))
    if kind in ("md", "txt"):
        text = content.decode().replace("\\", "")
        assert all(one in " ".join(text.split()) for one in HOSTILE)
    if kind == "html":
        assert b"<script>alert" not in content
        assert content.count(b"&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


def test_the_same_answers_and_date_give_the_same_bytes() -> None:
    playbook, theme = written(case("D17")), load_theme(Library())
    assert playbook == written(case("D17"))
    for kind in FORMATS:
        assert render(playbook, kind, theme) == render(playbook, kind, theme)


def test_a_questionnaire_without_jobs_has_no_playbook() -> None:
    text = """
questionnaire: mood
version: 1
title: Mood
minutes: 1
scales: {mood: {title: Mood}}
sections:
  - title: One
    items:
      - id: how
        type: single
        ask: How?
        options: [{id: a, text: Good, points: {mood: 100}}, {id: b, text: Bad, points: {mood: 0}}]
"""
    from jtbd_diag.diagnosis import diagnose

    diagnosis = diagnose(questionnaire_from_text(text), {"how": "a"})
    with pytest.raises(InputError) as told:
        write_playbook(diagnosis, advice=advice(), date=MONDAY)
    assert told.value.problems[0].code is Code.PROFILE_INCOMPLETE


def test_about_is_the_job_or_that_there_is_none() -> None:
    assert about_of(diagnosed(case("D02"))) == "correct"
    assert about_of(diagnosed(case("D17"))) == "no_push"


def test_a_page_on_the_place_shifts_emphasis_and_never_the_job() -> None:
    from jtbd_diag.diagnosis import diagnose

    asked = questionnaire("organisation@1")
    bad = dict.fromkeys(asked.items, "1") | dict.fromkeys(
        ("no_picture", "no_coaches", "first_to_go", "data_missing"), "5"
    )
    leader = diagnosed(case("D03"))
    with_place = write_playbook(leader, advice=advice(), date=MONDAY, organisation=diagnose(asked, bad))
    without = write_playbook(leader, advice=advice(), date=MONDAY)
    assert (with_place.job, with_place.profile) == (without.job, without.profile)
    assert "## The place you work in" in with_place.markdown
    assert "| Shared goals and responsibility | 0 | not yet |" in with_place.markdown
    assert "Count by hand for the first six weeks." in with_place.markdown
    assert "## The place you work in" not in without.markdown
