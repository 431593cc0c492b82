"""The job that each kind of question tells by itself: choices, statements, situations.

Answers of one kind share their errors, so that how many of all answers agree says little; whether the kinds agree
says more. Owns what the kinds are; knows nothing of how it is told.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.ledger_and_flip import Ledger
from jtbd_diag.questionnaire.items import Item, RatingItem, SingleItem

KINDS = ("choices", "statements", "situations")
"""One of several that are no scale (`shuffle`); a rated sentence; everything else, which asks how things are."""


def job_by_kind(ledger: Ledger) -> dict[str, str | None]:
    """For each kind the job that its answers alone would tell.

    None where they leave a deciding scale without an answer, or where two jobs are too near to call
    (`classification.leaning`).
    """
    found: dict[str, str | None] = {}
    for kind in KINDS:
        part = ledger.among({item.id for item in ledger.q.items.values() if _kind(item) == kind})
        told = {term.contribution.scale for term in part.terms} == set(part.rule.scales)
        found[kind] = _leading(part) if told else None
    return found


def _kind(item: Item) -> str:
    if isinstance(item, RatingItem):
        return "statements"
    return "choices" if isinstance(item, SingleItem) and item.shuffle else "situations"


def _leading(ledger: Ledger) -> str | None:
    job = ledger.nearest()
    others = (other for other in ledger.q.profiles if other != job)
    lead = min(sum(line.added for line in ledger.lines(job, other)) for other in others)
    return job if lead >= ledger.rule.leaning else None
