"""What a command imports: what an option needs, only where the option is given."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from jtbd_diag.ground.library import shipped_folder

SURVEY = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
OF_OPTIONS = (
    "results.call_list", "results.written.ddi_codebook", "results.written.statistics_files",
    "results.written.statistics_variables", "survey.applications.applications_read",
    "survey.applications.joined_applications",
)  # fmt: skip
RUN = """
import sys
from jtbd_diag.cli.main import app
app(sys.argv[1:], standalone_mode=False)
sys.stdout.write(" ".join(name.removeprefix("jtbd_diag.") for name in sys.modules))
"""


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        ([], []),
        (["--codebook", "codebook.xml"], ["results.written.ddi_codebook", "results.written.statistics_variables"]),
    ],
    ids=["no option", "codebook"],
)
def test_batch_imports_what_an_option_needs_when_it_is_given(
    options: list[str], needed: list[str], tmp_path: Path
) -> None:
    assert all(find_spec(f"jtbd_diag.{name}") for name in OF_OPTIONS)
    command = [sys.executable, "-c", RUN, "batch", SURVEY, "-o", "results.csv", *options]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert [name for name in OF_OPTIONS if name in ran.stdout.split()] == needed
