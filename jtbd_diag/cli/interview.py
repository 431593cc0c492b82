"""`jtbd-diag interview`: asks a leader, then tells the diagnosis and offers the playbook."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jtbd_diag.cli.next_wave import Earlier, offer_next_wave, tell_change
from jtbd_diag.cli.shared.after import aftermath
from jtbd_diag.cli.shared.how_the_place_works import ask_place, finished_beside, place_of
from jtbd_diag.cli.shared.leader_answers import read_leader
from jtbd_diag.cli.shared.library_option import command_line, library_of
from jtbd_diag.cli.shared.output_paths import free_path
from jtbd_diag.cli.shared.perspective import PerspectiveOption, Perspectives, PlaceFileOption, form_seen_from
from jtbd_diag.cli.shared.printing import stdout_console, tell, tell_problems
from jtbd_diag.cli.shared.shared_options import ForceOption, OutputOption, QuestionnaireOption, RespondentOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.diagnosis import Diagnosis
    from jtbd_diag.questionnaire import Questionnaire

DEFAULT_QUESTIONNAIRE = "leader"
DEFAULT_OUTPUT = Path("answers.yaml")
OFFER = "offer"


def interview(
    context: typer.Context,
    questionnaire: QuestionnaireOption = None,
    output: OutputOption = None,
    resume: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    perspective: PerspectiveOption = Perspectives.LEADER,
    place: PlaceFileOption = None,
    respondent: RespondentOption = None,
    rater: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    plain: Annotated[bool, typer.Option("--plain")] = False,
    force: ForceOption = False,
) -> None:
    """Ask a leader question by question; every answer is saved at once."""
    from jtbd_diag.answers.file_in_use import in_use
    from jtbd_diag.diagnosis import settled
    from jtbd_diag.interview.fullscreen_or_lines import interview as ask
    from jtbd_diag.interview.question_outside_interview import Interrupted

    library = library_of(context)
    if resume is not None and output is not None and output != resume:
        raise typer.BadParameter(say("cli.resume_elsewhere", path=resume), param_hint="-o")
    path = resume or output or DEFAULT_OUTPUT
    with ExitStack() as held:
        if resume is not None:
            held.enter_context(in_use(path))
            asked, answers = _go_on(library, questionnaire, path, place)
        elif perspective is not Perspectives.LEADER or place is not None:
            held.enter_context(in_use(path))
            asked = form_seen_from(_what_to_ask(library, questionnaire, path, force), perspective.value, place, library)
            asked, answers = _begin(asked, path, force, rater=perspective.value)
        else:
            path, asked, answers = _leader(context, library, questionnaire, path, plain, force, held)
        answers = replace(answers, respondent=respondent or answers.respondent, rater_id=rater or answers.rater_id)
        outcome = ask(
            asked,
            answers,
            save=lambda given: _save(path, given),
            settled=lambda given: settled(asked, given.values),
            plain=plain,
        )
        if outcome.ending != "finished":
            _tell_how_to_go_on(context, path, questionnaire, place)
            raise typer.Exit(130 if outcome.ending == "interrupted" else 0)
        try:
            _finish(context, library, asked, outcome.answers, path, plain)
        except Interrupted:
            tell(f"\n{_later(context, path, finished_beside(path, library))}")
            raise typer.Exit(130) from None


def _tell_how_to_go_on(context: typer.Context, path: Path, questionnaire: str | None, place: Path | None) -> None:
    chosen = ("--questionnaire", questionnaire) if questionnaire and os.sep in questionnaire else ()
    about = ("--place", place) if place else ()
    command = command_line(context, "interview", "--resume", path, *chosen, *about)
    tell(f"\n{say('cli.go_on_later', path=path, command=command)}")


def _leader(
    context: typer.Context,
    library: Library,
    questionnaire: str | None,
    path: Path,
    plain: bool,
    force: bool,
    held: ExitStack,
) -> tuple[Path, Questionnaire, Answers]:
    """Where a leader's answers go, what is asked, and no answers yet; the file is held as long as `held` is."""
    from jtbd_diag.answers.earlier_waves import waves_beside
    from jtbd_diag.answers.file_in_use import in_use

    held.enter_context(in_use(path))
    wave = None if force else offer_next_wave(context, library, questionnaire, path, plain)
    if wave is not None:
        if wave.path != path:
            held.enter_context(in_use(wave.path))
        return (wave.path, *_begin(wave.asked, wave.path, force, respondent=wave.respondent, wave=wave.wave))
    if path.is_file() and not force:
        newest = next((one for one, _ in reversed(waves_beside(path))), path)
        tell(say("cli.go_on_before", command=command_line(context, "interview", "--resume", newest)))
    return (path, *_begin(_what_to_ask(library, questionnaire, path, force), path, force))


def _later(context: typer.Context, path: Path, place: Path | None, earlier: Earlier | None = None) -> str:
    """What to type to have the playbook another time."""
    more = (*(("--organisation", place) if place else ()), *(earlier.words if earlier else ()))
    command = command_line(context, "playbook", path, *more, "-o", "playbook.pdf")
    if place:
        return say("cli.playbook_later_with_place", path=path, place=place, command=command)
    return say("cli.playbook_later", path=path, command=command)


def _go_on(
    library: Library, questionnaire: str | None, path: Path, place: Path | None
) -> tuple[Questionnaire, Answers]:
    """What to ask, and the answers so far; what of them no longer fits is kept in a file beside."""
    from jtbd_diag.answers import match, read_answers_file
    from jtbd_diag.answers.earlier_waves import wave_before
    from jtbd_diag.ground.complaints import Code, complaint
    from jtbd_diag.ground.files import write_whole
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.look_back import looking_back

    file = read_answers_file(path)
    other = load_questionnaire(questionnaire, library).questionnaire if questionnaire else file.questionnaire
    if file.questionnaire != other:
        what = say("cli.other_questionnaire", answered=file.questionnaire, other=other)
        hint = say("cli.other_questionnaire_hint")
        raise complaint(Code.OTHER_QUESTIONNAIRE, file.document.where(("questionnaire",)), what, hint)
    if place is not None:
        asked = form_seen_from(
            load_questionnaire(questionnaire or file.questionnaire, library), file.content.rater, place, library
        )
        answers, warnings = match(file, asked)
        tell_problems(warnings)
    else:
        asked, answers = read_leader(path, library, questionnaire)
        asked = looking_back(asked) if wave_before(path) is not None else asked
    given = {item for item, value in file.content.answers.items() if value is not None}
    if given - set(answers.values):
        kept = free_path(path.with_stem(f"{path.stem}-before"))
        write_whole(kept, path.read_bytes())
        tell(say("cli.kept_as_it_was", path=kept))
    return asked, answers


def _what_to_ask(library: Library, questionnaire: str | None, output: Path, force: bool) -> Questionnaire:
    """What to ask. Raises InputError where the answers cannot go where they should."""
    from jtbd_diag.ground.complaints import Code, complaint
    from jtbd_diag.ground.files import refuse_existing
    from jtbd_diag.questionnaire import load_questionnaire

    if output.is_dir():
        raise complaint(Code.NOT_A_FILE, str(output), say("cli.folder_no_file"), f"-o {output / DEFAULT_OUTPUT}")
    refuse_existing(output, force=force)
    return load_questionnaire(questionnaire or DEFAULT_QUESTIONNAIRE, library)


def _begin(asked: Questionnaire, output: Path, force: bool, **who: Any) -> tuple[Questionnaire, Answers]:
    """What to ask, and no answers yet."""
    import datetime

    from jtbd_diag.answers import Answers, write_answers

    begun = datetime.datetime.now(tz=datetime.UTC).astimezone().isoformat(timespec="seconds")
    answers = Answers.to(asked, begun=begun, **who)
    write_answers(output, answers, force=force)  # an unwritable place is told before the first question
    return asked, answers


def _save(path: Path, answers: Answers) -> None:
    from jtbd_diag.answers import write_answers

    write_answers(path, answers, force=True)


def _finish(
    context: typer.Context, library: Library, asked: Questionnaire, answers: Answers, path: Path, plain: bool
) -> None:
    """The diagnosis, the read-back, what changed since the wave before, and the offers of place and playbook."""
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.interview.question_outside_interview import confirm
    from jtbd_diag.publishing.terminal.diagnosis_screen import show_diagnosis

    if answers.rater != Perspectives.LEADER.value:  # of one rater alone nothing is told, not even to themselves
        tell(f"\n{say('cli.saved', path=path)}")
        return
    diagnosis = diagnose(asked, answers)
    console = stdout_console()
    if asked.scales:  # else there is nothing to tell
        show_diagnosis(diagnosis, console)
    if diagnosis.outcome is None:
        tell(f"\n{say('cli.saved', path=path)}")
        if asked.questionnaire == OFFER:
            tell(say("cli.offer_next", command=command_line(context, "offer", path)))
        return
    diagnosis = _put_right(diagnosis, path, min(console.width, 80) - 2, plain)
    earlier = tell_change(context, library, path, (asked, diagnosis.answers), plain)
    place = ask_place(library, path, plain) if diagnosis.job else None
    if confirm(say("cli.playbook_now"), default=True, plain=plain):
        _write(diagnosis, library, path, place, earlier)
    else:
        tell(_later(context, path, place, earlier))


def _put_right(diagnosis: Diagnosis, path: Path, width: int, plain: bool) -> Diagnosis:
    """The diagnosis with what was heard in the leader's own words, where what is read back is not right.

    What was typed is kept where the leader breaks off. Raises Interrupted then.
    """
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.interview.question_outside_interview import Interrupted, confirm, edit_text
    from jtbd_diag.playbook import read_back

    heard, answers = read_back(diagnosis), diagnosis.answers
    if not heard:
        return diagnosis
    tell(f"\n{say('cli.heard')}\n\n{_wrapped(heard, width)}\n")
    if confirm(say("cli.heard_right"), default=True, plain=plain):
        return diagnosis
    try:
        corrected = edit_text(say("cli.heard_own_words"), heard, plain)
    except Interrupted as error:
        if error.typed and error.typed != heard:
            _save(path, replace(answers, read_back=error.typed))
        raise
    answers = replace(answers, read_back=corrected or None)
    _save(path, answers)
    return diagnose(diagnosis.questionnaire, answers)


def _write(diagnosis: Diagnosis, library: Library, path: Path, place: Path | None, earlier: Earlier | None) -> None:
    from jtbd_diag.playbook import write_playbook
    from jtbd_diag.playbook.written_playbook import about_of
    from jtbd_diag.publishing import publish

    after = None
    if earlier is not None:
        leader = (diagnosis.questionnaire, diagnosis.answers)
        after = aftermath(earlier.path, leader, about_of(diagnosis), library, earlier.became)
    target = free_path(path.with_name(f"{path.stem.replace('answers', 'playbook')}.pdf"))
    about_place = place_of(place, library)
    written = write_playbook(
        diagnosis, library=library, date=today(), organisation=about_place, issue="now", after=after
    )
    publish(written, target, library=library)
    if place:
        tell(say("cli.all_done_with_place", path=path, place=place, playbook=target))
    else:
        tell(say("cli.all_done", path=path, playbook=target))


def _wrapped(words: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="  "))
