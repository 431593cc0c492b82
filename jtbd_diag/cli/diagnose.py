"""`jtbd-diag diagnose`: the diagnosis, its ledger and flips."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.common import (
    command_line,
    library_of,
    print_json,
    questionnaires_of,
    read_leader,
    stdout_console,
    tell,
)
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire

EXAMPLES = """
  jtbd-diag diagnose answers.yaml
  jtbd-diag diagnose answers.yaml --explain
  jtbd-diag diagnose answers.yaml --json > diagnosis.json

  # what was read over the telephone, kept for the playbook
  jtbd-diag diagnose --code "280 acorn … 417 033" -o answers.yaml
"""


def diagnose(
    context: typer.Context,
    answers: Annotated[
        Path | None, typer.Argument(help="An answers file, as `interview` or a page of `form` saves it.")
    ] = None,
    code: Annotated[
        str | None, typer.Option(metavar="WORDS", help="The code that a page of `form` ends with, in place of a file.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Keep the answers of a code in this file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what every answer added.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md) instead of words.")] = False,
    questionnaire: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Score against this questionnaire instead of the one the file names."),
    ] = None,
) -> None:
    """Tell the job behind a leader's answers, with the reasons."""
    from jtbd_diag.diagnosis import diagnose as diagnose_answers

    library = library_of(context)
    if answers is not None and code is None and output is None:
        asked, given = read_leader(answers, library, questionnaire)
    elif code is not None and answers is None:
        asked, given = _of_code(library, code, questionnaire)
        _keep(context, given, output, force)
    else:
        raise typer.BadParameter(say("answers.file_or_code"))
    diagnosis = diagnose_answers(asked, given)
    if as_json:
        from jtbd_diag.publishing.diagnosis_json import diagnosis_data

        print_json(diagnosis_data(diagnosis))
        return
    from jtbd_diag.publishing.diagnosis_screen import show_diagnosis

    show_diagnosis(diagnosis, stdout_console(), explain=explain)


def _of_code(library: Library, code: str, name: str | None) -> tuple[Questionnaire, Answers]:
    """The answers of a code, and which questionnaire they are to: the one named, or one of the library's."""
    from jtbd_diag.answers.code import read_code
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.versions import versions_of

    if name is None:
        return read_code(code, questionnaires_of(library))
    return read_code(code, versions_of(load_questionnaire(name, library), library))


def _keep(context: typer.Context, given: Answers, output: Path | None, force: bool) -> None:
    from jtbd_diag.answers import write_answers

    if output is None:
        tell(say("answers.not_kept"))
        return
    write_answers(output, given, force=force)
    tell(say("answers.kept", path=output, command=command_line(context, "playbook", output)))
