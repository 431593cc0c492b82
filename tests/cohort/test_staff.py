"""The staff expertise map: its counts, what it must not tell, and its one page."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from xml.etree import ElementTree

import pypdf
import pytest

from jtbd_diag.cohort.leaders.leader_numbers import group_column
from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.staff.staff_levels import Levels
from jtbd_diag.cohort.staff.staff_numbers import Staff, needed_columns, staff_of
from jtbd_diag.cohort.staff.staff_report import write_staff_report
from jtbd_diag.cohort.told_counts import ToldCount
from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.drawings.svg_drawing import render
from jtbd_diag.publishing.report import Report, render_html, render_pdf
from jtbd_diag.publishing.theme.theme import Theme, load_theme
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from jtbd_diag.results.results import results_of
from tests.results.tables import read

STEPS = ("never", "seen", "helped", "alone", "taught")
HOSTILE = "<script>alert(1)</script> [x](http://e.example) *b* #import | a"
Person = dict[str, Value]


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return load_questionnaire("staff-expertise")


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def person(unit: str, step: int = 2, leaving: str = "yes", **steps: int) -> Person:
    skills = ("define", "causes", "test", "read", "lead", "coach")
    return {
        "unit": unit,
        "leaving": leaving,
        **{f"{skill}_step": STEPS[steps.get(skill, step)] for skill in skills},
    }


def staff(asked: Questionnaire, people: Sequence[Person]) -> Staff:
    assert asked.staff_map
    frame = results_of(read(asked, people), asked).frame
    unit = group_column(asked, "answer_unit")
    return staff_of(
        asked,
        asked.staff_map,
        frame.select(needed_columns(asked.staff_map, unit, frame.collect_schema().names())).collect(),
    )


def page(found: Staff, theme: Theme) -> Report:
    return write_staff_report(
        found, Levels.load(Library()), Occasion(HOSTILE, datetime.date(2026, 11, 21)), theme.look.colours
    )


def test_the_numbers_are_those_of_the_people(asked: Questionnaire) -> None:
    people = [person("North", 1, coach=0) for _ in range(5)] + [person("North", 3, coach=4) for _ in range(5)]
    people += [person("South", 2, leaving="no") for _ in range(12)]
    found = staff(asked, people)
    south, north = found.lines
    assert (south.names, south.people, north.people) == (("South",), 12, 10)
    coach, lead = north.skills["coach"], north.skills["lead"]
    assert coach and lead
    assert (coach.middle, coach.able, coach.answered) == (0, ToldCount(5, 5), 10)  # of two middle answers the lower one
    assert (lead.middle, lead.able) == (1, ToldCount(5, 5))
    assert found.everyone.people == 22
    assert {level: str(told) for level, told in found.levels.items()} == {
        "aware": "22",  # and above
        "taking part": "15–17",
        "leading a team": "5–7",
        "coaching": "5–7",
    }


LADDER: dict[str, tuple[Person, ...]] = {
    "aware": (person("North", 0), person("North", 1)),  # a mean of 25 would say taking part
    "taking part": (
        person("North", 2),
        person("North", 0, test=2),
        person("North", 4, lead=2, coach=2),  # good at the rest, and leads nobody: a mean would say coaching
        person("North", 0, lead=4),  # leads, and has done none of the rest
        person("North", 1, lead=3, define=2, causes=2),
    ),
    "leading a team": (person("North", 0, lead=3, define=2, causes=2, coach=2), person("North", 4, coach=2)),
    "coaching": (person("North", 0, coach=3), person("North", 4), person("North", 2, lead=0, coach=4)),
}


@pytest.mark.parametrize("name", ["staff-expertise", "staff-expertise@1"])
@pytest.mark.parametrize("level", LADDER)
def test_a_level_is_what_somebody_has_done_and_no_mean(name: str, level: str) -> None:
    asked = load_questionnaire(name)
    second = [option.id for option in asked.options("test_step")][1]
    for one in LADDER[level]:
        answers = {item: second if answer == "seen" else answer for item, answer in one.items()}
        found = staff(asked, [answers for _ in range(20)])
        assert [title for title, told in found.levels.items() if told.least][-1] == level, one


def test_who_answered_less_than_half_is_on_no_level(asked: Questionnaire) -> None:
    few = {"unit": "North", "lead_step": "alone", "coach_step": "taught"}
    found = staff(asked, [few for _ in range(12)] + [{**few, "test_step": "helped"} for _ in range(10)])
    assert (found.everyone.people, found.counted) == (22, 10)
    assert str(found.levels["coaching"]) == "8–10"


def test_a_unit_is_one_however_it_is_spelled(asked: Questionnaire) -> None:
    spelled = ["Lincoln High"] * 6 + ["lincoln  high "] * 3 + ["LINCOLN HIGH"] * 3
    assert [unit.names for unit in staff(asked, [person(unit) for unit in spelled]).lines] == [("Lincoln High",)]


def test_who_skipped_everything_is_no_member_of_a_unit(asked: Questionnaire) -> None:
    found = staff(asked, [*(person("North") for _ in range(10)), {"unit": "North"}, {}])
    assert (found.rows, found.everyone.people, found.lines[0].people) == (12, 10, 10)


def test_a_count_of_one_or_two_cannot_be_told_from_none(asked: Questionnaire, theme: Theme) -> None:
    def told(rare: int) -> str:
        people = [person("North", 2, coach=3 if n < rare else 0, lead=3 if n < 5 else 0) for n in range(12)]
        people += [person("South", 2, coach=3 if n < 7 else 0) for n in range(15)]
        return page(staff(asked, people), theme).markdown

    assert told(0) == told(1) == told(2)
    assert told(2) != told(3)


def test_a_sum_tells_no_more_than_its_parts(asked: Questionnaire) -> None:
    people = [person("North", 3) for _ in range(12)] + [person("South", 3, coach=0) for _ in range(11)]
    everyone = staff(asked, people).everyone
    assert {skill: str(one.able) for skill, one in everyone.skills.items() if one and skill in ("coach", "lead")} == {
        "lead": "19–23",
        "coach": "10–14",
    }


def test_two_staffs_of_which_the_same_is_told_have_the_same_page(asked: Questionnaire, theme: Theme) -> None:
    """What differs stands in cells that are hidden: in two units at once, in levels, and in who can and leaves."""

    def made(north: int, south: int) -> bytes:
        people = [person("North", 1, coach=3 if n < north else 0) for n in range(14)]
        people += [person("South", 1, coach=3 if n < south else 0) for n in range(13)]
        people += [person("East", 3, "no" if n < 8 else "yes") for n in range(15)]
        return render_html(page(staff(asked, people), theme), theme)

    pages = {made(north, south) for north in (0, 1, 2) for south in (0, 1, 2)}
    assert len(pages) == 1
    assert made(3, 0) not in pages


def test_a_level_of_one_or_two_is_not_told_by_the_others(asked: Questionnaire, theme: Theme) -> None:
    def made(coaches: int) -> str:
        people = [person("North", 2) for _ in range(20 - coaches)]
        people += [person("North", 4) for _ in range(coaches)]
        return page(staff(asked, people), theme).markdown.split("## The learning plan")[1]

    assert made(0) == made(1) == made(2) != made(3)


def test_who_expects_to_leave_is_not_told_of_a_few(asked: Questionnaire) -> None:
    people = [person("North", 3, "no", coach=3 if n < 9 else 0) for n in range(20)]
    found = staff(asked, people)
    assert "coach" not in found.leavers
    assert found.leavers["lead"].leaving == ToldCount(18, 20)


def test_small_units_are_shown_together_and_a_small_staff_not_at_all(asked: Questionnaire, theme: Theme) -> None:
    people = [person("Big") for _ in range(14)] + [person("Small") for _ in range(6)] + [person("Tiny")] * 4
    found = staff(asked, people)
    assert found.together
    assert found.together.names == ("Small", "Tiny")
    nine = page(staff(asked, people[:9]), theme)
    assert "Nothing is shown" in nine.markdown
    assert not nine.figures
    render_pdf(nine, theme)


def test_the_map_says_in_words_what_it_shows_and_hostile_units_stay_words(asked: Questionnaire, theme: Theme) -> None:
    found = staff(asked, [person(HOSTILE, 4, "no") for _ in range(30)])
    written = page(found, theme)
    (drawing,) = written.figures["staff"]
    ElementTree.fromstring(render(drawing, theme))
    assert f"{HOSTILE} (30 people): " in drawing.description
    assert "Coach others: have taught others, 28–30 alone" in drawing.description
    html = render_html(written, theme).decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    render_pdf(written, theme)


def test_twelve_units_are_one_page(asked: Questionnaire, theme: Theme) -> None:
    people = [person(f"School number {n}", n % 5, "no" if m < 4 else "yes") for n in range(12) for m in range(12)]
    pdf = pypdf.PdfReader(io.BytesIO(render_pdf(page(staff(asked, people), theme), theme)))
    assert len(pdf.pages) == 1
