"""What tells two questionnaires apart: a fingerprint of all that scores, and one of all that people read.

Owns what counts for each; knows nothing of files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from jtbd_diag.questionnaire.conditions import Condition
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem
from jtbd_diag.questionnaire.model import Questionnaire


def fingerprint(questionnaire: Questionnaire) -> str:
    """Twelve hexadecimal digits that change when anything that scores changes; wording does not count."""

    return questionnaire.once("fingerprint", lambda: _hashed(_what_scores(questionnaire)))


def answered_fingerprint(questionnaire: Questionnaire) -> str:
    """The fingerprint that files of answers to it carry: its own, or that of what it was made of."""
    return questionnaire.once("answered", lambda: fingerprint(questionnaire))


def wording_fingerprint(questionnaire: Questionnaire, asked: Mapping[str, str] | None = None) -> str:
    """Twelve hexadecimal digits that change when anything changes that people read before they answer.

    That is every question in its order, its help and options, what stands over it, and when it is asked. `asked` are
    questions, by item, whose words were others than they are.
    """
    if asked:
        return _hashed(what_is_read(questionnaire, asked))
    return questionnaire.once("wording", lambda: _hashed(what_is_read(questionnaire)))


def what_is_read(q: Questionnaire, asked: Mapping[str, str] | None = None) -> list[Any]:
    """The texts over the questions, and each question by its id with all that is read of it, in the order asked.

    What a later wave asks of then comes after all that is scored, and makes no other form of it.
    """
    sections = [
        [section.title, section.intro, [[item.id, *what_is_read_of(q, item.id, asked)] for item in section.items]]
        for section in (q.sections[:-1] if q.looks_back else q.sections)
    ]
    return [q.intro, sections]


def what_is_read_of(q: Questionnaire, item: str, asked: Mapping[str, str] | None = None) -> list[Any]:
    """An item's type, question, help, when it is asked, and the texts of its options with their ids."""
    one = q.items[item]
    unit = one.unit if isinstance(one, NumberItem) else None
    options = [[option.id, option.text] for option in q.options(item)]
    return [one.type, (asked or {}).get(item, one.ask), one.help, unit, _dump(one.ask_if), options]


def _hashed(what: Any) -> str:
    canonical = json.dumps(what, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


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
