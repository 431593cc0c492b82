"""Columns of the results -> variables as statistics programs know them: codes, labels, kinds of missing values.

Owns what each variable is called, its label and its codes; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import IdRule, safe_ids
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import DateItem, Item, MultipleItem, NumberItem, Option, RatingItem
from jtbd_diag.results.codebook import GIVEN, ResultColumn
from jtbd_diag.results.results import answer_name

MeasureLevel = Literal["nominal", "ordinal", "scale"]
VariableKind = Literal["code", "number", "date", "text"]


class MissingKind(StrEnum):
    """Why a value is missing."""

    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"
    CANNOT_SAY = "cannot_say"
    TOO_LITTLE = "too_little"


SPSS_CODES: Mapping[MissingKind, int] = {reason: -number for number, reason in enumerate(MissingKind, start=1)}
"""User-missing codes in SPSS: -1 to -5."""
STATA_CODES: Mapping[MissingKind, str] = dict(zip(MissingKind, "abcde", strict=True))
"""Extended missing values in Stata: .a to .e."""

_RESERVED = frozenset({
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "byte", "double", "float", "if",
    "in", "int", "long", "using", "str", "strl", "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip",
    "_se",
})  # fmt: skip
"""Words that SPSS or Stata keeps for itself."""
STATISTICS_NAME = IdRule(
    longest=28,  # Stata takes 32, of which pyreadstat needs some for the number of a set of labels
    unfit="[^A-Za-z0-9_]",
    first="v_",
    reserved=_RESERVED,
    kept=r"(?i:str\d+)|.*_",  # SPSS keeps names that end in an underscore for its own
)
"""What SPSS and Stata both take for a name, so that a variable has the same one in both."""


@dataclass(frozen=True)
class Variable:
    """One variable: `name` in the file, the `column` of the results it is of, and for a box to tick which `option`.

    `codes` are the numbers that stand for the column's words, `values` the labels of what the file holds; `missing` the
    kinds of missing values that it may have, with their labels. `question` is what was asked, where something was.
    """

    name: str
    column: str
    label: str
    kind: VariableKind
    measure: MeasureLevel
    decimals: int = 0
    option: str | None = None
    codes: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[int | str, str] = field(default_factory=dict)
    missing: Mapping[MissingKind, str] = field(default_factory=dict)
    cannot_say: frozenset[str] = frozenset()
    question: str | None = None
    item: str | None = None


def variables_of(
    columns: Sequence[ResultColumn], questionnaire: Questionnaire, schema: Mapping[str, pl.DataType]
) -> tuple[Variable, ...]:
    """The variables of a file for SPSS or Stata, in the order of the columns; several options are a variable each."""
    asked = {answer_name(item): one for item, one in questionnaire.items.items()}
    titles = {job: profile.title for job, profile in questionnaire.profiles.items()}
    found: list[Variable] = []
    for column in columns:
        item = asked.get(column.name) if column.part == "answers" else None
        if item is not None:
            found += _answered(column.name, item, questionnaire)
        else:
            found.append(_result(column, schema[column.name], titles))
    names = safe_ids([variable.name for variable in found], STATISTICS_NAME)
    return tuple(_renamed(variable, names) for variable in found)


def variables_as_written(
    columns: Sequence[ResultColumn], questionnaire: Questionnaire, schema: Mapping[str, pl.DataType]
) -> tuple[Variable, ...]:
    """The variables of any other file, which holds ids in place of codes and leaves missing values empty."""
    found = []
    for column in columns:
        item = next((i for i in questionnaire.items.values() if answer_name(i.id) == column.name), None)
        asked = item if column.part == "answers" else None
        one = _result(column, schema[column.name], {job: p.title for job, p in questionnaire.profiles.items()})
        values: dict[int | str, str] = {word: one.values[code] for word, code in one.codes.items()}
        if asked is not None:
            values = {option.id: option.text for option in questionnaire.options(asked.id)}
        elif one.kind == "code" and not one.codes:
            values = {"false": one.values[0], "true": one.values[1]}
        label = asked.ask if asked else one.label
        question = asked.ask if asked else None
        found.append(replace(one, label=label, codes={}, values=values, missing={}, question=question))
    return tuple(found)


def _renamed(variable: Variable, names: Mapping[str, str]) -> Variable:
    return replace(variable, name=names[variable.name])


def _answered(column: str, item: Item, questionnaire: Questionnaire) -> Iterator[Variable]:
    """The variables of an item."""
    for variable in _of_item(column, item, questionnaire):
        yield replace(variable, question=item.ask, item=item.id)


def _of_item(column: str, item: Item, questionnaire: Questionnaire) -> Iterator[Variable]:
    options, reasons = questionnaire.options(item.id), _reasons(item)
    if isinstance(item, MultipleItem):
        ticks: dict[int | str, str] = {0: say("results.not_ticked"), 1: say("results.ticked")}
        for option in options:
            label = say("results.option_of_question", option=option.text, asked=item.ask)
            name = f"{column}_{option.id}"
            yield Variable(name, column, label, "code", "nominal", 0, option.id, values=ticks, missing=reasons)
    elif options:
        codes = _codes(options)
        silent = frozenset(option.id for option in options if option.cannot_say)
        values: dict[int | str, str] = {codes[option.id]: option.text for option in options if option.id not in silent}
        told = [option.text for option in options if option.id in silent]
        missing = {**reasons, **({MissingKind.CANNOT_SAY: "; ".join(told)} if told else {})}
        measure: MeasureLevel = "ordinal" if isinstance(item, RatingItem) else "nominal"
        kept = {option: code for option, code in codes.items() if option not in silent}
        yield Variable(column, column, item.ask, "code", measure, 0, None, kept, values, missing, silent)
    elif isinstance(item, NumberItem):
        below_zero = item.minimum is None or item.minimum < 0
        yield Variable(column, column, item.ask, "number", "scale", 2, missing={} if below_zero else reasons)
    else:
        kind: VariableKind = "date" if isinstance(item, DateItem) else "text"
        yield Variable(column, column, item.ask, kind, "scale" if kind == "date" else "nominal")


def _reasons(item: Item) -> dict[MissingKind, str]:
    told = {
        MissingKind.NOT_ASKED: say("results.reason_not_asked"),
        MissingKind.SKIPPED: say("results.reason_skipped"),
        MissingKind.UNREADABLE: say("results.reason_unreadable"),
    }
    return {reason: label for reason, label in told.items() if reason is not MissingKind.NOT_ASKED or item.ask_if}


def _codes(options: Iterable[Option]) -> dict[str, int]:
    """The codes that the questionnaire declares, where every option has a number of its own; else their places."""
    listed = list(options)
    declared = [option.code for option in listed]
    if all(isinstance(code, int) and code >= 0 for code in declared) and len(set(declared)) == len(listed):
        return {option.id: int(code) for option, code in zip(listed, declared, strict=True) if code is not None}
    return {option.id: place for place, option in enumerate(listed, start=1)}


def _result(column: ResultColumn, kind: pl.DataType, titles: Mapping[str, str]) -> Variable:
    """The variable of a result, or of a column of the survey's own."""
    label = column.name if column.part in GIVEN else column.meaning
    told = {} if column.part not in _TELLS_TOO_LITTLE else {MissingKind.TOO_LITTLE: say("results.reason_too_little")}
    if isinstance(kind, pl.Enum):
        places = {word: place for place, word in enumerate(kind.categories, start=1)}
        values: dict[int | str, str] = {place: titles.get(word, word) for word, place in places.items()}
        measure: MeasureLevel = "nominal" if column.name in ("job", "runner_up") else "ordinal"
        return Variable(column.name, column.name, label, "code", measure, 0, None, places, values, told)
    if kind == pl.Boolean:
        truths: dict[int | str, str] = {0: say("results.is_false"), 1: say("results.is_true")}
        return Variable(column.name, column.name, label, "code", "nominal", values=truths)
    if kind.is_numeric():
        missing = told if column.name != "flips" else {}
        return Variable(column.name, column.name, label, "number", "scale", column.decimals or 0, missing=missing)
    if kind == pl.Date:
        return Variable(column.name, column.name, label, "date", "scale")
    return Variable(column.name, column.name, label, "text", "nominal")


_TELLS_TOO_LITTLE = ("scores", "job", "push", "readiness")
