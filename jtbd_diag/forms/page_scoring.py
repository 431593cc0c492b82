"""What the offline page needs to tell a result, as data: points, weights, places of jobs, bands.

Owns what of these goes into a page whose result may be seen; `page/scores.js` computes with it, and a test keeps that
equal to `diagnose`.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.diagnosis.in_words import honesty
from jtbd_diag.forms.answer_tests import test_of
from jtbd_diag.forms.page_conditions import as_lists
from jtbd_diag.questionnaire import Contribution, Questionnaire
from jtbd_diag.questionnaire.model import Scale

Plain = dict[str, Any]


def scoring_of(questionnaire: Questionnaire) -> Plain:
    """The scoring of a questionnaire as plain data."""
    return {
        "scales": [_scale(name, scale) for name, scale in questionnaire.scales.items()],
        "feeds": [_feed(one) for one in questionnaire.contributions],
        "preconditions": questionnaire.readiness.preconditions,
        "forces": questionnaire.readiness.forces,
        "honesty": honesty(questionnaire),
        **_jobs(questionnaire),
        **_struggle(questionnaire),
    }


def _scale(name: str, scale: Scale) -> Plain:
    bands = [[band.title] if band.up_to is None else [band.title, band.up_to] for band in scale.bands]
    ends = {"low": scale.low, "high": scale.high} if scale.low and scale.high else {}
    return {"id": name, "title": scale.title, "minimum": scale.minimum_answered, "bands": bands, **ends}


def _feed(one: Contribution) -> Plain:
    table = {"thresholds": list(one.thresholds.items())} if one.thresholds else {"options": dict(one.options)}
    return {"item": one.item, "scale": one.scale, "weight": one.weight, **table}


def _jobs(questionnaire: Questionnaire) -> Plain:
    rule = questionnaire.classification
    if rule is None:
        return {}
    return {
        "rule": {
            "scales": rule.scales,
            "factors": [rule.importance.get(scale, 1.0) / rule.spread**2 for scale in rule.scales],
            "clear": rule.clear,
            "leaning": rule.leaning,
            "shows_second": rule.show_runner_up,
        },
        "jobs": [
            {"id": job, "title": profile.title, "says": profile.says, "at": [profile.at[s] for s in rule.scales]}
            for job, profile in questionnaire.profiles.items()
        ],
    }


def _struggle(questionnaire: Questionnaire) -> Plain:
    rule = questionnaire.struggle
    if rule is None:
        return {}
    none_if = {"none_if": as_lists(test_of(questionnaire, rule.none_if))} if rule.none_if else {}
    return {"struggle": {"scale": rule.scale, "early": rule.early, "active": rule.active, **none_if}}
