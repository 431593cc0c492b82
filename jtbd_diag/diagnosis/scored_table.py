"""A table of answers in, the same table with results out.

Owns what a table must hold, and the compiled formula run over it; knows no formula and no engine by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from jtbd_diag.diagnosis.columns_lacking import folded
from jtbd_diag.diagnosis.dataframe_libraries import alike, own_name
from jtbd_diag.diagnosis.engines import Engine, engine_of
from jtbd_diag.diagnosis.formula_as_columns import Lowering
from jtbd_diag.diagnosis.points_as_columns import Expression
from jtbd_diag.diagnosis.whole_formula import formula_of
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import answer_columns
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
    (`formula_of` names them).
    Raises ValueError when the frame has a column of one of these names (in SQL whatever its case), or answers of the
    wrong type; and where an engine takes the name of a column for something else.
    """
    engine = engine_of(frame)
    result, closed = engine.opened(frame)
    types = _types(result)
    columns = tuple(types)
    _check_types(questionnaire, types, placed)
    pipeline = _compiled(questionnaire, columns, frozenset(placed), engine, keep)
    ours = {alike(result, name) for name in (*pipeline.added, *pipeline.scratch)}
    taken = sorted(name for name in columns if alike(result, name) in ours)
    if taken:
        raise ValueError(say("diagnosis.column_taken", name=taken[0]))
    for stage in pipeline.stages:
        result = result.with_columns(*stage)
    shown = (*columns, *pipeline.added, *(pipeline.scratch if keep else ()))
    return closed(result.select(*map(engine.words.col, shown)))


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
                fits, wanted = found == "Boolean", say("diagnosis.wants_truths")
            elif isinstance(item, NumberItem):
                fits, wanted = found not in {"Boolean", *_TEXTS}, say("diagnosis.wants_numbers")
            elif column in placed:
                fits, wanted = found in _PLACES, say("diagnosis.wants_places")
            else:
                fits, wanted = found in _TEXTS or not questionnaire.options(item.id), say("diagnosis.wants_ids")
            if not fits:
                raise ValueError(say("diagnosis.column_misfit", column=column, wanted=wanted, found=found))


class _Pipeline(NamedTuple):
    """Everything that turns answers into results: stages of `with_columns`, what they add, and what is dropped."""

    stages: tuple[tuple[Expression, ...], ...]
    added: tuple[str, ...]
    scratch: tuple[str, ...]


def _compiled(
    questionnaire: Questionnaire, columns: tuple[str, ...], placed: frozenset[str], engine: Engine, keep: bool
) -> _Pipeline:
    """Compiled once for every frame of this engine with these columns."""

    def compiled() -> _Pipeline:
        formula = formula_of(questionnaire)
        wanted = formula if keep else formula.only(formula.results)
        places = {item: [option.id for option in questionnaire.options(item)] for item in placed}
        lowering = Lowering(folded(wanted, columns), engine.words, engine.enum, engine.packs, places)
        return _Pipeline(lowering.stages(keep), formula.results, lowering.scratch(keep))

    return questionnaire.once(("pipeline", columns, placed, engine.name, keep), compiled)
