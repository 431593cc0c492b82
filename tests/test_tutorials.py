"""The tutorials: every command in them runs, one after the other in an empty folder, and shows what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.checkout import ROOT

from .cli.conftest import Run, here, run  # noqa: F401 - fixtures
from .test_readme import refresh

PEOPLE = ("intermediary", "coach", "foundation", "evaluator", "author")


@pytest.mark.parametrize("name", PEOPLE)
def test_what_a_tutorial_shows_is_what_comes_out(
    name: str,
    run: Run,  # noqa: F811
    here: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for setting, value in (("COLUMNS", "80"), ("NO_COLOR", "1")):
        monkeypatch.setenv(setting, value)

    def in_this_process(folder: Path, command: Sequence[str], typed: str) -> tuple[int, str]:
        assert folder == here
        if any(word.endswith(".docx") for word in command):
            pytest.importorskip("pypandoc")
        ran = run(*command, stdin=typed)
        return ran.code, ran.err + ran.out if typed else ran.out + ran.err

    page = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text("utf-8")
    shown = refresh().refreshed_tutorial(page, here, in_this_process)
    assert shown == page, "run: python docs/refresh_readme.py"


def test_a_tutorial_that_says_something_else_is_seen(tmp_path: Path) -> None:
    page = "<!-- shown: 2-3 -->\n```text\nold\n```\n"
    tell = refresh().refreshed_tutorial
    shown = tell(f"```sh\njtbd-diag list\n```\n\n{page}", tmp_path, lambda *_: (0, "one\ntwo \nthree\nfour\n"))
    assert shown.endswith("```text\n…\ntwo\nthree\n…\n```\n")
    with pytest.raises(AssertionError, match="jtbd-diag list: no"):
        tell("```sh\njtbd-diag list\n```\n", tmp_path, lambda *_: (1, "no"))
