"""A Spark that ends in the middle: in a file of its own, as the session of a file is over with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

from .test_spark import ON_SPARK, java_of, killing, pytestmark, spark, started_by

__all__ = ["pytestmark", "spark"]


def test_a_spark_that_ends_is_told_in_a_sentence(spark: Any, run: Run, here: Path) -> None:
    java = java_of(spark)
    with killing(lambda: [java] if [one for one, line in started_by(java) if "pyspark.daemon" in line] else []):
        ran = run("batch", "survey-200", *ON_SPARK, "-o", "results")
    assert ran.code == 1
    assert "D002 Spark ended in the middle of the work, or nobody answers there" in ran.err
    assert list(here.iterdir()) == []
    again = run("batch", "survey-200", *ON_SPARK, "-o", "results")
    assert again.code == 1
    assert "D002" in again.err
