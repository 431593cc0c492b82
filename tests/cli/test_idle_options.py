"""Options that would do nothing beside the others are refused with a sentence, before anything is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run

AUTUMN, SPRING = EXAMPLES / "cohort-again" / "autumn.csv", EXAMPLES / "cohort-again" / "spring.csv"
LEADER, INTERVIEWS = EXAMPLES / "leader-again", EXAMPLES / "interviews-24"


@pytest.mark.parametrize(
    ("words", "idle"),
    [
        (["waves", "a.yaml", "b.yaml", "--questionnaire", "organisation"], "--questionnaire: for two tables"),
        (["waves", "a.yaml", "b.yaml", "--mapping", "m.yaml", "--id", "zz"], "--mapping, --id: for two tables"),
        (["waves", AUTUMN, SPRING, "--became", "solved"], "--became: for two answers files of one leader"),
        (["waves", AUTUMN, SPRING, "--theme", "."], "--theme: nothing is written that has looks"),
        (["evidence", SPRING, "-o", "e.html", "--computed-by", "Ana"], "--computed-by: it stands in a questionnaire"),
        (["evidence", SPRING, "--write", "q.yaml", "--theme", "."], "--theme: nothing is written that has looks"),
        (["impact", "leader@1", "leader@2", "--layout", "plain"], "--layout: for tables, of which none is given"),
        (["impact", "leader@1", "leader@2", "--theme", "."], "--theme: nothing is written that has looks"),
        (["interviews", "check", INTERVIEWS, "--distance", "gower"], "--distance: this step has no use for it"),
        (["interviews", "check", INTERVIEWS, "--seed", "2"], "--seed: this step has no use for it"),
        (["interviews", "agree", INTERVIEWS, "--answers", "f.csv"], "--answers: this step has no use for it"),
        (["interviews", "calibrate", INTERVIEWS, "--distance", "gower"], "--distance: this step has no use for it"),
        (["offer", "coaching-cycle", "--theme", "."], "--theme: nothing is written that has looks"),
        (["playbook", "answers.yaml", "--theme", "."], "--theme: nothing is written that has looks"),
        (["batch", "sent", "-o", "o.csv", "-o", "o.sav"], "--output stands more than once"),
        (["--library", "mine", "--library", "yours", "list"], "--library stands more than once"),
        (["diagnose", "a.yaml", "--json", "--json", "--code", "A", "--code", "B"], "--code stands more than once"),
        (["batch", "", "-o", "o.csv"], "TABLE is empty: has a variable of the shell no value?"),
        (["batch", "sent", "-o", " ", "--mapping", ""], "--output, --mapping are empty"),
        (["impact", "", ""], "OLD, NEW are empty"),
        (["check", ""], "files is empty"),
        (["--library", "", "list"], "--library is empty"),
        (["batch", "sent", "-o", "o.csv", "--keep-previews"], "--keep-previews: for tables only"),
        (["batch", "sent", "-o", "o.csv", "--keep-empty", "--keep-rejected"], "--keep-rejected, --keep-empty: for"),
    ],
)
def test_what_would_do_nothing_is_refused(run: Run, here: Path, words: list[object], idle: str) -> None:
    Path("sent").mkdir()
    told = run(*words)
    assert told.code == 2
    assert idle in " ".join(told.err.replace("│", " ").split())
    assert [*here.iterdir()] == [here / "sent"]
