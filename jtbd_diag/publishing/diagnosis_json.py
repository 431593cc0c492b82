"""Diagnosis -> plain data for other programs.

Owns the documented, versioned shape (docs/json.md); must not know who reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jtbd_diag.diagnosis import Diagnosis

SHAPE = "jtbd-diag/diagnosis/1"


def diagnosis_data(diagnosis: Diagnosis) -> dict[str, Any]:
    """A diagnosis as JSON-ready data. Keys are only ever added within one version of the shape."""
    from jtbd_diag.diagnosis.in_words import honesty, noted

    questionnaire = diagnosis.questionnaire
    return {
        "shape": SHAPE,
        "questionnaire": {
            "id": questionnaire.questionnaire,
            "version": questionnaire.version,
            "fingerprint": diagnosis.fingerprint,
        },
        "respondent": diagnosis.answers.respondent,
        **diagnosis.answers.who.beyond_respondent,
        "answered": len(diagnosis.asked.values),
        "asked": len(diagnosis.asked.asked),
        "outcome": diagnosis.outcome,
        "job": diagnosis.job,
        "runner_up": diagnosis.runner_up,
        "lead": diagnosis.lead,
        "fits": dict(diagnosis.fits),
        "points_to": dict(diagnosis.points_to),
        "scales": {
            name: {"score": s.score, "band": s.band, "answered": s.answered, "asked": s.asked}
            for name, s in diagnosis.scales.items()
        },
        "struggle": diagnosis.struggle,
        "preconditions": _bands(diagnosis, questionnaire.readiness.preconditions),
        "forces": _bands(diagnosis, questionnaire.readiness.forces),
        "ledger": [
            {"item": line.item, "scale": line.scale, "points": line.points, "added": line.added}
            for line in diagnosis.ledger
        ],
        "flip": diagnosis.flip
        and {
            "job": diagnosis.flip.job,
            "changes": [{"item": c.item, "instead": _plain(c.instead)} for c in diagnosis.flip.changes],
        },
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


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
