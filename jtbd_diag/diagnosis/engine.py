"""A table of answers in, the same table with results out: the one engine behind everything.

Owns the kinds of frame and the order of the stages; knows no formula.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from jtbd_diag.diagnosis.answer_columns import answer_columns
from jtbd_diag.diagnosis.job_and_fit import FIRST, SECOND, Verdict, distance_column, result_columns
from jtbd_diag.diagnosis.notation import Expression
from jtbd_diag.diagnosis.other_frames import alike, opened, own_name
from jtbd_diag.diagnosis.scale_scores import compile_scales
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem


def score_table(questionnaire: Questionnaire, frame: Any, *, keep: bool = False, placed: Collection[str] = ()) -> Any:
    """Score every row of a table: the one engine behind `diagnose` and `batch`.

    `frame` is any narwhals-compatible frame, eager or lazy (polars, pandas, DuckDB, …). A single or rating item
    is a column of option ids, a number item a column of numbers, a multiple item one true-or-false column an
    option, named `item.option`; null is unanswered, and an absent column an item nobody answered. The columns of
    `placed` hold the places of options, from 0, as unsigned numbers; a number beyond is unanswered too. The same
    frame comes back, native, with these columns after its own: `score:<scale>` (0-100 or null); where the
    questionnaire has profiles, `fit:<job>` (0-100), `job`, `runner_up`, `lead` (>= 0), `outcome`; where it has
    struggle, `struggle` (active, early, none or null). Words are Enums in polars, else texts. With `keep` the
    columns in between come after these: what each answer gives, which items are asked, the distances
    (`diagnosis.scoring` names them).
    Raises ValueError when the frame has a column of one of these names (in SQL whatever its case), or answers of the
    wrong type; and where an engine takes the name of a column for something else.
    """
    result, words, closed = _opened(frame)
    types = _types(result)
    columns = tuple(types)
    _check_types(questionnaire, types, placed)
    pipeline = _compiled(questionnaire, columns, frozenset(placed), words, keep)
    ours = {alike(result, name) for name in (*pipeline.added, *pipeline.scratch)}
    taken = sorted(name for name in columns if alike(result, name) in ours)
    if taken:
        raise ValueError(f"the table already has a column named {taken[0]!r}: rename it first")
    for stage in pipeline.stages:
        result = result.with_columns(*stage)
    shown = (*columns, *pipeline.added, *(pipeline.scratch if keep else ()))
    return closed(result.select(*map(words.col, shown)))


_EMPTY = {"Null", "Unknown", "Object"}
_TEXTS = {"String", "Enum", "Categorical"}
_PLACES = {"UInt8", "UInt16", "UInt32", "UInt64"}


def _types(table: Any) -> dict[str, str]:
    """The type of every column by name, in the words that polars and narwhals share."""
    types = {own_name(name): dtype.base_type().__name__ for name, dtype in table.collect_schema().items()}
    implementation = getattr(table, "implementation", None)
    if implementation is not None and implementation.is_pandas_like():
        # a pandas column of objects may hold anything; without any it would pass for texts
        objects = {name for name, dtype in table.to_native().dtypes.items() if dtype == "object"}
        types |= dict.fromkeys(types.keys() & objects, "Object")
    return types


def _check_types(questionnaire: Questionnaire, types: Mapping[str, str], placed: Collection[str]) -> None:
    """Refuse what would pass for unanswered in one backend, and fail obscurely in another."""
    for item in questionnaire.items.values():
        for column in answer_columns(questionnaire, item.id):
            found = types.get(column)
            if found is None or found in _EMPTY:
                continue
            if isinstance(item, MultipleItem):
                fits, wanted = found == "Boolean", "true or false"
            elif isinstance(item, NumberItem):
                fits, wanted = found not in {"Boolean", *_TEXTS}, "numbers"
            elif column in placed:
                fits, wanted = found in _PLACES, "places of options, which are unsigned numbers"
            else:
                fits, wanted = found in _TEXTS or not questionnaire.options(item.id), "option ids, which are texts"
            if not fits:
                raise ValueError(f"the column {column!r} must hold {wanted}, not {found}: cast it first")


def _opened(frame: Any) -> tuple[Any, ModuleType, Callable[[Any], Any]]:
    """A frame that takes expressions, the module that makes them, and the way back to the frame's own kind.

    That is polars itself, always lazy, so that scratch columns are never held for all rows at once; or narwhals.
    """
    polars = sys.modules.get("polars")  # whoever has a frame of polars has imported it
    if polars is not None and isinstance(frame, polars.LazyFrame):
        return _plainly_named(frame, polars, lambda result: result)
    if polars is not None and isinstance(frame, polars.DataFrame):
        # there is nothing to optimise, and looking for it takes longer than scoring one respondent
        as_written = polars.QueryOptFlags.none()
        return _plainly_named(frame.lazy(), polars, lambda result: result.collect(optimizations=as_written))
    return opened(frame)


def _plainly_named(
    frame: Any, polars: ModuleType, closed: Callable[[Any], Any]
) -> tuple[Any, ModuleType, Callable[[Any], Any]]:
    """A frame of polars in which no column is named like a pattern for several; their names come back at the end."""
    patterns = [name for name in frame.collect_schema() if name == "*" or (name[:1], name[-1:]) == ("^", "$")]
    if not patterns:
        return frame, polars, closed
    plain = {name: f"pattern:{name}" for name in patterns}
    back = {new: name for name, new in plain.items()}
    return frame.rename(plain), polars, lambda result: closed(result.rename(back))


@dataclass(frozen=True)
class _Pipeline:
    """Everything that turns answers into results: stages of `with_columns`, what they add, and what is dropped."""

    stages: tuple[tuple[Expression, ...], ...]
    added: tuple[str, ...]
    scratch: tuple[str, ...]


def _compiled(
    questionnaire: Questionnaire, columns: tuple[str, ...], placed: frozenset[str], words: ModuleType, keep: bool
) -> _Pipeline:
    """Compiled once for every kind of frame with these columns."""

    def compiled() -> _Pipeline:
        scoring = compile_scales(questionnaire, columns, words, keep=keep, placed=placed)
        verdict = Verdict(questionnaire, words)
        distances = (FIRST, SECOND, *map(distance_column, questionnaire.profiles))
        between = distances if questionnaire.classification else ()
        return _Pipeline(
            (*scoring.stages, *verdict.job_stages(), *verdict.struggle_stages()),
            result_columns(questionnaire),
            (*scoring.scratch, *between),
        )

    return questionnaire.once(("pipeline", columns, placed, words.__name__, keep), compiled)
