"""Engines as values: which frames each takes, the words it writes expressions in, how a frame is opened and closed.

Owns the choice of an engine; knows no formula. A new engine is one more value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jtbd_diag.diagnosis import dataframe_libraries

Opened = tuple[Any, Callable[[Any], Any]]
"""A frame that takes the engine's expressions, and the way back to the frame's own kind."""


@dataclass(frozen=True)
class Engine:
    """What works the formula out for a kind of frame.

    `load` imports the words for expressions, which are those that polars and narwhals share; `kind` gives the type of
    a column that holds one of a few words; `packs` says whether small whole numbers add up faster than floats.
    """

    name: str
    takes: Callable[[Any], bool]
    load: Callable[[], Any]
    kind: Callable[[Any, Sequence[str]], Any]
    packs: bool
    opened: Callable[[Any], Opened]

    @cached_property
    def words(self) -> Any:
        """What makes expressions."""
        return self.load()

    def enum(self, words: Sequence[str]) -> Any:
        """The type of a column that holds one of these words."""
        return self.kind(self.words, words)


def engine_of(frame: Any) -> Engine:
    """The engine that takes a frame. Raises TypeError when narwhals does not know its kind."""
    return next(engine for engine in ENGINES if engine.takes(frame))


def _load_polars() -> Any:
    import polars

    return polars


def _load_narwhals() -> Any:
    import narwhals

    return narwhals


def _is_of_polars(frame: Any) -> bool:
    """Told by its class, so that nobody else need wait for polars."""
    return any(kind.__module__.partition(".")[0] == "polars" for kind in type(frame).__mro__)


def _opened_in_polars(frame: Any) -> Opened:
    """Always lazy, so that columns in between are never held for all rows at once."""
    polars = _load_polars()
    if isinstance(frame, polars.LazyFrame):
        return _plainly_named(frame, lambda result: result)
    # there is nothing to optimise, and looking for it takes longer than scoring one respondent
    as_written = polars.QueryOptFlags.none()
    return _plainly_named(frame.lazy(), lambda result: result.collect(optimizations=as_written))


def _plainly_named(frame: Any, closed: Callable[[Any], Any]) -> Opened:
    """A frame of polars in which no column is named like a pattern for several; their names come back at the end."""
    patterns = [name for name in frame.collect_schema() if name == "*" or (name[:1], name[-1:]) == ("^", "$")]
    if not patterns:
        return frame, closed
    plain = {name: f"pattern:{name}" for name in patterns}
    back = {new: name for name, new in plain.items()}
    return frame.rename(plain), lambda result: closed(result.rename(back))


# words of which there are a few are numbers underneath in polars, which are made and compared faster
POLARS = Engine(
    "polars", _is_of_polars, _load_polars, lambda x, words: x.Enum([*words]), packs=True, opened=_opened_in_polars
)
SPARK = Engine(
    "spark",
    dataframe_libraries.is_spark,
    lambda: dataframe_libraries.Dotless(_load_narwhals()),
    lambda x, _: x.String,
    packs=False,
    opened=dataframe_libraries.opened_in_spark,
)
NARWHALS = Engine(
    "narwhals",
    lambda _: True,
    _load_narwhals,
    lambda x, _: x.String,
    packs=False,
    opened=dataframe_libraries.as_narwhals,
)
ENGINES = (POLARS, SPARK, NARWHALS)
"""The first that takes a frame."""
