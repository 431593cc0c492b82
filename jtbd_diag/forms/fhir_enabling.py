"""When a question is asked, as FHIR R4 can say it: all or any of comparisons with earlier answers.

Owns what fits into that; knows nothing of the rest of a questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jtbd_diag.diagnosis.formula import AllOf, Answered, AnyOf, Chosen, Compare, Literal, Node, Not, NumberGiven, Ticked
from jtbd_diag.forms.asked_when import inward
from jtbd_diag.forms.names_in_form import Called
from jtbd_diag.questionnaire import Questionnaire

Clause = dict[str, Any]


def enabling(questionnaire: Questionnaire, asked: Node, called: Called) -> dict[str, Any] | None:
    """The parts of an item that say when it is asked; None where R4 has no words for it.

    `!=` is never used: whether it holds of a question without an answer is not said.
    """
    for behavior in ("all", "any"):
        clauses = _Clauses(questionnaire, called, behavior).of(inward(asked))
        if clauses:
            return {"enableWhen": clauses} | ({"enableBehavior": behavior} if len(clauses) > 1 else {})
    return None


class _Clauses:
    """Comparisons that are joined by `all` or `any`; None for what cannot be said so."""

    def __init__(self, questionnaire: Questionnaire, called: Called, behavior: str) -> None:
        self.q, self.called, self.all = questionnaire, called, behavior == "all"

    def of(self, truth: Node) -> list[Clause] | None:
        """A truth in which nothing is denied but what is told of one answer."""
        match truth:
            case AllOf(several) | AnyOf(several):
                return self._joined(map(self.of, several), every=isinstance(truth, AllOf))
            case Not(of):
                return self._answer(of, holds=False)
        return self._answer(truth, holds=True)

    def _answer(self, told: Node, *, holds: bool) -> list[Clause] | None:
        match told:
            case Answered(item):
                return [self._exists(item, holds)]
            case Ticked(item, option):
                return self._codes(item, [option]) if holds else None
            case Chosen(item, options):
                others = [one.id for one in self.q.options(item) if one.id not in options]
                clauses = self._codes(item, options if holds else others)
            case Compare(sign, NumberGiven(item), Literal(float(number))):
                signs = (sign,) if holds else {">=": ("<",), "<=": (">",), "=": ("<", ">")}[sign]
                clauses = [self._clause(item, one, answerDecimal=number) for one in signs]
            case _:
                raise TypeError(told)
        return self._joined(
            [[one] for one in (*clauses, *(() if holds else (self._exists(item, False),)))], every=False
        )

    def _clause(self, item: str, operator: str, **answer: Any) -> Clause:
        return {"question": self.called.items[item], "operator": operator, **answer}

    def _exists(self, item: str, there: bool) -> Clause:
        return self._clause(item, "exists", answerBoolean=there)

    def _codes(self, item: str, options: Iterable[str]) -> list[Clause]:
        names = self.called.options[item]
        return [self._clause(item, "=", answerCoding={"code": names[option]}) for option in options]

    def _joined(self, each: Iterable[list[Clause] | None], *, every: bool) -> list[Clause] | None:
        """Parts that all have to hold, or any of them."""
        parts = list(each)
        if len(parts) > 1 and every is not self.all:
            return None
        return None if not parts or None in parts else [clause for part in parts for clause in part or ()]
