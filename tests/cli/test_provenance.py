"""What may be claimed of a result is what its questionnaire says about itself, and no more, in every output."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import fingerprint, questionnaire_from_text

from .conftest import Run

SHIPPED = (shipped_folder() / "questionnaires" / "leader-short.yaml").read_text()
START = SHIPPED.index("about: >-")
ABOUT = SHIPPED[START : SHIPPED.index("minutes:")]
CLAIMS = ("Expert-built", "small sample", "written cases", "expert judgment", "expert judgement")
ITEMS = ["causes", "by_decision", "one_result", "areas", "next_move", "gift", "attempts", "voluntary"]
ROW = ["other_units", "little", "yes", "attendance", "joint_look", "go_between", "two_three", "yes"]


def tutoring(about: str) -> str:
    return SHIPPED.replace("questionnaire: leader-short", "questionnaire: tutoring").replace(ABOUT, about)


def everything(run: Run, here: Path, about: str) -> dict[str, str]:
    """What every output says that carries the line about the questionnaire."""
    (here / "mine" / "questionnaires").mkdir(parents=True)
    (here / "mine" / "questionnaires" / "tutoring.yaml").write_text(tutoring(about))
    answers = "".join(
        f"  {item}: {f'[{one}]' if item == 'areas' else repr(one)}\n" for item, one in zip(ITEMS, ROW, strict=True)
    )
    (here / "a.yaml").write_text(f"questionnaire: tutoring\nanswers:\n{answers}")
    (here / "s.csv").write_text("\n".join(",".join(row) for row in [ITEMS, *[ROW] * 12]) + "\n")
    own = ("--library", "mine")
    said = {
        "check": run(*own, "check", "mine/questionnaires/tutoring.yaml").err,
        "screen": run(*own, "diagnose", "a.yaml", "--explain").out,
        "json": run(*own, "diagnose", "a.yaml", "--json").out,
        "playbook": run(*own, "playbook", "a.yaml").out,
        "page": run(*own, "playbook", "a.yaml", "--format", "html").out,
    }
    made = run(*own, "batch", "s.csv", "--questionnaire", "tutoring", "-o", "r.xlsx", "--report", "r.html")
    assert made.code == 0, made.err
    book = openpyxl.load_workbook(here / "r.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    return {**said, "report": (here / "r.html").read_text(), "workbook": "\n".join(cells)}


def test_nothing_is_claimed_of_a_questionnaire_that_says_nothing(run: Run, here: Path) -> None:
    for place, said in everything(run, here, "").items():
        assert said or place == "check"
        assert not [claim for claim in CLAIMS if claim in " ".join(said.split())], place


def test_its_own_words_stand_under_every_result(run: Run, here: Path) -> None:
    words = "Made by two tutors in an afternoon."
    for place, said in everything(run, here, f"about: {words}\n").items():
        assert (words in " ".join(said.split())) == (place != "check"), place
        assert not [claim for claim in CLAIMS if claim in said], place


def test_the_shipped_one_says_where_it_comes_from(run: Run) -> None:
    example = str(shipped_folder() / "questionnaires" / "examples" / "coordinate.yaml")
    told = json.loads(run("diagnose", example, "--json").out)["honesty"]
    assert told.startswith("Expert-built") and told.endswith("One leader's view at one time.")


@pytest.mark.parametrize("about", ["", "about: Something else entirely.\n"])
def test_the_fingerprint_is_not_changed_by_it(about: str) -> None:
    assert fingerprint(questionnaire_from_text(tutoring(about))) == fingerprint(questionnaire_from_text(SHIPPED))


def test_what_is_no_text_is_told(run: Run, here: Path) -> None:
    (here / "t.yaml").write_text(tutoring("about: [a, list]\n"))
    refused = run("check", "t.yaml")
    assert refused.code == 1 and "must be a text" in refused.err + refused.out
