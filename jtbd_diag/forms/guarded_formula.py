"""The formula of a questionnaire, for clients that do not know what missing means.

Owns how the one formula of `diagnosis` is put so that no client ever computes or compares with something missing: it is
asked first whether it is there. Knows no client and no scoring.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.diagnosis import formula_of
from jtbd_diag.diagnosis.formula import (
    AllOf,
    Arithmetic,
    Choice,
    Compare,
    CountOf,
    Formula,
    HowMany,
    Known,
    Least,
    Literal,
    Node,
    Not,
    NumberGiven,
    Ref,
    Squared,
    Step,
    SumOf,
    all_below,
    rebuilt,
)
from jtbd_diag.questionnaire import Questionnaire


def guarded_formula(questionnaire: Questionnaire) -> Formula:
    """Scores, job, runner-up, lead, outcome and struggle, without the fits, which no form shows.

    A `Choice` stands only as a whole step or as the value of a case, `Least` nowhere, and numbers that may be missing
    stand in `Arithmetic`, `Squared` and `Compare` only where a test before them says that they are there.
    """
    whole = formula_of(questionnaire)
    formula = whole.only(tuple(name for name in whole.results if not name.startswith("fit:")))
    steps = [one for step in formula.steps for one in _lifted(step)]
    return Formula(tuple(_Guard().steps(steps)), formula.results)


def _lifted(step: Step) -> Iterator[Step]:
    """The step, after steps of their own for what is chosen inside of a number or a comparison."""
    before: list[Step] = []

    def lifted(node: Node, inside: bool) -> Node:
        if isinstance(node, Choice):
            cases = tuple((lifted(test, True), lifted(value, False)) for test, value in node.cases)
            choice = Choice(cases, lifted(node.otherwise, False))
            if not inside:
                return choice
            before.append(Step(f"{step.name} {len(before) + 1}", choice))
            return Ref(before[-1].name)
        return rebuilt(node, lambda part: lifted(part, True))

    whole = lifted(step.is_, False)
    yield from before
    yield step._replace(is_=whole)


class _Guard:
    def __init__(self) -> None:
        self.certain: set[str] = set()  # steps that are never missing

    def steps(self, steps: list[Step]) -> Iterator[Step]:
        for step in steps:
            guarded = step._replace(is_=self._value(step.is_))
            if step.truth or not any(True for _ in self._loose(step.is_)):
                self.certain.add(step.name)
            yield guarded

    def _loose(self, node: Node) -> Iterator[Node]:
        """What may be missing of all that a number is made of."""
        match node:
            case Ref(name):
                if name not in self.certain:
                    yield node
            case NumberGiven() | Choice() | Least():
                yield node
            case Arithmetic(_, left, right):
                yield from self._loose(left)
                yield from self._loose(right)
            case Squared(of):
                yield from self._loose(of)

    def _known(self, *nodes: Node) -> tuple[Node, ...]:
        return tuple(dict.fromkeys(Known(one) for node in nodes for one in self._loose(node)))

    def _value(self, node: Node) -> Node:
        """A number, word or truth as a whole."""
        match node:
            case Choice(cases, otherwise):
                tests = tuple((self._truth(test), self._case(test, value)) for test, value in cases)
                return Choice(tests, self._value(otherwise))
            case Arithmetic() | Squared():
                there = self._known(node)
                return Choice(((AllOf(there), node),)) if there else node
            case Least(of):
                return Choice(tuple((AllOf(tuple(self._is_least(one, of))), one) for one in of))
        return self._truth(node)

    def _case(self, test: Node, value: Node) -> Node:
        """What a case comes to: what its test already knows to be there is not asked for again."""
        known = {one for one in all_below(test) if isinstance(one, Ref)}
        return value if known.issuperset(self._loose(value)) else self._value(value)

    def _is_least(self, one: Node, of: tuple[Node, ...]) -> Iterator[Node]:
        yield Known(one)
        for other in of:
            if other != one:
                yield Not(AllOf((Known(other), Not(Compare(">=", other, one)))))

    def _truth(self, node: Node) -> Node:
        if isinstance(node, Compare):
            there = self._known(node.left, node.right)
            return AllOf((*there, node)) if there else node
        if isinstance(node, Literal | Ref | NumberGiven | SumOf | CountOf | HowMany):
            return node
        return rebuilt(node, self._truth)
