"""Pages made of several answers end with what a result rests on, like every other page."""

from pathlib import Path

import pytest

from tests.checkout import ROOT

from .conftest import Run

EXAMPLES = ROOT / "questionnaires" / "examples"


@pytest.mark.parametrize(
    "called",
    [
        ("compare", "place-riverton/place.yaml"),
        ("waves", "leader-again/first.yaml", "leader-again/second.yaml"),
        ("waves", "cohort-again/autumn.csv", "cohort-again/spring.csv"),
    ],
)
def test_they_say_what_they_rest_on(run: Run, tmp_path: Path, called: tuple[str, ...]) -> None:
    command, *files = called
    page = tmp_path / "page.html"
    assert run(command, *(str(EXAMPLES / one) for one in files), "-o", str(page)).code == 0
    said = " ".join(page.read_text("utf-8").split())
    assert "interviews with a small sample of leaders that is not representative" in said
