"""The cohort report: its numbers, its secrets, its charts, and hostile text in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.leader_map import place_map
from jtbd_diag.cohort.leaders.leader_numbers import cohort_of, needed_columns
from jtbd_diag.cohort.leaders.leader_report import write_report
from jtbd_diag.cohort.leaders.map_disclosure import MOST_SIGNS
from jtbd_diag.cohort.leaders.program_needs import Needs, estimates
from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.shares_and_tables import percent, share
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.drawings.svg_drawing import render
from jtbd_diag.publishing.report import Report, render_html, render_pdf
from jtbd_diag.publishing.theme.theme import Theme, load_theme
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.results.results import results_of
from tests.results.tables import read

DAY = datetime.date(2026, 11, 21)
HOSTILE = '<script>alert(1)</script> [x](http://e.example) *b* #import {{7*7}} "q" $1$ | a'
JOBS: dict[str, dict[str, Value]] = {
    "correct": {"causes": "own_unit", "by_decision": "nearly_all", "one_result": "yes", "next_move": "small_test"},
    "coordinate": {"causes": "other_units", "by_decision": "little", "one_result": "mostly", "next_move": "joint_look"},
    "reorient": {
        "causes": "everywhere",
        "by_decision": "half",
        "one_result": "no",
        "next_move": "change_how",
    },
}


def leader_of(questionnaire: Questionnaire, job: str, **more: Value) -> dict[str, Value]:
    """Somebody of a job who answers every deciding question to its profile."""
    at = questionnaire.profiles[job].at
    values: dict[str, Value] = {}
    for item in questionnaire.scored_items():
        scored = [o for o in questionnaire.options(item) if any(scale in at for scale in o.points)]
        if scored:
            values[item] = min(scored, key=lambda o: sum(abs(p - at.get(s, p)) for s, p in o.points.items())).id
    return {**values, "areas": ("attendance",), **JOBS[job], **more}


def cohort(questionnaire: Questionnaire, respondents: list[dict[str, Value]], by: list[str] | None = None) -> Cohort:
    carried = {"Response ID": [f"R_{n}" for n in range(len(respondents))], "region": by or ["x"] * len(respondents)}
    results = results_of(read(questionnaire, respondents, carried), questionnaire)
    narrow = results.frame.select(
        needed_columns(questionnaire, {"region": "region"} if by else {}, results.frame.collect_schema().names())
    ).collect()
    rejects = pl.DataFrame({"column": [HOSTILE], "what": ["no option"], "len": [3]})
    return cohort_of(questionnaire, narrow, results.silence.collect(), rejects, ["region"] if by else [])


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="module")
def needs() -> Needs:
    return Needs.load(Library())


def report(found: Cohort, needs: Needs, theme: Theme) -> Report:
    return write_report(found, needs, Occasion(HOSTILE, DAY, (HOSTILE,)), theme.look.colours)


@pytest.fixture(scope="module")
def thirty(leader: Questionnaire) -> Cohort:
    people = [leader_of(leader, job, area="attendance", voluntary="yes") for job in JOBS for _ in range(10)]
    return cohort(leader, [*people, {}, {"causes": "own_unit"}], ["North"] * 20 + ["South"] * 10 + ["East"] * 2)


def test_the_numbers_are_those_of_the_people(thirty: Cohort) -> None:
    assert (thirty.respondents, thirty.with_job + thirty.mixed, thirty.undetermined) == (31, 30, 1)
    assert (thirty.opened, thirty.enough) == (1, 30)
    assert [job.nearest for job in thirty.jobs] == [10, 10, 10]
    assert thirty.calls["undetermined"] == 1
    assert thirty.quality.nothing_answered == 1
    assert thirty.areas
    assert [(area.names, area.respondents) for area in thirty.areas.lines] == [(("Attendance",), 30)]


def test_every_percentage_stands_beside_its_counts(thirty: Cohort, needs: Needs, theme: Theme) -> None:
    for line in report(thirty, needs, theme).markdown.splitlines():
        assert line.count("%") == len(re.findall(r"\d \([<>]?\d+%\)", line))


def test_a_share_is_0_only_for_none_and_100_only_for_all() -> None:
    assert [share(n, 1000) for n in (0, 1, 500, 999, 1000)] == [
        "0 of 1,000 (0%)",
        "1 of 1,000 (<1%)",
        "500 of 1,000 (50%)",
        "999 of 1,000 (>99%)",
        "1,000 of 1,000 (100%)",
    ]
    assert (percent(0, 10), percent(5, 10), percent(3, 0)) == ("0", "5 (50%)", "3")


def test_what_small_groups_say_can_be_exchanged_without_a_trace(
    leader: Questionnaire, needs: Needs, theme: Theme
) -> None:
    small = [*["coordinate"] * 4, *["correct"] * 4, *["reorient"] * 3]

    def told(places: Sequence[str]) -> str:
        people = [leader_of(leader, job) for job in [*["correct"] * 12, *["reorient"] * 14, *small]]
        where = ["North"] * 12 + ["South"] * 14 + [*places]
        return render_html(report(cohort(leader, people, where), needs, theme), theme).decode()

    page = told(["East"] * 4 + ["West"] * 7)  # all of the one are of one job, or hardly any: only their sum is told
    assert "East, West, together" in page
    assert told(["East", *["West"] * 5, "East", *["West"] * 2, *["East"] * 2]) == page


def test_the_order_of_the_survey_does_not_show(
    thirty: Cohort, leader: Questionnaire, needs: Needs, theme: Theme
) -> None:
    people = [leader_of(leader, job, causes=cause) for job in JOBS for cause in ("own_unit", "everywhere") * 12]
    places = ["North", "South"] * 36
    pages = {
        render_html(report(cohort(leader, people[n:] + people[:n], places[n:] + places[:n]), needs, theme), theme)
        for n in (0, 25, 50)
    }
    assert len(pages) == 1


def test_hostile_text_appears_literally_and_the_page_needs_no_network(
    thirty: Cohort, needs: Needs, theme: Theme
) -> None:
    page = render_html(report(thirty, needs, theme), theme).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](http://e.example) *b* #import {{7*7}}" in page
    assert not re.search(r"(src|href)=", page)
    assert "default-src 'none'" in page


def test_charts_say_in_words_what_they_show(thirty: Cohort, needs: Needs, theme: Theme) -> None:
    drawn = report(thirty, needs, theme).figures
    assert set(drawn) == {"jobs", "maps", "preconditions"}
    for drawing in (one for drawings in drawn.values() for one in drawings):
        svg = ElementTree.fromstring(render(drawing, theme))
        described = svg.find("{http://www.w3.org/2000/svg}desc")
        assert described is not None
        assert described.text == drawing.description
    assert re.match(r"Correct: \d+ clear, \d+ leaning, \d+ mixed\.", drawn["jobs"][0].description)
    assert "Correct: 10, half of them from" in drawn["maps"][0].description


@pytest.mark.parametrize("many", [20, MOST_SIGNS, 100_000])
def test_the_map_can_be_read_for_few_and_for_many(many: int, leader: Questionnaire, theme: Theme) -> None:
    scores = [float(n % 101) for n in range(many)]
    scales: dict[str, Any] = {"scope": scores, "breadth": scores[::-1], "job": "correct", "outcome": "clear"}
    drawing = place_map(leader, ("scope", "breadth"), pl.DataFrame(scales), theme.look.colours)
    signs = [shape for shape in drawing.shapes if shape.shape in ("mark", "box")]
    assert len(signs) < 900
    assert all(profile.title in str(drawing.shapes) for profile in leader.profiles.values())


def test_the_pdf_is_tagged_and_tells_its_charts(thirty: Cohort, needs: Needs, theme: Theme) -> None:
    import io

    import pypdf

    pdf = render_pdf(report(thirty, needs, theme), theme)
    assert b"pdfuaid:part" in pdf or b"pdfuaid" in pdf
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert "Cohort report: 31 leaders" in " ".join(text.split())


def test_what_a_program_needs_is_counted_up_to_whole_lots(needs: Needs) -> None:
    found = estimates(needs, {"correct": 13}, {"correct": 12})
    slots, convenings = found[0], found[1]
    assert (slots.least, slots.most, slots.hours[0]) == (13 * 16, 25 * 16, 13 * 16 / 4)
    assert (convenings.least, convenings.most) == (2, 3)
    assert {one.need.job for one in found} == {"correct"}


def test_a_questionnaire_without_jobs_still_has_a_report(needs: Needs, theme: Theme) -> None:
    from jtbd_diag.questionnaire import questionnaire_from_text

    plain = """
questionnaire: plain
version: 1
title: Plain
minutes: 1
answer_sets: {yes: ["No", "Yes"]}
scales: {one: {title: One}}
sections: [{title: All, items: [{id: a, type: rating, answers: yes, ask: A?, scale: one}]}]
"""
    found = cohort(
        questionnaire_from_text(plain.replace("yes:", "yn:").replace("answers: yes", "answers: yn")), [{"a": "1"}, {}]
    )
    written = report(found, needs, theme)
    assert "## How good the data are" in written.markdown
    assert b"Cohort report: 1 person" in render_html(written, theme)


def test_an_empty_table_has_a_report_that_says_so(leader: Questionnaire, needs: Needs, theme: Theme) -> None:
    written = report(cohort(leader, []), needs, theme)
    assert "Cohort report: 0 leaders" in written.markdown
    render_pdf(written, theme)


def test_a_fault_in_the_page_that_a_report_extends_is_told_in_its_own_file(
    thirty: Cohort, needs: Needs, tmp_path: Path
) -> None:
    shipped = load_theme().text("page.html").splitlines()
    (tmp_path / "page.html").write_text("\n".join([*shipped[:3], "{{ nobody }}", *shipped[3:]]), encoding="utf-8")
    faulty = load_theme(folder=tmp_path)
    with pytest.raises(InputError, match=r"page\.html:4:1 T002 'nobody' stands for nothing here"):
        render_html(report(thirty, needs, faulty), faulty)


def _bands(many: int) -> str:
    limits = [f"{{up_to: {100 * k // many}, title: b{k}}}" for k in range(1, many)]
    return ", ".join([*limits, f"{{title: b{many}}}"])


def banded(*bands: int) -> str:
    """A questionnaire of scales with so many bands each, all of them preconditions and forces."""
    scales = ", ".join(f"s{n}: {{title: Scale {n}, bands: [{_bands(many)}]}}" for n, many in enumerate(bands))
    asked = "\n".join(
        f"      - {{id: i{n}, type: rating, answers: often, ask: Question {n}?, scale: s{n}}}"
        for n in range(len(bands))
    )
    names = ", ".join(f"s{n}" for n in range(len(bands)))
    return f"""
questionnaire: banded
version: 1
title: Banded
minutes: 2
answer_sets: {{often: [Never, Seldom, Sometimes, Often, Always]}}
scales: {{{scales}}}
readiness: {{preconditions: [{names}], forces: [{names}]}}
sections:
  - title: All
    items:
{asked}
"""


@pytest.mark.parametrize("bands", [(1,), (4,), (5,), (9,), (2, 5), (3, 3, 7)])
def test_scales_may_have_any_number_of_bands(bands: tuple[int, ...], needs: Needs, theme: Theme) -> None:
    from jtbd_diag.questionnaire import questionnaire_from_text

    asked = questionnaire_from_text(banded(*bands))
    people: list[dict[str, Value]] = [{f"i{n}": str(at) for n in range(len(bands))} for at in (1, 3, 5, 5)]
    written = report(cohort(asked, people), needs, theme)
    drawn = [one for figures in written.figures.values() for one in figures]
    for n, many in enumerate(bands):
        (line,) = {
            f"Scale {n}: {words.split('.')[0]}" for d in drawn for words in d.description.split(f"Scale {n}: ")[1:]
        }
        assert line.count(",") == many - 1
        assert f"2 b{many}" in line or many == 1
    render_pdf(written, theme)
