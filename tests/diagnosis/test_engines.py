"""Every engine gives the same as polars, or says in one sentence what it cannot take."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire, score_table
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import NumberItem

from ..strategies import answer_by_dice, answers, questionnaires

Engine = Callable[[pl.DataFrame], Any]
SHIPPED = ["leader", "leader-short", "organisation", "staff-expertise"]
CARRIED = ["region", "a.b", "`tick`ed.", "*", "^a.*$"]
"""Columns of the survey's own, which come back as they were."""

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:dask"),
    pytest.mark.filterwarnings("ignore:.*narwhals-dask"),
    pytest.mark.filterwarnings("ignore::ResourceWarning:pyspark"),
]


def arrow(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame, where what hands it over is installed."""
    for name in ("pyarrow", "pandas"):
        pytest.importorskip(name, reason="pandas and pyarrow come with the extra 'engines'")
    return frame


def pandas(frame: pl.DataFrame) -> Any:
    return arrow(frame).to_pandas()


def pandas_nullable(frame: pl.DataFrame) -> Any:
    return arrow(frame).to_pandas(use_pyarrow_extension_array=True)


def pyarrow(frame: pl.DataFrame) -> Any:
    return arrow(frame).to_arrow()


def duckdb(frame: pl.DataFrame) -> Any:
    import duckdb

    return duckdb.from_arrow(arrow(frame).to_arrow())


def dask(frame: pl.DataFrame) -> Any:
    dataframe = pytest.importorskip("dask.dataframe", reason="Dask is in the extra 'engines'")
    return dataframe.from_pandas(pandas_nullable(frame), npartitions=2)


def ibis(frame: pl.DataFrame) -> Any:
    return pytest.importorskip("ibis", reason="Ibis is in the extra 'engines'").memtable(frame.to_arrow())


def polars_lazy(frame: pl.DataFrame) -> Any:
    return frame.lazy()


EAGER = {
    "polars lazy": polars_lazy,
    "pandas": pandas,
    "pandas with types of Arrow": pandas_nullable,
    "pyarrow": pyarrow,
    "duckdb": duckdb,
}
SLOW = {"dask": dask, "ibis": ibis}


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    sql = pytest.importorskip("pyspark.sql", reason="Spark is in the extra 'engines', and needs Java 17")
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.log.level": "ERROR"}
    builder = sql.SparkSession.builder.master("local[1]")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield lambda frame: session.createDataFrame(frame.to_arrow())
    session.stop()


def survey(questionnaire: Questionnaire, rows: int) -> pl.DataFrame:
    """Invented respondents: the first says nothing, the second all, the others most; a question nobody answers."""
    dice = random.Random(questionnaire.questionnaire)
    items = [(item, [option.id for option in questionnaire.options(item.id)]) for item in questionnaire.items.values()]
    shares = [0.0, 1.0, *(dice.choice([0.2, 0.7, 0.95]) for _ in range(rows - 2))]
    people = [{i.id: answer_by_dice(i, ids, dice) for i, ids in items if dice.random() < share} for share in shares]
    nobody = items[-1][0].id
    return rows_of(questionnaire, [{k: v for k, v in one.items() if k != nobody} for one in people])


def assert_same_as_polars(questionnaire: Questionnaire, frame: pl.DataFrame, engine: Engine) -> None:
    carried = [name for name in CARRIED if engine is not duckdb or name != "*"]
    frame = frame.with_columns(pl.lit("x").alias(name) for name in carried).insert_column(
        0, pl.int_range(frame.height, eager=True).alias("row")
    )
    native = engine(frame)
    scored = score_table(questionnaire, native)
    assert isinstance(scored, type(native))
    table: Any = nw.from_native(scored)
    if isinstance(table, nw.LazyFrame):
        table = table.collect("polars")
    expected = score_table(questionnaire, frame)
    assert table.columns == expected.columns
    found = sorted(table.rows(named=True), key=lambda row: row["row"])
    for row, wanted in zip(found, expected.iter_rows(named=True), strict=True):
        for name in [*carried, *(set(expected.columns) - set(frame.columns))]:
            value, same = row[name], wanted[name]
            value = None if isinstance(value, float) and math.isnan(value) else value
            assert value == (pytest.approx(same, abs=1e-9) if isinstance(same, float) else same), (name, row["row"])


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("engine", [*EAGER, *SLOW])
def test_a_shipped_questionnaire(engine: str, name: str) -> None:
    questionnaire = load_questionnaire(name)
    assert_same_as_polars(questionnaire, survey(questionnaire, 40), {**EAGER, **SLOW}[engine])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_questionnaire_on_spark(spark: Engine, name: str) -> None:
    questionnaire = load_questionnaire(name)
    assert_same_as_polars(questionnaire, survey(questionnaire, 40), spark)


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Questionnaire, pl.DataFrame]:
    """Any questionnaire and some respondents, the first of whom says nothing; numbers that are none among them."""
    questionnaire = draw(questionnaires())
    people = [{}, *draw(st.lists(answers(questionnaire), min_size=3, max_size=5))]
    frame = rows_of(questionnaire, people)
    numbers = [item.id for item in questionnaire.items.values() if isinstance(item, NumberItem)]
    place = draw(st.integers(0, len(people) - 1))
    return questionnaire, frame.with_columns(
        pl.when(pl.int_range(pl.len()) == place).then(float("nan")).otherwise(pl.col(item)).alias(item)
        for item in numbers
    )


@pytest.mark.parametrize("engine", EAGER)
@settings(max_examples=settings().max_examples // 5)  # narwhals takes its time
@given(case=surveys())
def test_any_questionnaire(engine: str, case: tuple[Questionnaire, pl.DataFrame]) -> None:
    assert_same_as_polars(*case, EAGER[engine])


@pytest.mark.parametrize("engine", SLOW)
@settings(max_examples=2)
@given(case=surveys())
def test_any_questionnaire_where_it_takes_long(engine: str, case: tuple[Questionnaire, pl.DataFrame]) -> None:
    assert_same_as_polars(*case, SLOW[engine])


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=surveys())
def test_any_questionnaire_on_spark(spark: Engine, case: tuple[Questionnaire, pl.DataFrame]) -> None:
    assert_same_as_polars(*case, spark)


def test_a_name_that_duckdb_takes_for_all_columns_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="a column named '\\*', which DuckDB takes for all: rename it first"):
        score_table(load_questionnaire("leader-short"), duckdb(pl.DataFrame({"*": [1], "causes": ["own_unit"]})))


@pytest.mark.parametrize("engine", [duckdb, ibis])
@pytest.mark.parametrize("name", ["Job", "LEAD", "Score:Scope"])
def test_a_name_that_sql_takes_for_one_of_ours_is_refused(engine: Engine, name: str) -> None:
    frame = pl.DataFrame({name: ["principal"], "causes": ["own_unit"]})
    with pytest.raises(ValueError, match=f"already has a column named '{name}': rename it first"):
        score_table(load_questionnaire("leader-short"), engine(frame))
    assert score_table(load_questionnaire("leader-short"), frame)[name].to_list() == ["principal"]


def test_ticks_that_dask_makes_texts_of_are_refused_in_a_sentence() -> None:
    dataframe = pytest.importorskip("dask.dataframe", reason="Dask is in the extra 'engines'")
    frame = dataframe.from_pandas(pl.DataFrame({"areas.attendance": [True, None]}).to_pandas(), npartitions=1)
    wanted = "the column 'areas.attendance' must hold true or false, not String: cast it first"
    with pytest.raises(ValueError, match=wanted):
        score_table(load_questionnaire("leader-short"), frame)


@pytest.mark.parametrize("lazy", [False, True])
def test_columns_of_polars_that_are_named_like_patterns(lazy: bool) -> None:
    frame = pl.DataFrame({"*": [1], "^score.*$": [2], "causes": ["own_unit"]})
    scored = score_table(load_questionnaire("leader-short"), frame.lazy() if lazy else frame, keep=True)
    table = scored.collect() if lazy else scored
    assert table.columns[:3] == frame.columns
    assert table.select(pl.nth(0, 1)).row(0) == (1, 2)
