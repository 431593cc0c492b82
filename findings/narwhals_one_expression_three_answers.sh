#!/usr/bin/env bash
# narwhals: the same expressions on the same rows differ by engine exactly where a questionnaire has holes: the mean of no
# answers is null or NaN, a missing answer is "not one of these" or unknown, and 2.5 rounds to 2 or to 3.
#
# Expected: one expression, one result; or an error where an engine cannot.
# Seen with narwhals 2.29.0, polars 2.1.0, pandas 3.1.1, pyarrow 26.0.1, duckdb 2.0.1 (Python 3.11, 2026-11-28):
#                                  polars   pandas   pyarrow  duckdb
#   mean_horizontal, all missing   null     null     NaN      NaN     NaN is no null: it counts as answered, and sorts highest
#   is_in([1.0]) of a missing      null     False    null     null
#   2.5 rounded to 0 places        2        2        3        3
# Scores that pass a test on polars are wrong on a warehouse for leaders who skipped, with no warning.
# Fails when: any of the twelve changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q narwhals==2.29.0 polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1
"$work/venv/bin/python" - <<'PY'
import math

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

rows = {"a": [1.0, None], "b": [2.0, None]}
holed = pa.table({name: pa.array(values, pa.float64()) for name, values in rows.items()})
seen = {}
for name, frame in {
    "polars": pl.DataFrame(rows, schema={"a": pl.Float64, "b": pl.Float64}),
    "pandas": pd.DataFrame(rows),
    "pyarrow": holed,
    "duckdb": duckdb.sql("from holed"),
}.items():
    made = nw.from_native(frame).select(
        mean=nw.mean_horizontal("a", "b"), among=nw.col("a").is_in([1.0]), half=(nw.col("b") + 0.5).round(0)
    )
    made = made.collect() if isinstance(made, nw.LazyFrame) else made
    first, last = made.to_arrow().to_pylist()
    mean = "NaN" if last["mean"] is not None and math.isnan(last["mean"]) else last["mean"]
    seen[name] = (mean, last["among"], first["half"])
    print(name, seen[name])
assert seen == {
    "polars": (None, None, 2.0),
    "pandas": (None, False, 2.0),
    "pyarrow": ("NaN", None, 3.0),
    "duckdb": ("NaN", None, 3.0),
}
PY
