"""The teaching kit: who gets which piece, what stands in it, and what plays may ask for."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jtbd_diag.answers import read_answers
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook.advice.kit_pieces import Kit, faults_of_kit, unsupplied
from jtbd_diag.playbook.advice.plays import PlayFile
from jtbd_diag.playbook.kit import KitPage, unfilled_kits, write_kit
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import MONDAY, advice, diagnosed, questionnaire

KIT = Kit.load(Library())
JOBS = ["correct", "coordinate", "reorient"]
LEVELS = ["aware", "taking part", "leading a team", "coaching"]
EXAMPLES = shipped_folder() / "questionnaires" / "examples"


def example(job: str, **changed: Value | None) -> Diagnosis:
    return diagnosed(read_answers(EXAMPLES / f"{job}.yaml", questionnaire())[0], **changed)


def kit_of(diagnosis: Diagnosis, *, whole: bool = False) -> dict[str, KitPage]:
    pages = write_kit(diagnosis, library=Library(), advice=advice(), date=MONDAY, whole=whole)
    return {page.piece.id: page for page in pages}


def text_of(page: KitPage) -> str:
    return page.document.markdown


def test_who_must_teach_gets_every_piece_in_the_order_of_use() -> None:
    assert list(kit_of(example("reorient"))) == [piece.id for piece in KIT.pieces]


def test_who_need_not_teach_gets_what_helps_or_is_told_why_not() -> None:
    assert set(kit_of(example("correct"))) == {"start-here", "one-page-card", "test-and-stand-up-cards"}
    with pytest.raises(InputError) as refused:
        kit_of(example("coordinate"))
    (problem,) = refused.value.problems
    assert problem.code is Code.NO_KIT
    assert "Coordinate" in problem.what
    assert len(kit_of(example("coordinate"), whole=True)) == len(KIT.pieces)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"push_now": 1, "can_wait": 5, "harmed": "nobody", "hours": "none", "voluntary": "no"}, "no push"),
        (dict.fromkeys([item for item in questionnaire().items if item != "name"]), "too little"),
    ],
)
def test_who_has_no_push_or_said_too_little_gets_none(changed: dict[str, Value | None], words: str) -> None:
    with pytest.raises(InputError, match=words):
        kit_of(example("reorient", **changed))


def test_a_questionnaire_without_jobs_has_no_kit() -> None:
    place = diagnosed(read_answers(EXAMPLES / "reorient.yaml", questionnaire())[0])
    with pytest.raises(InputError):
        kit_of(replace(place, outcome=None))


def test_the_leaders_own_words_stand_where_they_persuade() -> None:
    told = "The 7:40 bus from Alder Street came late on nine days of ten."
    pages = kit_of(example("reorient", episode=told, whose_fault=2, size="to_20000"))
    for piece in ("start-here", "facilitator-script", "slides", "half-day-workbook"):
        assert told.removesuffix(".") in text_of(pages[piece]), piece
    for piece in ("poster", "one-page-card", "newcomer-card", "friday-check"):
        assert told.removesuffix(".") not in text_of(pages[piece]), piece
    assert f"This is how it was told to us: ‘{told}’" in text_of(pages["facilitator-script"])  # whoever gives it


def test_whoever_told_no_story_gets_room_for_one() -> None:
    pages = kit_of(example("reorient", episode=None, measure=None, seen=None))
    assert "You told no story" in text_of(pages["start-here"])
    assert "“”" not in "".join(map(text_of, pages.values()))


def test_examples_come_from_the_problem_where_one_is_named() -> None:
    pages = kit_of(example("reorient", area="attendance"))
    first = advice().problems["attendance"].area
    assert any(one.name in text_of(pages["slides"]) for one in first.leading)
    assert any(one.name in text_of(pages["half-day-workbook"]) for one in first.drivers)
    assert "bus yard" not in text_of(kit_of(example("reorient", kind="school"))["slides"])


def test_what_people_typed_stays_what_they_typed() -> None:
    typed = "# 40 *red* | numbers [@arnett-moesta-2021] {{ leader }} <b>$x$"
    for page in kit_of(example("reorient", episode=typed, name=typed, seen=typed)).values():
        assert "\n# 40" not in text_of(page)
        assert "*red*" not in text_of(page).replace(r"\*", "")
        assert "Alex" not in text_of(page)


def test_the_minutes_of_the_hour_and_of_the_half_day_add_up() -> None:
    pages = kit_of(example("reorient"))
    hour = re.findall(r"^## Minutes (\d+) to (\d+)", text_of(pages["facilitator-script"]), re.MULTILINE)
    half_day = re.findall(r"^\| (\d+) to (\d+) \|", text_of(pages["half-day-workbook"]), re.MULTILINE)
    for spans, end in ((hour, 60), (half_day, 210)):
        ends = [0, *(int(stop) for _, stop in spans)]
        assert [int(start) for start, _ in spans] == ends[:-1]
        assert ends[-1] == end


def test_there_are_ten_slides_and_each_says_its_minutes() -> None:
    slides = text_of(kit_of(example("reorient"))["slides"])
    assert slides.count("\n## ") + 1 == 10
    assert len(re.findall(r"^> \*\*Minutes? \d", slides, re.MULTILINE)) == 10


def test_what_goes_to_staff_carries_no_job_and_no_jargon() -> None:
    for name, page in kit_of(example("reorient")).items():
        assert page.document.job is None
        if name not in ("start-here", "one-page-card"):  # the card says what books call it
            words = text_of(page).partition("## Sources")[0]
            assert not re.search(r"reorient|root cause|run chart|fidelity|stakeholder|driver diagram", words, re.I), (
                name
            )


def test_every_kit_can_be_filled() -> None:
    asked = [questionnaire(name) for name in ("leader", "leader-short")]
    assert unfilled_kits(Library(), advice(), asked, MONDAY) == []


# --- what plays ask for ---------------------------------------------------------------------------------


def faults(play: PlayFile) -> list[str]:
    found = list(unsupplied(play, KIT, advice().plays))
    assert {problem.code for problem in found} <= {Code.UNSUPPLIED}
    return [problem.what for problem in found]


def test_everything_that_a_shipped_play_asks_for_is_supplied() -> None:
    assert [what for play in advice().plays.values() for what in faults(play)] == []
    assert list(faults_of_kit(shipped_folder() / "playbooks" / Kit.FILE, Library(), JOBS, LEVELS)) == []


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ({}, ["'dose-by-role' tells of a poster, and nothing supplies it"]),
        ({"poster": "postr"}, ["'postr' supplies no poster: it is no piece of the kit and no play with a sheet"]),
        (
            {"poster": "fist-to-five"},
            ["'fist-to-five' supplies no poster: it is no piece of the kit and no play with a sheet"],
        ),
        ({"poster": "poster", "card": "poster"}, ["the play tells of no card, so that nothing has to supply it"]),
        ({"poster": "nothing"}, []),
    ],
)
def test_a_play_that_asks_for_what_nothing_supplies_is_found(needs: dict[str, str], told: list[str]) -> None:
    play = advice().plays["dose-by-role"]
    assert faults(replace(play, play=play.play.model_copy(update={"needs": needs}))) == told


def test_a_piece_supplies_only_those_who_get_it() -> None:
    play = advice().plays["dose-by-role"]
    for_all = play.play.model_copy(update={"jobs": {"correct": 1, "reorient": 3, "coordinate": 0}})
    assert faults(replace(play, play=for_all)) == [
        "'poster' supplies the poster, and leaders of the job 'correct', who get this play, do not get it"
    ]


def test_faults_of_the_list_of_pieces_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks" / "kit"
    shutil.copytree(shipped_folder() / "playbooks" / "kit", folder)
    file = folder / "kit.yaml"
    file.write_text(file.read_text().replace("id: poster", "id: posters").replace("[aware]", "[awake]", 1))
    found = [(p.code, p.what) for p in faults_of_kit(file, Library(tmp_path), JOBS, LEVELS)]
    assert found == [
        (Code.KIT_SHAPE, "the piece 'exercise-sheet' of the kit is for 'awake', which nobody has"),
        (Code.MISSING_FILE, "the piece 'posters' of the kit has no template 'kit/posters.md.j2'"),
    ]
    file.write_text(file.read_text().replace("layout: card", "layout: napkin"))
    with pytest.raises(InputError) as wrong:
        Kit.load(Library(tmp_path))
    assert Code.KIT_SHAPE in {problem.code for problem in wrong.value.problems}


# --- the kit speaks of places that are there ------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "smallest", "absent"),
    [
        ({"kind": "district", "size": "to_20000", "title": "superintendent"}, "one class, one desk or one route", ()),
        ({"kind": "district", "size": "under_1000"}, "one class, one desk or one day", ("route", "bus yard")),
        ({"kind": "network", "size": "to_5000"}, "one class, one desk or one day", ("route", "bus yard")),
        ({"kind": "school", "size": "under_1000", "title": "principal"}, "one class, one desk or one day", ("route",)),
        ({"kind": "agency", "size": "over_20000"}, "one desk, one program or one district", ("one class", "route")),
        ({"kind": "state", "size": "over_20000"}, "one desk, one form or one district", ("one class", "route")),
    ],
)
def test_a_first_test_is_as_small_as_something_the_place_has(
    place: dict[str, Value | None], smallest: str, absent: tuple[str, ...]
) -> None:
    pages = kit_of(example("reorient", area="several", episode=None, partners=None, **place))
    for name in ("poster", "one-page-card", "exercise-sheet", "slides", "facilitator-script"):
        assert smallest in text_of(pages[name]), name
    for name, page in pages.items():
        assert [words for words in absent if words in text_of(page)] == [], name


def test_no_newcomer_at_a_state_is_told_of_custodians_and_none_tries_what_others_safety_hangs_on() -> None:
    card = text_of(kit_of(example("reorient", kind="state", size="over_20000"))["newcomer-card"])
    assert "custodian" not in card and "from the mail desk to the division heads" in card
    assert "where nobody's safety, rights or records hang on it" in card
    script = text_of(kit_of(example("reorient"))["facilitator-script"])
    assert "a student's legal plan, medicine, pay or the records of single people is no test" in script
