"""When a question is asked, as FHIR R4 can say it: all or any of comparisons with earlier answers.

Owns what fits into that; knows nothing of the rest of a questionnaire.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jtbd_diag.forms.answer_tests import AnsweredTest, ComparedTest, JoinedTests, NotTest, Test, TickedTest
from jtbd_diag.forms.names_in_form import Called
from jtbd_diag.questionnaire import Questionnaire

Clause = dict[str, Any]


def enabling(questionnaire: Questionnaire, test: Test, called: Called) -> dict[str, Any] | None:
    """The parts of an item that say when it is asked; None where R4 has no words for it.

    `!=` is never used: whether it holds of a question without an answer is not said.
    """
    for behavior in ("all", "any"):
        clauses = _Clauses(questionnaire, called, behavior).of(test, holds=True)
        if clauses:
            return {"enableWhen": clauses} | ({"enableBehavior": behavior} if len(clauses) > 1 else {})
    return None


class _Clauses:
    """Comparisons that are joined by `all` or `any`; None for what cannot be said so."""

    def __init__(self, questionnaire: Questionnaire, called: Called, behavior: str) -> None:
        self.q, self.called, self.all = questionnaire, called, behavior == "all"

    def of(self, test: Test, *, holds: bool) -> list[Clause] | None:
        if isinstance(test, NotTest):
            return self.of(test.test, holds=not holds)
        if isinstance(test, JoinedTests):
            return self._joined([self.of(one, holds=holds) for one in test.tests], every=test.all is holds)
        question = {"question": self.called.items[test.item]}
        silence = {**question, "operator": "exists", "answerBoolean": False}
        if isinstance(test, AnsweredTest):
            return [{**silence, "answerBoolean": holds}]
        if isinstance(test, TickedTest):
            coding = {"answerCoding": {"code": self.called.options[test.item][test.option]}}
            return [{**question, "operator": "=", **coding}] if holds else None
        if isinstance(test, ComparedTest):
            signs = (test.sign,) if holds else {">=": ("<",), "<=": (">",), "=": ("<", ">")}[test.sign]
            clauses = [{**question, "operator": sign, "answerDecimal": test.number} for sign in signs]
        else:
            options = test.options if holds else [o.id for o in self.q.options(test.item) if o.id not in test.options]
            codes = (self.called.options[test.item][one] for one in options)
            clauses = [{**question, "operator": "=", "answerCoding": {"code": code}} for code in codes]
        return self._joined([[one] for one in (*clauses, *(() if holds else (silence,)))], every=False)

    def _joined(self, parts: Sequence[list[Clause] | None], *, every: bool) -> list[Clause] | None:
        """Parts that all have to hold, or any of them."""
        if len(parts) > 1 and every is not self.all:
            return None
        return None if not parts or None in parts else [clause for part in parts for clause in part or ()]
