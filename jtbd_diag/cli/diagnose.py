"""`jtbd-diag diagnose`: the diagnosis, its ledger and flips."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.common import library_of, print_json, read_leader, stdout_console

EXAMPLES = """
  jtbd-diag diagnose answers.yaml
  jtbd-diag diagnose answers.yaml --explain
  jtbd-diag diagnose answers.yaml --json > diagnosis.json
"""


def diagnose(
    context: typer.Context,
    answers: Annotated[Path, typer.Argument(help="An answers file, as `interview` saves it.")],
    explain: Annotated[bool, typer.Option("--explain", help="Show what every answer added.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md) instead of words.")] = False,
    questionnaire: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Score against this questionnaire instead of the one the file names."),
    ] = None,
) -> None:
    """Tell the job behind a leader's answers, with the reasons."""
    from jtbd_diag.diagnosis import diagnose as diagnose_answers

    diagnosis = diagnose_answers(*read_leader(answers, library_of(context), questionnaire))
    if as_json:
        from jtbd_diag.publishing.diagnosis_json import diagnosis_data

        print_json(diagnosis_data(diagnosis))
        return
    from jtbd_diag.publishing.diagnosis_screen import show_diagnosis

    show_diagnosis(diagnosis, stdout_console(), explain=explain)
