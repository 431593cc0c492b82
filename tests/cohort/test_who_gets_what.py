"""Who gets what of the kit: by what most of a unit have done, and nothing that the map does not tell."""

from __future__ import annotations

import datetime
import io
import re
import shutil
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.staff.staff_levels import Levels, levels_without_offer
from jtbd_diag.cohort.staff.staff_numbers import Staff
from jtbd_diag.cohort.staff.who_gets_what import write_target_page
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook.advice.kit_pieces import Kit
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.report import Report, render_pdf
from jtbd_diag.questionnaire import load_questionnaire
from tests.cohort.test_staff import HOSTILE, Person, person, staff

ASKED = load_questionnaire("staff-expertise")
DAY = datetime.date(2026, 11, 21)


def page(found: Staff) -> Report:
    return write_target_page(found, Levels.load(Library()), Kit.load(Library()), Occasion(HOSTILE, DAY))


def lines(found: Staff) -> dict[str, list[str]]:
    """The rows of the table by unit, by the unit's name."""
    table = page(found).markdown.partition("## By unit")[2].partition("## By level")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "**" in line]
    return {row[0].strip("*"): row[1:] for row in rows}


def people(unit: str, count: int, step: int, **steps: int) -> list[Person]:
    return [person(unit, step, **steps) for _ in range(count)]


def test_a_unit_begins_with_what_most_of_it_have_not_done() -> None:
    found = staff(
        ASKED,
        [
            *people("New", 12, 1, lead=0, coach=0),
            *people("Half", 21, 2, lead=1, coach=1),
            *people("Far", 10, 3, coach=1),
            *people("Split", 5, 3),
            *people("Split", 6, 1),
        ],
    )
    rows = lines(found)
    assert {unit: row[1] for unit, row in rows.items()} == {
        "New": "the hour",
        "Half": "the half-day",
        "Far": "four half-days",
        "Split": "the hour",
    }
    assert rows["Half"][0] == "21 (print 25)"
    assert "Half-day workbook" in rows["Half"][2]
    assert "Poster" in rows["New"][2]
    assert rows["Far"][3] == "from inside: 8–10 lead a team on their own"
    assert rows["New"][3] == "somebody from Far, until they can"


def test_who_teaches_is_the_same_by_unit_and_by_level() -> None:
    """The hour and the half-day are given by those who lead, of their own unit or lent."""
    for offer in Levels.load(Library()).levels[:2]:
        assert "somebody who leads a team, of their own unit or lent" in offer.taught_by


def test_where_nobody_leads_nobody_is_lent() -> None:
    rows = lines(staff(ASKED, [*people("A", 12, 1), *people("B", 12, 1, lead=3)[:2], *people("B", 10, 1)]))
    assert {row[3] for row in rows.values()} == {"nobody here yet: watch the hour elsewhere first"}


def test_it_tells_nothing_by_unit_that_the_map_does_not_tell() -> None:
    """Two staffs of which the map tells the same: one where those who lead did three of the rest, one where not."""
    one = staff(ASKED, people("A", 7, 1) + people("A", 4, 1, lead=3, define=2, causes=2, test=2) + people("B", 12, 1))
    other = staff(
        ASKED,
        people("A", 4, 1, define=2, causes=2, test=2)
        + people("A", 3, 1)
        + people("A", 4, 1, lead=3)
        + people("B", 12, 1),
    )
    assert [unit.skills for unit in one.lines] == [unit.skills for unit in other.lines]
    assert one.levels != other.levels
    assert lines(one) == lines(other)


def test_small_staffs_and_hidden_units_stay_hidden() -> None:
    assert "By unit" not in page(staff(ASKED, people("A", 9, 1))).markdown
    hidden = page(staff(ASKED, people("A", 11, 1) + people("B", 3, 1))).markdown
    assert "By unit" not in hidden
    assert "By level" in hidden


def test_what_people_wrote_is_shown_literally_and_the_page_is_one() -> None:
    made = page(staff(ASKED, people(HOSTILE, 12, 1) + people("B", 12, 2)))
    assert "<script>" not in made.markdown.replace(r"\<", "")
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(made, load_theme())))
    assert len(reader.pages) == 1
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{level: aware,", "{level: awake,", "a unit is to begin at the level 'awake', at which nothing is offered"),
        ("leads: lead", "leads: leed", "no map of a staff has the skill 'leed'"),
    ],
)
def test_targets_that_fit_nothing_are_found(old: str, new: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "levels.yaml"
    shutil.copy(shipped_folder() / "playbooks" / "program" / "levels.yaml", file)
    assert levels_without_offer(file, [ASKED]) == []
    file.write_text(file.read_text().replace(old, new))
    (problem,) = levels_without_offer(file, [ASKED])
    assert (problem.code, problem.what) == (Code.LEVELS_SHAPE, told)


def test_every_level_gets_a_piece_of_the_kit() -> None:
    kit = Kit.load(Library())
    assert ASKED.staff_map is not None
    for level in ASKED.staff_map.levels:
        assert [piece.id for piece in kit.pieces if level.title in piece.levels], level.title
    assert re.search("staff-expertise", "".join(piece.who for piece in kit.pieces)) is None
