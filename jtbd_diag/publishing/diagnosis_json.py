"""Diagnosis -> plain data for other programs.

Owns the documented, versioned shape (docs/json.md); must not know who reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jtbd_diag.diagnosis import Diagnosis
    from jtbd_diag.diagnosis.ledger_and_flip import Flip

SHAPE = "jtbd-diag/diagnosis/1"


def diagnosis_data(diagnosis: Diagnosis) -> dict[str, Any]:
    """A diagnosis as JSON-ready data. Keys are only ever added within one version of the shape."""
    from jtbd_diag.diagnosis.diagnosis_in_words import honesty, noted, single_statements
    from jtbd_diag.questionnaire import wording_fingerprint

    questionnaire = diagnosis.questionnaire
    return {
        "shape": SHAPE,
        "questionnaire": {
            "id": questionnaire.questionnaire,
            "version": questionnaire.version,
            "fingerprint": diagnosis.fingerprint,
            "wording": wording_fingerprint(questionnaire),
        },
        "respondent": diagnosis.answers.respondent,
        **diagnosis.answers.who.beyond_respondent,
        "invented": diagnosis.answers.invented,
        "answered": len(diagnosis.asked.values),
        "asked": len(diagnosis.asked.asked),
        "outcome": diagnosis.outcome,
        "job": diagnosis.job,
        "runner_up": diagnosis.runner_up,
        "lead": diagnosis.lead,
        "fits": dict(diagnosis.fits),
        "points_to": dict(diagnosis.points_to),
        "job_by": dict(diagnosis.job_by),
        "scales": {
            name: {"score": s.score, "band": s.band, "answered": s.answered, "asked": s.asked}
            for name, s in diagnosis.scales.items()
        },
        "struggle": diagnosis.struggle,
        "statements": dict(single_statements(diagnosis)),
        "preconditions": _bands(diagnosis, questionnaire.readiness.preconditions),
        "forces": _bands(diagnosis, questionnaire.readiness.forces),
        "ledger": [
            {"item": line.item, "scale": line.scale, "points": line.points, "added": line.added}
            for line in diagnosis.ledger
        ],
        "flip": _flip(diagnosis.flip),
        "flip_to_runner_up": _flip(diagnosis.flip_to_runner_up),
        "stability": diagnosis.stability and {"kept": diagnosis.stability.kept, "tried": diagnosis.stability.tried},
        "missing": list(diagnosis.missing),
        "flags": list(diagnosis.flags),
        "notes": [
            {"item": one.item, "answer": _plain(diagnosis.asked.values.get(one.item)), "note": one.note}
            for one in noted(diagnosis)
        ],
        "honesty": honesty(questionnaire),
    }


def _bands(diagnosis: Diagnosis, names: tuple[str, ...]) -> dict[str, str | None]:
    return {name: diagnosis.scales[name].band for name in names}


def _flip(flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    return {
        "job": flip.job,
        "changes": [{"item": change.item, "instead": _plain(change.instead)} for change in flip.changes],
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
