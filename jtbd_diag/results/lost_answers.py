"""How much of what decides was lost on the way: questions without a column, and cells that could not be used.

Owns the one measure of it; knows nothing of how it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.cell_notes import Told

WORTH_A_WARNING = 0.1
MOST = 0.5


class Losses(NamedTuple):
    """Of the questions that decide: how many there are, those without a column, and those most of whose cells are lost.

    `share` is the part of their weight that is lost, every deciding scale counting the same: all of the weight of a
    question without a column, else the part of its cells that could not be used.
    """

    deciding: int
    no_column: tuple[str, ...]
    refused: tuple[str, ...]
    share: float

    @property
    def any(self) -> bool:
        """Whether any question is lost as a whole."""
        return bool(self.no_column or self.refused)

    @property
    def some(self) -> bool:
        """Whether so much is lost that it is worth a warning."""
        return self.share > WORTH_A_WARNING

    @property
    def most(self) -> bool:
        """Whether most of what decides is lost, so that the results say next to nothing."""
        return self.share > MOST


def losses_of(questionnaire: Questionnaire, unasked: Iterable[str], told: Mapping[str, Told]) -> Losses:
    """The losses of a table, by the items it has no column for and the cells that could be read and could not."""
    q, rule = questionnaire, questionnaire.classification
    scales = rule.scales if rule else tuple(q.scales)
    gone = set(unasked)
    lost = {item: 1.0 if item in gone else _unread(told.get(item)) for item in q.items}
    deciding = q.scored_items(scales)
    shares = []
    for scale in scales:
        weights = [(c.weight, lost[c.item]) for c in q.contributions if c.scale == scale]
        if weights:
            shares.append(sum(weight * part for weight, part in weights) / sum(weight for weight, _ in weights))
    return Losses(
        len(deciding),
        tuple(item for item in deciding if item in gone),
        tuple(item for item in deciding if item not in gone and lost[item] > MOST),
        sum(shares) / len(shares) if shares else 0.0,
    )


def _unread(told: Told | None) -> float:
    cells = told.read + told.unread if told else 0
    return told.unread / cells if told and cells else 0.0
