"""A formula for a table that lacks some columns: what is missing everywhere is worked out beforehand.

Owns what a node becomes when parts of it are constants; knows no engine.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from jtbd_diag.diagnosis.formula import (
    SIGNS,
    AllOf,
    Answered,
    AnyOf,
    Arithmetic,
    Choice,
    Chosen,
    Compare,
    CountOf,
    Formula,
    HowMany,
    Known,
    Literal,
    Node,
    Not,
    NumberGiven,
    Ref,
    Step,
    SumOf,
    Ticked,
    rebuilt,
)
from jtbd_diag.questionnaire.answer_column_names import ticked_column

MISSING, TRUE, FALSE = Literal(None), Literal(True), Literal(False)


def folded(formula: Formula, columns: Collection[str]) -> Formula:
    """The same formula over a table with these answer columns; an item without one counts as unanswered.

    Steps that say nothing then, and are neither results nor truths, are left out: columns of nothing take time.
    """
    constants: dict[str, Literal] = {}
    steps: list[Step] = []
    there = frozenset(columns)
    for step in formula.steps:
        node = _folded(step.is_, there, constants)
        if isinstance(node, Literal) and not step.truth and step.name not in formula.results:
            constants[step.name] = node
            continue
        steps.append(Step(step.name, node, step.words, step.truth))
    return Formula(tuple(steps), formula.results)


def _folded(node: Node, columns: frozenset[str], constants: dict[str, Literal]) -> Node:  # noqa: PLR0911 - a kind each
    match node:
        case Ref(step):
            return constants.get(step, node)
        case Chosen(item, options):
            return node if item in columns and options else FALSE
        case NumberGiven(item):
            return node if item in columns else MISSING
        case Ticked(item, option):
            return node if ticked_column(item, option) in columns else FALSE
        case Answered(item, options):
            if not options:
                return node if item in columns else FALSE
            left = tuple(option for option in options if ticked_column(item, option) in columns)
            return Answered(item, left) if left else FALSE
    return _simpler(rebuilt(node, partial(_folded, columns=columns, constants=constants)))


def _simpler(node: Node) -> Node:  # noqa: PLR0911 - a kind each
    match node:
        case Known(Literal(value)):
            return Literal(value is not None)
        case Not(Literal(value)):
            return Literal(not value)
        case AllOf(of):
            return _joined(AllOf, of, TRUE, FALSE)
        case AnyOf(of):
            return _joined(AnyOf, of, FALSE, TRUE)
        case Compare(sign, left, right):
            return _compared(sign, left, right) or node
        case Arithmetic(sign, left, right):
            return _calculated(sign, left, right) or node
        case SumOf(refs) | CountOf(refs):
            given = tuple(one for one in refs if isinstance(one, Ref))
            return type(node)(given) if given else Literal(0.0)
        case HowMany(of):
            open_ = tuple(one for one in of if one != FALSE)
            return HowMany(open_) if open_ else Literal(0.0)
        case Choice(cases, otherwise):
            return _chosen(cases, otherwise)
    return node


def _compared(sign: str, left: Node, right: Node) -> Node | None:
    if MISSING in (left, right):
        return FALSE
    if isinstance(left, Literal) and isinstance(right, Literal):
        return Literal(SIGNS[sign](left.value, right.value))
    return None


def _calculated(sign: str, left: Node, right: Node) -> Node | None:
    if MISSING in (left, right):
        return MISSING
    if isinstance(left, Literal) and isinstance(right, Literal) and (sign, right.value) != ("/", 0.0):
        return Literal(SIGNS[sign](left.value, right.value))
    return None


def _joined(kind: type[AllOf] | type[AnyOf], of: tuple[Node, ...], idle: Literal, settling: Literal) -> Node:
    left = tuple(one for one in of if one != idle)
    if settling in left:
        return settling
    return idle if not left else left[0] if len(left) == 1 else kind(left)


def _chosen(cases: tuple[tuple[Node, Node], ...], otherwise: Node) -> Node:
    left: list[tuple[Node, Node]] = []
    for test, value in cases:
        if test == TRUE:
            otherwise = value
            break
        if test != FALSE:
            left.append((test, value))
    return Choice(tuple(left), otherwise) if left and any(value != otherwise for _, value in left) else otherwise
