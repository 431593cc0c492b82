"""What a playbook takes from the answers beside the job: what is there, the season, hours, owners, another job."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.advice.plays import Sheet
from jtbd_diag.playbook.advice.words_by_kind_of_place import OF_OFFICES, read_places
from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep
from jtbd_diag.playbook.choice.influence import holders
from jtbd_diag.playbook.choice.which_plays_and_steps import Together, words_of
from jtbd_diag.playbook.read_back import read_back
from jtbd_diag.playbook.views.plan_view import hours_in
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import NAMES, advice, case, diagnosed, questionnaire

NOVEMBER = datetime.date(2026, 11, 30)


def leader(name: str, **changed: Value | None) -> Diagnosis:
    return diagnosed(case(name, "answers@2.yaml"), **changed)


def plan_of(diagnosis: Diagnosis, date: datetime.date = NOVEMBER) -> dict[str, DatedStep]:
    playbook = write_playbook(diagnosis, advice=advice(), date=date)
    return {step.do: step for stage in playbook.plan for step in stage.steps}


def one(plan: dict[str, DatedStep], words: str) -> DatedStep:
    (found,) = (step for do, step in plan.items() if words in do)
    return found


def test_steps_that_are_done_are_left_out_and_what_is_there_is_named() -> None:
    bare, ready = leader("D10", have=None), leader("D10", have=("cases", "colleagues", "coach"))
    assert any("name the one or two colleagues" in do for do in plan_of(bare))
    assert not any("name the one or two colleagues" in do or "to be your coach" in do for do in plan_of(ready))
    assert one(plan_of(bare), "start the test and count").after == 7
    assert one(plan_of(ready), "start the first test with those who are ready").after == 4
    said = write_playbook(ready, advice=advice(), date=NOVEMBER).markdown
    assert "**Already there.** List of cases; colleagues who are ready; coach." in said
    assert "**Already there.**" not in write_playbook(bare, advice=advice(), date=NOVEMBER).markdown


def test_where_it_was_seen_solved_is_taken_along_to_the_joint_look() -> None:
    plan = plan_of(leader("D13"))
    page = one(plan, "write one page on where you saw it solved (“A neighboring district built an intake center")
    assert page.date < one(plan, "with your page on what you saw elsewhere").date
    assert not any("saw it solved" in do for do in plan_of(leader("D13", seen=None)))


def test_what_a_leader_typed_stays_text_in_a_step() -> None:
    plan = plan_of(leader("D13", seen="a *bold* place [x](http://y) {cases}"))
    assert r"\*bold\*" in one(plan, "write one page on where you saw it solved").do


@pytest.mark.parametrize(
    ("season", "start", "ready"),
    [
        ("opening", "2026-11-30", ["2027-03-16", "2027-05-14"]),  # before August, counted back in school weeks
        ("opening", "2026-09-14", ["2027-04-08"]),  # it is on: ready for the next one
        ("winter", "2026-10-05", ["2027-09-20"]),  # it opens within four weeks: for the year after
        ("all_year", "2026-11-30", []),
    ],
)
def test_a_plan_gets_ready_before_the_season_of_the_problem(season: str, start: str, ready: list[str]) -> None:
    plan = plan_of(leader("D02", season=season), datetime.date.fromisoformat(start))
    dates = [
        step.date.isoformat()
        for do, step in plan.items()
        if "ahead of the" in do or "who does what in the" in do or "otherwise in the" in do
    ]
    assert dates == ready


def test_hours_are_summed_up_by_month_habits_by_the_week() -> None:
    steps = (
        DatedStep(NOVEMBER, "a", "b", after=0, hours=(1, 2)),
        DatedStep(NOVEMBER, "c", "d", after=17, hours=(0.5, 0), weekly=(1, 3)),
        DatedStep(NOVEMBER, "e", "f", after=45, hours=(4, 4)),
    )
    plan = (DatedStage("x", steps),)
    assert hours_in(plan, 0, 30) == (1 + 0.5 + 2, 2 + 6)
    assert hours_in(plan, 31, 60) == pytest.approx((4 + 30 / 7, 4 + 90 / 7))


@pytest.mark.parametrize("name", NAMES)
def test_page_one_tells_hours_that_a_leader_can_find(name: str) -> None:
    diagnosis = leader(name)
    said = write_playbook(diagnosis, advice=advice(), date=NOVEMBER).markdown
    if diagnosis.struggle == "none" or diagnosis.job is None:
        assert "**What it asks for.**" not in said
        return
    own, others = map(int, re.findall(r"About (\d+) hours? of yours in the first month, and (\d+) of all", said)[0])
    assert 3 <= own <= 25
    assert 3 <= others <= 60


@pytest.mark.parametrize(
    ("kind", "size", "title", "owner"),
    [
        ("district", "to_20000", "director", "the superintendent or the deputy over all of you"),
        ("network", "to_5000", "director", "the network's chief executive or the chief of schools"),
        ("school", "under_1000", "teacher_leader", "your principal or lead team"),
        ("tribal", "under_1000", "principal", "the education director or the chair of the education committee"),
        ("tribal", "under_1000", "director", "the chair of the education committee or whoever is over you"),
        ("state", "over_20000", "director", "the deputy commissioner over all of your divisions"),
    ],
)
def test_a_sponsor_is_somebody_who_exists_there(kind: str, size: str, title: str, owner: str) -> None:
    diagnosis = leader("D01", kind=kind, size=size, title=title, areas=("principals", "facilities"))
    assert f"ask {owner} to be your sponsor" in " ".join(plan_of(diagnosis))


def test_another_jobs_playbook_can_be_asked_for() -> None:
    told = leader("D02")
    other = write_playbook(told, advice=advice(), date=NOVEMBER, job="Coordinate")
    assert other.job == "Coordinate"
    assert "**You asked for this one.** Your answers point first to Correct" in other.markdown
    assert "One-to-one talks" in other.markdown
    assert write_playbook(told, advice=advice(), date=NOVEMBER, job="correct").markdown == (
        write_playbook(told, advice=advice(), date=NOVEMBER).markdown
    )
    quiet = write_playbook(leader("D17"), advice=advice(), date=NOVEMBER, job="reorient")
    assert quiet.job == "Reorient"
    with pytest.raises(InputError) as raised:
        write_playbook(told, advice=advice(), job="corect")
    assert raised.value.problems[0].code == Code.NO_SUCH_JOB
    assert "correct" in str(raised.value.problems[0].hint)


@pytest.mark.parametrize("name", ["D02", "D05", "D09"])
def test_two_jobs_that_fit_alike_stand_side_by_side_with_the_question_that_settles_it(name: str) -> None:
    mixed = replace(leader(name), outcome="mixed")
    said = write_playbook(mixed, advice=advice(), date=NOVEMBER).markdown
    section = said.split("## Two ways, side by side")[1].split("\n## ")[0]
    titles = [mixed.questionnaire.profiles[job].title for job in (mixed.job, mixed.runner_up) if job]
    assert f"| | {titles[0]} | {titles[1]} |" in section
    question = re.findall(r"\*\*The question that would settle it\.\*\* (.+)", section)[0]
    assert all(f"{title}." in question for title in titles)
    assert "{" not in section
    assert "## Two ways" not in write_playbook(leader(name), advice=advice(), date=NOVEMBER).markdown


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        ("    - {is: the superintendent}\n", ""),  # the last name of a role serves everywhere
        ("  intake:\n", "  intakes:\n"),
        ('to: "10-31"', 'to: "10-32"'),
    ],
)
def test_what_differs_by_place_is_checked_for_its_shape(tmp_path: Path, was: str, instead: str) -> None:
    shipped = Library().file("playbooks", "places.yaml").read_text("utf-8")
    assert was in shipped
    file = tmp_path / "places.yaml"
    file.write_text(shipped.replace(was, instead), "utf-8")
    with pytest.raises(InputError) as raised:
        read_places(file)
    assert {problem.code for problem in raised.value.problems} == {Code.PLACES_SHAPE}


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({"area": "special_education", "part_special_education": "services"}, "Special education services delivered"),
        (
            {"area": "special_education", "part_special_education": "evaluations"},
            "Special education timelines and services",
        ),
        ({"area": "transport_facilities"}, "Buses, buildings and meals"),
        ({"area": "transport_facilities", "part_transport": "buses"}, "Buses"),
        ({"area": "transport_facilities", "part_transport": "meals"}, "Meals"),
        ({"area": "transport_facilities", "part_transport": "buildings"}, "Buildings and repairs"),
        ({"area": "college_going", "part_college": "applications"}, "College applications"),
        ({"area": "college_going", "part_college": "summer"}, "The summer after graduation"),
        ({"area": "college_going", "part_college": "careers"}, "Jobs and training"),
        ({"area": "early_literacy"}, "Early reading"),
        ({"area": "enrollment"}, "Enrollment and budget"),
        ({"area": "attendance", "part_transport": "meals"}, "Absence and lateness"),
    ],
)
def test_measures_causes_and_changes_are_those_of_the_part_named(changed: dict[str, Value], title: str) -> None:
    problem = advice().problem_of(leader("D01", **{"part_transport": None, **changed}))
    assert problem.area.title.startswith(title)


def test_whoever_is_named_in_own_words_is_not_listed_again_as_an_office() -> None:
    diagnosis = leader(
        "D05",
        partners="The office manager: the timetable; district special-education office: days; Ms. Rivera: the van",
        areas=("attendance", "special_education", "transport"),
    )
    area = advice().problem_of(diagnosis).area
    found = {one.name: one for one in holders(diagnosis, area, advice().places.units)}
    assert list(found) == ["The office manager", "District special-education office", "Ms. Rivera", "Transportation"]
    assert found["The office manager"].judged_by
    assert found["Transportation"].part, "what it usually holds, where the problem area says nothing"
    assert found["Ms. Rivera"].judged_by == ""


def test_sheets_come_half_filled_in_with_own_numbers_names_and_days_and_blank_where_nothing_was_said() -> None:
    said = write_playbook(leader("D13"), advice=advice(), date=NOVEMBER).markdown
    assert (
        "| Problem and number | A median of 23 school days to a full schedule now; five days within a year. |" in said
    )
    assert "| Health services |  |  |  |" in said
    assert "| Read again on | Thu Mar 4 |" in said
    blank = write_playbook(leader("D13", measure=None, partners=None), advice=advice(), date=NOVEMBER).markdown
    assert "| Problem and number |  |" in blank
    odd = write_playbook(leader("D13", measure="5 | 7 *now*\n| x |"), advice=advice(), date=NOVEMBER).markdown
    assert r"5 \| 7 \*now\*" in odd


@pytest.mark.parametrize(
    "changes",
    [
        {"fill": {"No such row": "{measure}"}},
        {"fill": {"a": "{nothing}"}},
        {"holders": {1: "name"}},  # the first column is told already
    ],
)
def test_a_sheet_that_fills_what_is_not_there_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no row, no column and no word"):
        Sheet.model_validate({"title": "t", "columns": ["x", "y"], "rows": ["a", "b"], **changes})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Registrar", "the registrar"),
        ("Elementary principal", "the elementary principal"),
        ("placement clerk", "the placement clerk"),
        ("Teachers", "teachers"),
        ("HR", "the HR office"),
        ("Principal Jones", "Principal Jones"),
        ("Rosa the registrar", "Rosa the registrar"),
        ("Dean", "Dean"),
        ("Custodians like Bev", "custodians like Bev"),
        ("Speech therapist", "the speech therapist"),
        ("My English teachers", "my English teachers"),
        ("our bus yard", "our bus yard"),
        ("Dorm staff", "the dorm staff"),
        ("Specialists", "the specialists"),
        ("Program assistants", "the program assistants"),
        ("Budget", "the budget office"),
        ("Head Start", "Head Start"),
    ],
)
def test_offices_stand_in_sentences_as_people_say_them_and_names_of_persons_stay(name: str, said: str) -> None:
    assert advice().places.in_sentences.in_a_sentence(name) == said


@pytest.mark.parametrize("form", ["leader", "leader-short", "leader-application", "leader@1", "leader-short@1"])
def test_every_office_that_may_be_ticked_can_stand_in_a_sentence(form: str) -> None:
    asked = questionnaire(form)
    offices = [one.text for one in asked.options(asked.uses["units"]) if not one.stands_alone]
    assert offices
    assert [name for name in offices if advice().places.in_sentences.in_a_sentence(name) == name] == []


def test_steps_name_offices_as_people_say_them() -> None:
    plan = plan_of(leader("D05", partners="Registrar, Rosa Diaz, elementary principal"))
    one(plan, "Begin with the registrar, Rosa Diaz and the elementary principal.")
    one(plan, "ask the registrar for half an hour")


@pytest.mark.parametrize("name", ["D01", "D04", "D03"])
def test_who_speaks_of_buses_reads_of_no_repairs_of_buildings(name: str) -> None:
    buses = leader(name, area="transport_facilities", part_transport="buses")
    text = write_playbook(buses, advice=advice(), date=NOVEMBER).markdown
    assert "Runs on time" in text
    assert not re.search(r"work orders?\b|maintenance desk", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("area", "title", "begins"),
    [
        ("other", "What the department owes to schools", "write ten files that were decided last month"),
        ("transport_facilities", "What the department owes to schools", "write ten files that were decided last month"),
        ("staffing", "Licenses and the supply of teachers", "write ten files that were decided last month"),
        ("special_education", "Special education, seen from the state", "write ten files that were decided last month"),
        ("attendance", "A result of many districts, seen from the state", "ask two superintendents to lay out"),
        ("college_going", "A result of many districts, seen from the state", "ask two superintendents to lay out"),
    ],
)
@pytest.mark.parametrize("name", ["D10", "D13"])
def test_a_state_chief_reads_of_bureaus_and_districts(name: str, area: str, title: str, begins: str) -> None:
    state = leader(name, area=area, kind="state", title="superintendent", size="over_20000", have=None, tried=None)
    playbook = write_playbook(state, advice=advice(), date=NOVEMBER)
    assert title in playbook.markdown
    assert one(plan_of(state), begins)
    said = " ".join(playbook.markdown.split())
    assert "You work in a state department." in said or "You said that others outside your place" in said
    for office in ("dispatcher", "attendance clerk", "kitchen manager", "the two schools or the one area"):
        assert office not in said, office
    district = leader(name, area=area, kind="district", title="superintendent", size="over_20000", have=None)
    assert title not in write_playbook(district, advice=advice(), date=NOVEMBER).markdown


@pytest.mark.parametrize(
    ("part", "answer"),
    [("part_special_education", "services"), ("part_transport", "buses"), ("part_college", "credit")],
)
def test_a_part_of_an_area_is_seen_from_the_state_too(part: str, answer: str) -> None:
    areas = {"special_education": "special_education", "transport": "transport_facilities", "college": "college_going"}
    asked: dict[str, Value | None] = {"area": areas[part.removeprefix("part_")], part: answer}
    state = leader("D13", kind="state", title="superintendent", **asked)
    assert advice().problem_of(state).id.startswith("state_")
    assert not advice().problem_of(leader("D13", kind="agency", **asked)).id.startswith("state_")


@pytest.mark.parametrize(("area", "said"), [("other", "Something else"), ("english_learners", "English learners")])
def test_what_it_is_about_is_said_back_as_it_was_ticked(area: str, said: str) -> None:
    heard = read_back(leader("D13", area=area))
    assert heard.startswith(f"You ticked “{said}” as what it is about. ")


# --- examples are those of the offices and the problem that the answers name ------------------------------------


def test_examples_are_of_the_offices_that_the_answers_name_first() -> None:
    words = words_of(advice(), Together(leader("D09"), None))
    assert words["crew"] == "the kitchen or custodial crew", "named in the leader's own words"
    other = words_of(advice(), Together(leader("D09", partners=None, areas=("transport", "staffing")), None))
    assert (other["crew"], other["other_crew"]) == ("the bus crew", "those who hire and find substitutes")
    assert (other["tally"], other["other_process"]) == ("buses that come late", "hiring")
    assert other["lines"] == "transportation and personnel"


def test_who_names_no_office_gets_usual_examples() -> None:
    words = words_of(advice(), Together(leader("D09", partners=None, areas=None, area="other"), None))
    names = [f"{which}{name}" for which in ("", "other_") for name in OF_OFFICES]
    assert [name for name in names if not words[name]] == []
    assert words["crew"] != words["other_crew"]


def test_every_area_has_an_example_of_its_own_and_every_office_one_for_each_card() -> None:
    areas = {name: file.area for name, file in advice().problems.items()}
    buses = {"buses", "transport_facilities"}  # the second stands for buses, where nobody says which part
    for name, area in areas.items():
        same = [other for other in areas if areas[other].sentence == area.sentence and other != name]
        assert set(same) <= buses, (name, same)
        assert re.search(r"\d", area.sentence)
    offices = advice().places.units
    assert [name for name, one in offices.items() if None in (one.tally, one.decision, one.process)] == []
    nobodys_team = [name for name, one in offices.items() if one.begins is None]
    assert nobodys_team == ["top", "union", "families", "colleges", "community"]


def test_a_first_problem_is_offered_for_each_office_that_would_have_to_change() -> None:
    text = write_playbook(leader("D09", areas=("finance", "schedule")), advice=advice(), date=NOVEMBER).markdown
    assert "*Finance.* Purchases that came back" in text
    assert "*Registrar.* Schedules changed after the first week" in text
    assert "*Transportation.*" not in text


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("superintendent", "choose the standing meeting that would be missed least"),
        ("other", "if you lead none, stay away from one"),
        ("director", "Take the rest to the deputy or chief over all of you"),
    ],
)
def test_who_may_not_order_it_is_not_told_to(title: str, words: str) -> None:
    text = write_playbook(leader("D09", title=title), advice=advice(), date=NOVEMBER).markdown
    assert words in text
    assert ("Stop five. Tell all staff" in text) is (title == "superintendent")


def test_a_council_a_clinic_and_a_hospital_are_named_as_people_speak_and_stand_once() -> None:
    partners = "Ray Coldwater: bus routes; clinic manager: appointments; tribal council: the calendar of ceremonies"
    text = write_playbook(leader("D13", partners=partners, areas=("transport", "top")), advice=advice()).markdown
    assert "Begin with Ray Coldwater, the clinic manager and the tribal council" in text
    near = next(line for line in text.splitlines() if "because you named or marked them" in line)
    assert "Tribal council" in near and "Transportation" in near
    assert "Board, council or chief" not in near  # the council is there already
    ticked = {option.text for option in questionnaire("leader").options("areas")}
    assert ticked <= advice().places.in_sentences.names.keys()  # each has a way to stand in a sentence


def test_no_sentence_ends_twice() -> None:
    for name in ("D09", "D13", "D02"):
        assert not re.search(r"[a-z]\.\.(?:\s|$)", write_playbook(leader(name), advice=advice()).markdown)
