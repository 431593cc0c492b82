"""A form in two halves -> whether both find the same job: the consistency of the decision, not of a score.

Owns how a form is halved; must not know how agreement is counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jtbd_diag.lab.answer_matrix import Matrix
from jtbd_diag.lab.kappa_and_alpha import Agreement, agreement
from jtbd_diag.lab.scores_from_matrix import jobs_by
from jtbd_diag.questionnaire.items import RatingItem


@dataclass(frozen=True)
class Halves:
    """Two parts of a form that share no item, and how often they find the same job."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    found: Agreement


def by_turns(matrix: Matrix) -> Halves | None:
    """Every other item against the rest: in the order asked, among items that feed the same deciding scales.

    None where the form has no jobs, or a half lacks a deciding scale.
    """
    parts: tuple[list[str], list[str]] = ([], [])
    turns: Counter[tuple[str, ...]] = Counter()
    for item, scales in _deciding(matrix).items():
        parts[(turns[scales] + len(turns)) % 2].append(item)
        turns[scales] += 1
    return _halves(matrix, *parts)


def by_kind(matrix: Matrix) -> Halves | None:
    """Statements that are rated against questions with options of their own; None where either decides no job."""
    items = matrix.questionnaire.items
    rated = [item for item in _deciding(matrix) if isinstance(items[item], RatingItem)]
    return _halves(matrix, [item for item in _deciding(matrix) if item not in rated], rated)


def _deciding(matrix: Matrix) -> dict[str, tuple[str, ...]]:
    rule = matrix.questionnaire.classification
    wanted = rule.scales if rule else ()
    fed = {one.item: tuple(scale for scale in wanted if scale in one.points) for one in matrix.items}
    return {item: scales for item, scales in fed.items() if scales}


def _halves(matrix: Matrix, one: list[str], other: list[str]) -> Halves | None:
    rule, fed = matrix.questionnaire.classification, _deciding(matrix)
    if rule is None or any({s for item in half for s in fed[item]} < {*rule.scales} for half in (one, other)):
        return None
    kinds = len(matrix.questionnaire.profiles)
    return Halves(tuple(one), tuple(other), agreement(jobs_by(matrix, one), jobs_by(matrix, other), kinds))
