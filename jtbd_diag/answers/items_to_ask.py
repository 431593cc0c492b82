"""Which items are asked, given the answers so far, and what those may still change.

Owns branching; knows nothing of terminals or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jtbd_diag.questionnaire import Item, Questionnaire, Value


class AskedAnswers:
    """The answers that count: those to items that are asked. The facts that conditions are put to."""

    def __init__(self, questionnaire: Questionnaire, values: Mapping[str, Value]) -> None:
        """Go through the items in order, since one depends on earlier ones only."""
        self._ask(questionnaire, lambda item: values.get(item.id))

    @classmethod
    def one_by_one(cls, questionnaire: Questionnaire, answer: Callable[[Item], Value | None]) -> AskedAnswers:
        """Ask for each answer when its turn has come: an item that is not asked is not asked for."""
        asked = cls.__new__(cls)
        asked._ask(questionnaire, answer)
        return asked

    def _ask(self, questionnaire: Questionnaire, answer: Callable[[Item], Value | None]) -> None:
        self.values: dict[str, Value] = {}
        asked: list[str] = []
        for item in questionnaire.items.values():
            if item.ask_if is None or item.ask_if.holds(self):
                asked.append(item.id)
                value = answer(item)
                if value is not None:
                    self.values[item.id] = value
        self.asked = tuple(asked)

    def item(self, item: str) -> Value | None:
        """The answer to an asked item."""
        return self.values.get(item)

    def scale(self, scale: str) -> float | None:
        """No scores here: conditions of a questionnaire ask about items only."""
        return None

    def result(self, result: str) -> str | None:
        """No results here."""
        return None


class Settled(NamedTuple):
    """What of the headline no open answer can change any more.

    The headline is the job, its outcome (how clearly it leads) and the struggle; the last is None where it is not
    asked about. `matters` are the items that may still change what is not settled.
    """

    job: bool = False
    outcome: bool = False
    struggle: bool | None = None
    matters: frozenset[str] = frozenset()

    @property
    def headline(self) -> bool:
        """Whether all of it is settled."""
        return self.job and self.outcome and self.struggle is not False
