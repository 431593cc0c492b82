"""Tells which of three jobs a K-12 leader hires improvement for, and writes the playbook that fits.

The public library (docs/library.md): `load_questionnaire`, `read_answers`, `diagnose`, `score_survey`, `score_table`,
`write_playbook`, `publish`; what they take and return, `Library`, `Questionnaire`, `Answers`, `Diagnosis`,
`SurveyResults`, `Playbook`; and what they raise, `InputError`, a list of `Problem`. Everything else is private.
"""

from __future__ import annotations

TYPE_CHECKING = False  # to import typing takes longer than all else here, and Ctrl-C is not heard before
if TYPE_CHECKING:
    from typing import Any

    from jtbd_diag.answers import Answers, read_answers
    from jtbd_diag.diagnosis import Diagnosis, diagnose, score_table
    from jtbd_diag.ground.complaints import InputError, Problem
    from jtbd_diag.ground.library import Library
    from jtbd_diag.playbook import Playbook, write_playbook
    from jtbd_diag.publishing import publish
    from jtbd_diag.questionnaire import Questionnaire, load_questionnaire
    from jtbd_diag.results.score_survey import SurveyResults, score_survey

__all__ = [
    "Answers",
    "Diagnosis",
    "InputError",
    "Library",
    "Playbook",
    "Problem",
    "Questionnaire",
    "SurveyResults",
    "diagnose",
    "load_questionnaire",
    "publish",
    "read_answers",
    "score_survey",
    "score_table",
    "write_playbook",
]

_HOMES = {
    "Answers": "jtbd_diag.answers",
    "Diagnosis": "jtbd_diag.diagnosis",
    "InputError": "jtbd_diag.ground.complaints",
    "Library": "jtbd_diag.ground.library",
    "Playbook": "jtbd_diag.playbook",
    "Problem": "jtbd_diag.ground.complaints",
    "Questionnaire": "jtbd_diag.questionnaire",
    "SurveyResults": "jtbd_diag.results.score_survey",
    "diagnose": "jtbd_diag.diagnosis",
    "load_questionnaire": "jtbd_diag.questionnaire",
    "publish": "jtbd_diag.publishing",
    "read_answers": "jtbd_diag.answers",
    "score_survey": "jtbd_diag.results.score_survey",
    "score_table": "jtbd_diag.diagnosis",
    "write_playbook": "jtbd_diag.playbook",
}


def __getattr__(name: str) -> Any:
    # heavy stages are imported when first used, so that `jtbd-diag --help` stays instant
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
