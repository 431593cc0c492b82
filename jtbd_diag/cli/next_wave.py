"""The same leader again: the interview's offer of the next wave, and what it tells of the earlier one at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from jtbd_diag.cli.shared.after import BecameOf
from jtbd_diag.cli.shared.leader_answers import questionnaire_of, read_leader
from jtbd_diag.cli.shared.library_option import command_line
from jtbd_diag.cli.shared.printing import show_page, tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import day_of, today, written_out
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers, AnswersFile
    from jtbd_diag.compare.transitions import Became
    from jtbd_diag.questionnaire import Questionnaire


class NextWave(NamedTuple):
    """What to ask the leader again and of then, where the answers go, whose they are and which wave."""

    path: Path
    asked: Questionnaire
    respondent: str | None
    wave: str


def offer_next_wave(
    context: typer.Context, library: Library, named: str | None, path: Path, plain: bool
) -> NextWave | None:
    """Offer it where earlier answers of a leader lie at `path` that tell a job. None where that is not wanted.

    Nothing of them is shown. Raises InputError where the earlier file or the questionnaire cannot be used.
    """
    from jtbd_diag.answers.earlier_waves import next_wave, wave_path, waves_beside
    from jtbd_diag.interview.question_outside_interview import Interrupted, confirm
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.look_back import looking_back

    waves = waves_beside(path)
    if not waves or (path.exists() and path not in (one for one, _ in waves)):
        return None
    newest, file = waves[-1]
    old = questionnaire_of(file, library)
    asked = load_questionnaire(named or file.questionnaire, library)
    if asked.questionnaire != old.questionnaire or not asked.profiles:
        return None
    finished = _finished(file, old)
    if finished is None:
        return None
    if not _told_comparable(context, old, asked, newest):
        return None
    number = next_wave(waves)
    target = wave_path(path, number)
    _tell_offer(newest, file, number, target)
    try:
        wanted = confirm(say("cli.wave_now"), default=finished, plain=plain)
    except Interrupted:
        wanted = False
    who = file.content.respondent
    return NextWave(target, looking_back(asked), None if who is None else str(who), str(number)) if wanted else None


def _finished(file: AnswersFile, asked: Questionnaire) -> bool | None:
    """Whether nothing is left to ask; None where too little was answered for a job."""
    from jtbd_diag.answers import fitting
    from jtbd_diag.compare.two_waves import job_of
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.interview.next_question import Interview

    answers, _ = fitting(file, asked)
    return None if job_of(diagnose(asked, answers)) is None else not Interview(asked, answers).open


def _told_comparable(context: typer.Context, old: Questionnaire, asked: Questionnaire, newest: Path) -> bool:
    """Whether anything of the two versions can be compared; where not everything can, it is told."""
    from jtbd_diag.lab.impact.wave_verdicts import waves_of
    from jtbd_diag.questionnaire.versions import with_version

    waves = waves_of(old, asked)
    if waves.jobs_comparable:
        return True
    comparable = len(waves.comparable)
    if comparable:
        tell(say("cli.wave_not_job", lines=len(waves.scales), comparable=comparable))
    else:
        tell(say("cli.wave_not_at_all", path=newest))
    as_then = with_version(old)
    if old.version != asked.version:
        command = command_line(context, "interview", "--questionnaire", as_then, "-o", newest)
        tell(say("cli.wave_as_then", command=command))
    return comparable > 0


def _tell_offer(newest: Path, file: AnswersFile, number: int, target: Path) -> None:
    said = {"path": newest, "number": number, "target": target}
    day = day_of(file.content.begun)
    tell(say("cli.wave_offer_of", day=written_out(day), **said) if day else say("cli.wave_offer", **said))


class Earlier(NamedTuple):
    """The wave before the one in hand: where it lies, what became of the problem since, and the page of both."""

    path: Path
    became: Became | None

    @property
    def words(self) -> tuple[str, ...]:
        """What the command line says of it."""
        return ("--after", str(self.path), *(("--became", self.became) if self.became else ()))


def tell_change(
    context: typer.Context, library: Library, path: Path, told: tuple[Questionnaire, Answers], plain: bool
) -> Earlier | None:
    """Ask what became of the problem, and show what changed since the wave before; None where there is none."""
    from jtbd_diag.answers.earlier_waves import wave_before
    from jtbd_diag.cli.waves import one_leader
    from jtbd_diag.interview.question_outside_interview import ask_one
    from jtbd_diag.playbook.advice.after_yaml import ASKED_BY
    from jtbd_diag.questionnaire import load_questionnaire

    before = wave_before(path)
    if before is None or not told[0].profiles:
        return None
    tell("")
    became = ask_one(load_questionnaire(ASKED_BY, library), "became", plain)
    earlier = Earlier(before, BecameOf(str(became)).value if became else None)
    page, line = one_leader(read_leader(before, library), told, earlier.became, library)
    show_page(page, today())
    tell(line)
    more = ("--became", earlier.became) if earlier.became else ()
    command = command_line(context, "waves", before, path, *more, "-o", path.with_name(f"{path.stem}-changes.html"))
    tell(say("cli.wave_later", command=command))
    return earlier
