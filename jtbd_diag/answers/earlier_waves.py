"""Answers files that lie side by side -> the waves of one leader, the earliest first.

Owns which files are of the same leader, and what the next wave is called; must not know what changed between them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from jtbd_diag.answers.answers_file import AnswersFile, read_answers_file
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire.perspectives import LEADER

_WAVE = re.compile(r"(?P<stem>.+)-wave-(?P<number>[0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]{1,2}")
"""A wave that is counted; a longer number is a date, such as 2026."""

KeptWave = tuple[Path, AnswersFile]
"""One wave: where it lies, and what was read of it."""


def waves_beside(path: Path) -> tuple[KeptWave, ...]:
    """The leader's waves that lie in the folder of a file, there or still to come, itself among them.

    They are called `NAME.yaml` and `NAME-wave-2.yaml`, or name the same respondent; all answer one questionnaire.
    What cannot be read is none.
    """
    own = _base(path)
    read = [(one, file) for one in _files(path) if _base(one) == own and (file := _of_leader(one))]
    if not read:
        return ()
    first = next((file for one, file in read if one.stem == own), read[0][1])
    who, asked = first.content.respondent, first.questionnaire
    if who is not None:
        read += [(one, file) for one in _files(path) if _base(one) != own and (file := _of_leader(one))]
    kept = [(one, file) for one, file in read if (file.content.respondent, file.questionnaire) == (who, asked)]
    return tuple(sorted(kept, key=_order))


def wave_before(path: Path) -> Path | None:
    """The leader's last wave before the one in this file; None where it is the first."""
    paths = [one for one, _ in waves_beside(path)]
    at = next((n for n, one in enumerate(paths) if one.name == path.name), 0)
    return paths[at - 1] if at else None


def next_wave(waves: tuple[KeptWave, ...]) -> int:
    """The number of the wave after these."""
    return max([len(waves), *(number for wave in waves if (number := _number(wave)))]) + 1


def wave_path(path: Path, number: int) -> Path:
    """Where a wave goes: the file that was named where it is still free, else `NAME-wave-2.yaml` beside."""
    return path if not path.exists() else path.with_stem(f"{_base(path)}-wave-{number}")


def _base(path: Path) -> str:
    named = _WAVE.fullmatch(path.stem)
    return named["stem"] if named else path.stem


def _files(path: Path) -> list[Path]:
    return sorted(one for one in path.parent.glob(f"*{path.suffix}") if one.is_file())


def _of_leader(path: Path) -> AnswersFile | None:
    with suppress(InputError):
        file = read_answers_file(path)
        return file if (file.content.rater, file.content.rater_id) == (LEADER, None) else None
    return None


def _number(wave: KeptWave) -> int | None:
    """Of a wave that is counted; one that is told by a date or a name has none."""
    told = str(wave[1].content.wave or "")
    return int(told) if _NUMBER.fullmatch(told) else None


def _order(wave: KeptWave) -> tuple[int, str, str]:
    content = wave[1].content
    return _number(wave) or 1, content.begun or "", str(content.wave or "")
