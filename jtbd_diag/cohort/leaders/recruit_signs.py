"""Signs by which a program may look for leaders, and what may wake the others, from a file that anybody can change.

Owns the shape of `playbooks/program/recruit.yaml` and how many show each sign; knows nothing of how it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import Field, model_validator

from jtbd_diag.cohort.small_groups import Frame
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, CLEAR, LEANING
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, did_you_mean
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.results import answer_name


class Sign(Part):
    """One sign: the last band of a precondition, or some answers to an item; and what would show it."""

    title: Text
    shown_by: Text
    precondition: Id | None = None
    item: Id | None = None
    is_: tuple[OptionId, ...] = Field(default=(), alias="is")

    @model_validator(mode="after")
    def _one_of_both(self) -> Sign:
        if (self.precondition is None) == (self.item is None) or bool(self.item) != bool(self.is_):
            raise ValueError(say("cohort.sign_of_neither"))
        return self


class Catalyst(Part):
    """What may move leaders who lack a precondition: so many minutes, by whom, and the lines of it in order."""

    title: Text
    precondition: Id
    minutes: Annotated[int, Field(ge=1, le=600, strict=True)]
    who: Text
    lines: Annotated[tuple[Text, ...], Field(min_length=1, max_length=12)]
    without: Text | None = None


class Recruiting(LibraryFile):
    """All signs, and what may wake those who do not show them."""

    FILE = "program/recruit.yaml"
    WRONG = Code.NEEDS_SHAPE

    signs: tuple[Sign, ...] = ()
    catalyze: tuple[Catalyst, ...] = ()


@dataclass(frozen=True)
class SignCount:
    """How many show a sign, of how many of whom it is known; `column` and `values` find them in the results."""

    sign: Sign
    column: str
    values: tuple[str, ...]
    showing: int
    known: int


@dataclass(frozen=True)
class SignsCounted:
    """Each sign that the results tell of, and how many leaders show all of them, want to act, and have a job told."""

    signs: tuple[SignCount, ...]
    all_of_them: int


def answers_needed(signs: Sequence[Sign]) -> list[str]:
    """The columns of the results that the signs read besides preconditions."""
    return [answer_name(sign.item) for sign in signs if sign.item]


def counted(rows: Frame, signs: Sequence[Sign], q: Questionnaire) -> SignsCounted | None:
    """How many of these results show each sign; None where one of them is asked of nobody."""
    columns, rows = [_column(sign, q) for sign in signs], rows.lazy()
    there = rows.collect_schema().names()
    if not columns or not q.struggle or any(column is None or column[0] not in there for column in columns):
        return None
    placed = [column for column in columns if column is not None]
    shown = [pl.col(name).cast(pl.String).is_in(list(values)).fill_null(False) for name, values in placed]
    told = pl.col("outcome").is_in([CLEAR, LEANING]) & (pl.col("struggle") == ACTIVE)
    sums = rows.select(
        *(one.sum().alias(f"showing {n}") for n, one in enumerate(shown)),
        *(pl.col(name).is_not_null().sum().alias(f"known {n}") for n, (name, _) in enumerate(placed)),
        pl.all_horizontal(*shown, told.fill_null(False)).sum().alias("all"),
    )
    found = sums.collect(engine="streaming").row(0, named=True)
    of = zip(signs, placed, strict=True)
    counts = (
        SignCount(sign, name, values, found[f"showing {n}"], found[f"known {n}"])
        for n, (sign, (name, values)) in enumerate(of)
    )
    return SignsCounted(tuple(counts), found["all"])


def _column(sign: Sign, q: Questionnaire) -> tuple[str, tuple[str, ...]] | None:
    """Where a sign stands in the results, and the values that show it."""
    if sign.item is not None:
        return (answer_name(sign.item), sign.is_) if sign.item in q.items else None
    if sign.precondition not in q.readiness.preconditions:
        return None
    return f"precondition_{sign.precondition}", (q.scales[sign.precondition].bands[-1].title,)


def signs_of_nobody(path: Path, questionnaires: Iterable[Questionnaire]) -> Iterator[Problem]:
    """Signs and catalysts that no questionnaire asks for. Raises InputError with every other fault."""
    found, where, asked = Recruiting.read(path), Location(str(path)), list(questionnaires)
    scales = sorted({scale for q in asked for scale in q.readiness.preconditions})
    items = sorted({item for q in asked for item in q.items})
    for title, name, known in (
        *((sign.title, sign.precondition, scales) for sign in found.signs),
        *((catalyst.title, catalyst.precondition, scales) for catalyst in found.catalyze),
        *((sign.title, sign.item, items) for sign in found.signs),
    ):
        if name is not None and name not in known:
            what = say("cohort.sign_of_nobody", title=title, name=name)
            yield Problem(Code.NEEDS_SHAPE, where, what, did_you_mean(name, known))
