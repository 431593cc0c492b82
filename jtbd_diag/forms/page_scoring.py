"""What the offline page needs to tell a result, as data: the formula, and the titles of what comes of it.

Owns what of these goes into a page whose result may be seen, the formula as lists of a kind and its parts, which
`page/formula.js` works out; `page/scores.js` tells what comes of it.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.diagnosis.diagnosis_in_words import honesty
from jtbd_diag.diagnosis.formula import Literal, Node
from jtbd_diag.diagnosis.settled_early import deciding_items, pressing_items
from jtbd_diag.diagnosis.whole_formula import formula_of
from jtbd_diag.forms.asked_when import over_answers
from jtbd_diag.forms.form import Plain
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import Scale


def as_lists(node: Node | tuple[Any, ...] | str) -> Any:
    """A node as a list of its kind and its parts; what it says in so many words stands by itself."""
    if isinstance(node, Literal):
        return node.value
    if not isinstance(node, tuple):
        return node
    kind = [type(node).__name__] if type(node) is not tuple else []  # nodes are tuples with names
    return [*kind, *map(as_lists, node)]


def scoring_of(questionnaire: Questionnaire) -> Plain:
    """The scoring of a questionnaire as plain data."""
    return {
        "steps": _steps(questionnaire),
        "scales": [_scale(name, scale) for name, scale in questionnaire.scales.items()],
        "preconditions": questionnaire.readiness.preconditions,
        "forces": questionnaire.readiness.forces,
        "honesty": honesty(questionnaire),
        **_jobs(questionnaire),
        "settling": _settling(questionnaire),
        **({"struggle": {"scale": questionnaire.struggle.scale}} if questionnaire.struggle else {}),
    }


def _steps(questionnaire: Questionnaire) -> list[Any]:
    """The steps of the formula but for the fits, which no page shows; each with its name."""
    whole = formula_of(questionnaire)
    fits = {f"fit:{job}" for job in questionnaire.profiles}
    shown = [name for name in whole.results if name not in fits]
    distances = [f"distance:{job}" for job in questionnaire.profiles]
    return [[step.name, as_lists(step.is_)] for step in whole.only((*shown, *distances)).steps]


def _scale(name: str, scale: Scale) -> Plain:
    bands = [[band.title] if band.up_to is None else [band.title, band.up_to] for band in scale.bands]
    ends = {"low": scale.low, "high": scale.high} if scale.low and scale.high else {}
    return {"id": name, "title": scale.title, "bands": bands, **ends}


def _jobs(questionnaire: Questionnaire) -> Plain:
    rule = questionnaire.classification
    if rule is None:
        return {}
    deciding = [[c.item, c.scale, c.weight] for c in questionnaire.contributions if c.scale in rule.scales]
    jobs = [
        {"id": job, "title": one.title, "says": one.says, "at": one.at} for job, one in questionnaire.profiles.items()
    ]
    shown: Plain = {"clear": rule.clear, "leaning": rule.leaning, "shows_second": rule.show_runner_up}
    shown |= {"spread": rule.spread, "importance": {scale: rule.importance.get(scale, 1.0) for scale in rule.scales}}
    return {"rule": {"scales": rule.scales, **shown}, "jobs": jobs, "deciding": deciding}


def _settling(questionnaire: Questionnaire) -> Plain | None:
    """What tells whether the headline is settled before all is answered; None where there is no job to settle."""
    rule, struggle = questionnaire.classification, questionnaire.struggle
    if rule is None or len(questionnaire.profiles) < 2:
        return None
    scales = [*rule.scales, *([struggle.scale] if struggle else [])]
    deciding = questionnaire.scored_items(rule.scales)
    headline = {*deciding, *(questionnaire.scored_items((struggle.scale,)) if struggle else ())}
    in_order = [*questionnaire.items]
    found: Plain = {
        "reach": {scale: _reach(questionnaire, scale) for scale in scales},
        "job": sorted(deciding, key=in_order.index),
        "headline": sorted(headline, key=in_order.index),
        "outcome": sorted(deciding_items(questionnaire, rule), key=in_order.index),
    }
    if struggle is not None:
        none_if = as_lists(over_answers(questionnaire, struggle.none_if)) if struggle.none_if else None
        items = sorted(pressing_items(questionnaire, struggle), key=in_order.index)
        levels = {"early": struggle.early, "active": struggle.active}
        found["push"] = {"scale": struggle.scale, **levels, "none_if": none_if, "items": items}
    return found


def _reach(questionnaire: Questionnaire, scale: str) -> Plain:
    """Of each item that feeds a scale its weight, and the fewest and most points that an answer to it gives."""
    parts = [
        [c.item, c.weight, min(offered), max(offered)]
        for c in questionnaire.contributions
        if c.scale == scale and (offered := [*c.options.values(), *c.thresholds.values()])
    ]
    return {"minimum": questionnaire.scales[scale].minimum_answered, "parts": parts}
