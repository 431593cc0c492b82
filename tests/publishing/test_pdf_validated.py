"""What claims PDF/UA-1 is held against all its rules that a machine can check, by a validator of another maker.

The validator is `page`, which its makers hold against the test files of veraPDF.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from jtbd_diag.cli.main import app
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.kit import write_kit
from jtbd_diag.playbook.letter import write_letter
from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.report import Report, render_pdf
from jtbd_diag.publishing.theme.theme import LAYOUTS
from tests.forms.clients import need
from tests.playbook.leaders import MONDAY, advice, case, diagnosed, issue_for

from .sample import FOOTER, PLAYBOOK
from .test_pdf_by_ear import TABLES

LEADER = "answers@2.yaml"
LEAST = 100
"""So many rules the validator holds a PDF against at least, lest a profile without rules pass everything."""


def faults(made: bytes) -> list[str]:
    """What the validator finds, a line each: the rule and what it says."""
    need("python:page")
    import page

    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.rules.total >= LEAST
    found = [f"{one.rule_id}: {one.message}" for one in report.failures]
    assert report.is_compliant is (not found)
    return found


@pytest.mark.parametrize("name", ["D02", "D07", "D12", "D13"])  # Correct, no push, Reorient, Coordinate
@pytest.mark.parametrize("issue", ["now", "later", "last"])
def test_issues_of_playbooks_and_their_sheets(name: str, issue: str) -> None:
    written = issue_for(name, issue, LEADER)  # type: ignore[arg-type]
    assert faults(render(written, "pdf")) == []
    assert written.sheets is None or faults(render(written.sheets, "pdf")) == []


@pytest.mark.parametrize("name", ["D02", "D12", "D13"])
def test_playbooks_in_one_and_the_coach_s_pages(name: str) -> None:
    written = write_playbook(diagnosed(case(name, LEADER)), advice=advice(), date=MONDAY, for_coach=True)
    assert written.coach is not None
    assert faults(render(written, "pdf")) == faults(render(written.coach, "pdf")) == []


def test_every_piece_of_the_teaching_kit() -> None:
    kit = write_kit(diagnosed(case("D12", LEADER)), library=Library(), advice=advice(), date=MONDAY)
    theme = load_theme()
    made = {page.piece.id: pdf.render(page.document, theme, layout=LAYOUTS.get(page.piece.layout)) for page in kit}
    assert len(made) == 10
    assert {name: found for name, data in made.items() if (found := faults(data))} == {}


@pytest.mark.parametrize("name", ["D02", "D07", "D12", "D13"])
def test_letters(name: str) -> None:
    letter = write_letter(diagnosed(case(name, LEADER)), advice=advice(), date=MONDAY)
    assert faults(render(letter.document, "pdf")) == []


def test_a_report_and_a_document_of_everything_markdown_has() -> None:
    report = Report("R", datetime.date(2026, 11, 21), TABLES, FOOTER, {})
    assert faults(render_pdf(report, load_theme())) == faults(render(PLAYBOOK, "pdf")) == []


def test_a_cohort_report_and_a_comparison_as_the_commands_write_them(tmp_path: Path) -> None:
    report, seen = tmp_path / "cohort.pdf", tmp_path / "eyes.pdf"
    for asked in (
        ["batch", "survey-200", "-o", str(tmp_path / "results.csv"), "--report", str(report)],
        ["compare", "place-riverton", "-o", str(seen)],
    ):
        ran = CliRunner().invoke(app, asked)
        assert ran.exit_code == 0, ran.output
    assert faults(report.read_bytes()) == faults(seen.read_bytes()) == []


def _without_language(book: pikepdf.Pdf) -> None:
    del book.Root.Lang


def _without_title(book: pikepdf.Pdf) -> None:
    book.Root.ViewerPreferences.DisplayDocTitle = False


def _with_words_untagged(book: pikepdf.Pdf) -> None:
    first = book.pages[0]
    first.contents_add(re.sub(rb"/P *<<[^>]*>> *BDC|\bEMC\b", b"", first.Contents.read_bytes()))


def _with_a_skipped_heading(book: pikepdf.Pdf) -> None:
    heading = next(one for one in book.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H2")
    heading.S = pikepdf.Name.H4


@pytest.mark.parametrize("harm", [_without_language, _without_title, _with_words_untagged, _with_a_skipped_heading])
def test_the_validator_sees_a_fault_that_is_planted(harm: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(render(PLAYBOOK, "pdf"))) as book:
        harm(book)
        saved = io.BytesIO()
        book.save(saved)
    assert faults(saved.getvalue()) != []
