"""`jtbd-diag diagnose`: the diagnosis, its ledger and flips."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.leader_answers import example_or, questionnaires_of, read_leader
from jtbd_diag.cli.shared.library_option import command_line, library_of
from jtbd_diag.cli.shared.printing import print_json, stdout_console, tell
from jtbd_diag.cli.shared.shared_options import ForceOption, OutputOption, QuestionnaireOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire


def diagnose(
    context: typer.Context,
    answers: Annotated[Path | None, typer.Argument()] = None,
    code: Annotated[str | None, typer.Option(metavar="WORDS")] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Tell the job behind a leader's answers, with the reasons."""
    from jtbd_diag.diagnosis import diagnose as diagnose_answers

    library = library_of(context)
    if answers is not None and code is None and output is None:
        asked, given = read_leader(example_or(answers, library), library, questionnaire)
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
    from jtbd_diag.publishing.terminal.diagnosis_screen import show_diagnosis

    show_diagnosis(diagnosis, stdout_console(), explain=explain)


def _of_code(library: Library, code: str, name: str | None) -> tuple[Questionnaire, Answers]:
    """The answers of a code, and which questionnaire they are to: the one named, or one of the library's."""
    from jtbd_diag.answers.answer_code import read_code
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.versions import versions_of, with_version

    if name is None:
        return read_code(code, questionnaires_of(library))
    asked = versions_of(load_questionnaire(name, library), library)
    try:
        return read_code(code, asked)
    except InputError:
        other, _ = read_code(code, [*asked, *questionnaires_of(library)])
    of, named = (with_version(one) for one in (other, asked[0]))
    what = say("answers.code_of_another", other=of, name=named)
    raise complaint(Code.OTHER_QUESTIONNAIRE, say("answers.the_code"), what, say("answers.code_of_another_hint"))


def _keep(context: typer.Context, given: Answers, output: Path | None, force: bool) -> None:
    from jtbd_diag.answers import write_answers

    if output is None:
        tell(say("answers.not_kept"))
        return
    write_answers(output, given, force=force)
    tell(say("answers.kept", path=output, command=command_line(context, "playbook", output)))
