"""`form`: the target is found, what it cannot express is told, and the file is written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from jtbd_diag.forms import Form, Instead, Target, Wish
from jtbd_diag.forms.targets import TARGETS
from jtbd_diag.questionnaire import Questionnaire

from .conftest import Run


def plain(questionnaire: Questionnaire, wish: Wish) -> Form:
    return Form(f"{wish.title or questionnaire.title} {wish.scores} {wish.result}".encode())


def poor(questionnaire: Questionnaire, wish: Wish) -> Form:
    del wish
    items = [Instead(one, "It has no skip rules.", "All are asked.") for one in list(questionnaire.items)[:7]]
    return Form(b"poor", (*items, Instead(None, "It has no title.", "None is shown.")))


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three targets of the tests' own; two write files of one ending."""
    module = ModuleType("planted")
    for writer in (plain, poor):
        module = ModuleType(writer.__name__)
        module.write = writer  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, f"jtbd_diag.forms.{writer.__name__}", module)
    rich = Target("rich-forms", "forms.does_page", {".rich": "plain", ".two": "plain"}, (".rich",))
    for target in (rich, Target("poor-forms", "forms.does_paper", {".poor": "poor", ".two": "poor"}, (".poor",))):
        monkeypatch.setitem(TARGETS, target.name, target)


def test_the_ending_says_the_target(run: Run, here: Path) -> None:
    assert run("form", "leader", "-o", "a.RICH", "--title", "Ours", "--scores").err == "wrote a.RICH\n"
    assert (here / "a.RICH").read_text() == "Ours True False"
    ran = run("form", "leader", "-o", "a.two")
    assert (ran.code, ran.out) == (1, "")
    assert "W001" in ran.err and "name one of rich-forms, poor-forms" in ran.err
    assert run("form", "leader", "-o", "a.two", "--to", "rich-forms", "--result").code == 0
    assert (here / "a.two").read_text().endswith("False True")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["-o", "a.rich", "--to", "rich-form"],
            "W001 there is no such target for a form\n  hint: did you mean 'rich-forms'?",
        ),
        (["-o", "a.zip"], ".zip F009 no form is written in files that end so"),
        (["-o", "a"], "a name without an ending F009 no form is written in files that end so"),
        (["-o", "a.rich", "--to", "poor-forms"], "F009 its files do not end in '.rich'\n  hint: endings: .poor .two"),
        (["-o", "old.rich"], "old.rich F008 the file is already there"),
    ],
)
def test_what_cannot_be_written_is_told(words: list[str], said: str, run: Run, here: Path) -> None:
    (here / "old.rich").write_text("old")
    ran = run("form", "leader", *words)
    assert ran.code == 1
    assert said in ran.err
    assert [path.name for path in here.iterdir()] == ["old.rich"]
    assert (here / "old.rich").read_text() == "old"


def test_a_form_is_a_file_and_no_output(run: Run, here: Path) -> None:
    ran = run("form", "leader", "-o", "-", "--to", "rich-forms")
    assert (ran.code, ran.out) == (2, "")
    assert "a form goes into a file, such as -o leader.html" in " ".join(ran.err.split())


def test_what_the_target_cannot_express_is_told_and_refused_if_wished(run: Run, here: Path) -> None:
    told = run("form", "leader", "-o", "a.poor")
    assert told.code == 0
    one, other, wrote = told.err.splitlines()
    assert one.startswith("warning: poor-forms W002 ")
    assert one.endswith(" and 2 more: It has no skip rules. All are asked.")
    assert other == "warning: poor-forms W002 It has no title. None is shown."
    assert wrote == "wrote a.poor"
    strict = run("form", "leader", "-o", "b.poor", "--strict")
    assert strict.code == 1
    assert strict.err.startswith("poor-forms W002 ")
    assert strict.err.endswith("nothing was written, as --strict asks\n")
    assert not (here / "b.poor").exists()
    assert run("form", "leader", "-o", "b.rich", "--strict").code == 0


def test_a_file_is_replaced_only_by_force(run: Run, here: Path) -> None:
    (here / "a.rich").write_text("old")
    assert run("form", "leader", "-o", "a.rich", "--force").code == 0
    assert (here / "a.rich").read_text() != "old"


def test_what_only_a_page_can_do_is_told(run: Run, here: Path) -> None:
    asked = ("form", "leader-short", "-o", "f.csv", "--for", "R-017", "--theme", "nowhere")
    ran = run(*asked)
    assert ran.code == 0, ran.err
    assert "The form does not say who is to answer it." in ran.err
    assert "It takes no theme of ours." in ran.err
    (here / "f.csv").unlink()
    assert run(*asked, "--strict").code == 1
    assert not (here / "f.csv").exists()
