"""What tells two questionnaires apart: a fingerprint of all that scores.

Owns what counts for it; knows nothing of files, and of no wording.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from jtbd_diag.questionnaire.conditions import Condition
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.questionnaire.model import Questionnaire


def fingerprint(questionnaire: Questionnaire) -> str:
    """Twelve hexadecimal digits that change when anything that scores changes; wording does not count."""

    def hashed() -> str:
        canonical = json.dumps(_what_scores(questionnaire), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    return questionnaire.once("fingerprint", hashed)


def _what_scores(q: Questionnaire) -> dict[str, Any]:
    """What can change a score, a band, the job or the struggle; numbers as floats, so that 1 and 1.0 are alike."""
    rule, struggle = q.classification, q.struggle
    contributions = sorted(
        [c.item, c.scale, float(c.weight), _floats(c.options), _floats(c.thresholds)] for c in q.contributions
    )
    return {
        "items": {item: _what_is_asked(q, item) for item in q.telling_items()},
        "contributions": contributions,
        "scales": {
            name: [float(scale.minimum_answered), [band.up_to for band in scale.bands]]
            for name, scale in q.scales.items()
        },
        # of two jobs equally near the first one written is taken, so their order counts
        "profiles": [[name, {s: profile.at[s] for s in rule.scales}] for name, profile in q.profiles.items()]
        if rule
        else [],
        "classification": [
            [float(rule.spread), float(rule.clear), float(rule.leaning)],
            {scale: float(rule.importance.get(scale, 1)) for scale in rule.scales},
        ]
        if rule
        else [],
        "struggle": [struggle.scale, float(struggle.early), float(struggle.active), _dump(struggle.none_if)]
        if struggle
        else [],
    }


def _what_is_asked(q: Questionnaire, item: str) -> list[Any]:
    counts = isinstance(q.items[item], MultipleItem)
    options = sorted(
        [option.id, counts and option.exclusive, counts and option.cannot_say] for option in q.options(item)
    )
    return [q.items[item].type, _dump(q.items[item].ask_if), options]


def _floats(points: Mapping[Any, float]) -> dict[str, float]:
    return {str(key): float(value) for key, value in points.items()}


def _dump(condition: Condition | None) -> Any:
    return condition.model_dump(mode="json", exclude_none=True, by_alias=True) if condition else None
