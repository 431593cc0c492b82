"""The impact of a change as plain data.

Owns the keys of the JSON, which docs/impact.md explains; must not know the page.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.lab.enough_answers import Claim, enough_for
from jtbd_diag.lab.impact.reclassified import RESULTS, Reclassified
from jtbd_diag.lab.impact.whole_impact import Impact
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint


def impact_data(impact: Impact) -> dict[str, Any]:
    """The impact as plain data; docs/impact.md explains every key."""
    waves = impact.waves
    return {
        "format": 1,
        "old": _version_data(impact.old),
        "new": _version_data(impact.new),
        "changes": [
            {"part": change.part, "touches": change.touches, "item": change.item, "says": change.sentence}
            for change in impact.changes
        ],
        "waves": {
            "whole": waves.whole,
            "job": waves.job,
            "scales": {one.scale: {"may": one.verdict, "items": list(one.items)} for one in waves.scales},
        },
        "scored": [_scored_data(one) for one in impact.scored],
    }


def _version_data(q: Questionnaire) -> dict[str, Any]:
    own = {"questionnaire": q.questionnaire, "version": q.version}
    return {**own, "scoring": fingerprint(q), "wording": wording_fingerprint(q)}


def _scored_data(reclassified: Reclassified) -> dict[str, Any]:
    return {
        "name": reclassified.name,
        "kind": reclassified.kind,
        "answered": reclassified.answered,
        "n": reclassified.job.n,
        "invented": reclassified.invented,
        "others": reclassified.others,
        "with_a_job": reclassified.job.with_result,
        "changed": reclassified.job.changed,
        "told_by_both": reclassified.job.told_by_both,
        "another": reclassified.job.another,
        "share_changed": reclassified.job.share if enough_for(Claim.STATISTIC, reclassified.job.told_by_both) else None,
        "labels": None if reclassified.labels is None else vars(reclassified.labels),
        **{
            result: [
                {"before": before, "after": after, "n": n}
                for (before, after), n in sorted(getattr(reclassified, result).counts.items(), key=str)
            ]
            for result in RESULTS
        },
        "movers": [
            {
                "who": mover.who,
                "before": mover.before,
                "after": mover.after,
                "reasons": [
                    {"cause": r.cause, "item": r.item, "scale": r.scale, "added": r.added} for r in mover.reasons[:5]
                ],
            }
            for mover in reclassified.movers
        ],
    }
