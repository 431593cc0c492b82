"""`jtbd-diag interview`: asks a leader, then tells the diagnosis and offers the playbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.common import free_path, library_of, read_leader, stdout_console, tell, today
from jtbd_diag.library import Library

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.diagnosis import Diagnosis
    from jtbd_diag.questionnaire import Questionnaire

EXAMPLES = """Examples:

  jtbd-diag interview

  jtbd-diag interview --questionnaire leader-short -o short.yaml

  jtbd-diag interview --resume answers.yaml

  jtbd-diag interview --plain                    for a screen reader or a pipe
"""


def interview(
    context: typer.Context,
    questionnaire: Annotated[str, typer.Option(help="Which questionnaire, by name or path.")] = "leader",
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the answers are saved.")] = Path("answers.yaml"),
    resume: Annotated[Path | None, typer.Option(help="Go on with these answers, saved in the same file.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="One line at a time, no screen control.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an answers file that is there.")] = False,
) -> None:
    """Ask a leader question by question; every answer is saved at once."""
    from jtbd_diag.answers.prompts import Interrupted
    from jtbd_diag.answers.prompts import interview as ask
    from jtbd_diag.diagnosis import decided

    library = library_of(context)
    asked, answers, path = _begin(library, questionnaire, output, resume, force)
    outcome = ask(
        asked,
        answers,
        save=lambda given: _save(path, given),
        decided=lambda given: decided(asked, given.values),
        plain=plain,
    )
    if outcome.ending != "finished":
        tell(f"\nSaved in {path}. Go on with: jtbd-diag interview --resume {path}")
        raise typer.Exit(130 if outcome.ending == "interrupted" else 0)
    try:
        _finish(library, asked, outcome.answers, path, plain)
    except Interrupted:
        tell(f"\nSaved in {path}. The playbook: jtbd-diag playbook {path} -o playbook.pdf")
        raise typer.Exit(130) from None


def _begin(
    library: Library, questionnaire: str, output: Path, resume: Path | None, force: bool
) -> tuple[Questionnaire, Answers, Path]:
    """What to ask, the answers so far, and where they are saved."""
    import datetime

    from jtbd_diag.answers import Answers
    from jtbd_diag.files import refuse_existing
    from jtbd_diag.questionnaire import load_questionnaire

    if resume is not None:
        asked, answers = read_leader(resume, library)
        return asked, answers, resume
    if output.exists() and not force:
        tell(f"To go on with answers given before: jtbd-diag interview --resume {output}")
    refuse_existing(output, force=force)
    begun = datetime.datetime.now(tz=datetime.UTC).astimezone().isoformat(timespec="seconds")
    asked = load_questionnaire(questionnaire, library)
    answers = Answers.to(asked, begun=begun)
    _save(output, answers)  # an unwritable place is told before the first question
    return asked, answers, output


def _save(path: Path, answers: Answers) -> None:
    from jtbd_diag.answers import write_answers

    write_answers(path, answers, force=True)


def _finish(library: Library, asked: Questionnaire, answers: Answers, path: Path, plain: bool) -> None:
    """The diagnosis, the read-back, and the offer to write the playbook."""
    from dataclasses import replace

    from jtbd_diag.answers.prompts import confirm, edit_text
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.playbook import read_back
    from jtbd_diag.publishing.screen import show_diagnosis

    diagnosis = diagnose(asked, answers)
    show_diagnosis(diagnosis, stdout_console())
    if diagnosis.outcome is None:
        tell(f"\nSaved in {path}.")
        return
    heard = read_back(diagnosis)
    tell(f"\nThis is what we heard:\n\n{_wrapped(heard)}\n")
    if not confirm("Is that right?", default=True, plain=plain):
        corrected = edit_text("Say it in your own words; it goes on the playbook.", heard, plain)
        answers = replace(answers, read_back=corrected or None)
        _save(path, answers)
        diagnosis = diagnose(asked, answers)
    if confirm("Write the playbook as a PDF now?", default=True, plain=plain):
        _write(diagnosis, library, path)
    else:
        tell(f"Saved in {path}. The playbook, whenever you like: jtbd-diag playbook {path} -o playbook.pdf")


def _write(diagnosis: Diagnosis, library: Library, path: Path) -> None:
    from jtbd_diag.playbook import write_playbook
    from jtbd_diag.publishing import publish

    target = free_path(path.with_name(f"{path.stem.replace('answers', 'playbook')}.pdf"))
    publish(write_playbook(diagnosis, library=library, date=today()), target, library=library)
    tell(f"The answers are in {path}, the playbook in {target}.")


def _wrapped(words: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, 78, initial_indent="  ", subsequent_indent="  "))


interview.__doc__ = f"{interview.__doc__}\n\n{EXAMPLES}"
