"""Whoever holds what a run with pseudonyms makes of a folder of answers files looks for a name, wherever it was put."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.cohort.leaders import needs_and_method_sections
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.questionnaire.items import TextItem

from .conftest import EXAMPLES, Run
from .test_attacker_of_pseudonyms import DAY, HIDDEN, found

NAME = "Gwendolyn Featherstone"
NAMES = ["Gwendolyn", "Featherstone"]
LEADER = load_questionnaire("leader")
HEAD = f"questionnaire: leader\nversion: {LEADER.version}\n"
SOUND = (EXAMPLES / "coordinate.yaml").read_text("utf-8")
ANYWHERE = {
    "the questionnaire": f"questionnaire: {NAME}\nanswers: {{causes: own_unit}}\n",
    "a key of the file": f"{HEAD}{NAME}: 4\nanswers: {{causes: own_unit}}\n",
    "a key of an answer": f"{HEAD}answers:\n  causes: own_unit\n  {NAME}: 4\n",
    "a key twice": f"{HEAD}answers:\n  {NAME}: 4\n  {NAME}: 5\n",
    "a note to nothing": f"{HEAD}answers: {{causes: own_unit}}\nnotes: {{{NAME}: x}}\n",
    "what was skipped": f"{HEAD}answers: {{causes: own_unit}}\nskipped: [{NAME}]\n",
    "what was set aside": f"{HEAD}answers: {{causes: own_unit}}\nset_aside: [{NAME}]\n",
    "the version": f"questionnaire: leader\nversion: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the fingerprint": f"{HEAD}fingerprint: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the wording": f"{HEAD}wording: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the time": f"{HEAD}begun: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the rater": f"{HEAD}rater: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the rater's id": f"{HEAD}rater: staff\nrater_id: {NAME}\nanswers: {{causes: own_unit}}\n",
    "the respondent": f"{HEAD}respondent: {NAME}\nanswers: {{causes: own_unit, measure: as Gwendolyn counts}}\n",
    "an anchor": f"{HEAD}answers: {{causes: *Gwendolyn}}\n",
    "a tag": f"{HEAD}answers: {{causes: !Gwendolyn x}}\n",
    "a file that breaks off": f"{HEAD}answers: [{NAME}\n",
    "a file that is no mapping": f"- {NAME}\n",
}
ITEMS = [item.id for item in LEADER.items.values() if item.personal or not isinstance(item, TextItem)]


def made(run: Run, here: Path, *more: str) -> str:
    """Everything that can be made of the folder, and what is said."""
    (here / "out").mkdir()
    files = ("-o", "out/r.csv", "--rejects", "out/j.csv", "--codebook", "out/c.xml", *more)
    ran = run("batch", "fold", *files, *HIDDEN, *DAY)
    assert "wrote out/r.csv" in ran.err, ran.err
    (here / "out" / "screen").write_text(ran.err + ran.out)
    return ran.err


@pytest.fixture
def fold(here: Path) -> Path:
    folder = here / "fold"
    folder.mkdir()
    (folder / "sound.yaml").write_text(SOUND, "utf-8")
    return folder


def test_no_name_is_found_from_any_place_in_a_file(run: Run, here: Path, fold: Path) -> None:
    for n, text in enumerate(ANYWHERE.values()):
        (fold / f"{n}.yaml").write_text(text, "utf-8")
    (fold / "code.txt").write_text(f"280 {NAME} {NAME} 123456\n")
    (fold / "Gwendolyn's").mkdir()
    for n in range(2):
        (fold / "Gwendolyn's" / f"{n}.yaml").write_text(f"{SOUND}# {n}\n", "utf-8")
    made(run, here, "--report", "out/page.html", "--report", "out/page.pdf", "--by", "folder")
    assert found(here / "out", NAMES) == []
    results = pl.read_csv("out/r.csv", infer_schema=False)
    assert results.height >= len(ANYWHERE) + 1
    assert "as [left out] counts" in results["answer_measure"].to_list()
    assert pl.read_csv("out/j.csv")["code"].n_unique() >= 6


@pytest.mark.parametrize("hidden", [True, False])
def test_no_name_stands_in_the_report_from_any_answer(
    run: Run, here: Path, fold: Path, monkeypatch: pytest.MonkeyPatch, *, hidden: bool
) -> None:
    """The report is handed out with or without pseudonyms; rejects show what was answered without them alone."""
    monkeypatch.setattr(needs_and_method_sections, "MOST_REJECTS", 1000)
    for item in ITEMS:
        for n, value in enumerate((f"ask {NAME}", [NAME], {NAME: 4})):
            (fold / f"{item}-{n}.yaml").write_text(HEAD + yaml_text({"answers": {item: value}}), "utf-8")
    (here / "out").mkdir()
    files = ("-o", "out/r.csv", "--rejects", "out/j.csv", "--report", "out/page.html")
    ran = run("batch", "fold", *files, *(HIDDEN if hidden else ()), *DAY)
    assert "wrote out/r.csv" in ran.err, ran.err
    told = {file for file, _ in found(here / "out", NAMES)}
    assert told == (set() if hidden else {"j.csv"})
    page = unescape((here / "out" / "page.html").read_text("utf-8"))
    assert all(f"'{item}'" in page for item in ITEMS)


@pytest.mark.parametrize(
    ("folders", "stay"),
    [(("North", "Green Valley"), True), (("North", "Ana's"), False), (("Robert Roe", "Roe, Mary"), False)],
)
def test_folders_that_several_share_stay_unless_they_are_called_as_people_are(
    run: Run, here: Path, fold: Path, folders: tuple[str, ...], *, stay: bool
) -> None:
    for folder in folders:
        (fold / folder).mkdir()
        for n in range(1 if folder == "Ana's" else 3):
            (fold / folder / f"{n}.yaml").write_text(f"{HEAD}respondent: {folder}{n}\nanswers: {{causes: own_unit}}\n")
    made(run, here)
    told = set(pl.read_csv("out/r.csv", infer_schema=False)["folder"].drop_nulls())
    assert (told == {*folders}) if stay else not told & {*folders}
    assert len(told) == 2


def ways() -> Iterator[str]:
    yield from (
        f"{NAME}/answers.yaml",
        f"{NAME}.yaml",
        "Featherstone, Gwendolyn/autumn.yaml",
        "x/Gwendolyn_Featherstone.yml",
    )
    yield from (f"North/{NAME}/a.yaml", f"{NAME}.png", "gwendolyn-featherstone.txt")


def test_no_name_is_found_from_what_files_and_folders_are_called(run: Run, here: Path, fold: Path) -> None:
    for name in ways():
        (fold / name).parent.mkdir(parents=True, exist_ok=True)
        (fold / name).write_text(SOUND.replace("respondent:", "read_back:") + f"# {name}\n", "utf-8")
    (fold / f"{NAME}" / "broken.yaml").write_text("answers: [")
    told = made(run, here, "--playbooks", "out/books", "--letters", "out/letters", "--format", "md")
    assert found(here / "out", NAMES) == []
    results = pl.read_csv("out/r.csv", infer_schema=False)
    assert results["folder"].n_unique() == 5
    assert "replaced by pseudonyms, as e-mail addresses are anywhere: file, folder" in told
