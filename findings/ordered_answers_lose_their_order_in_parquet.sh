#!/usr/bin/env bash
# pandas, polars, duckdb: an ordered scale goes through Parquet, and on the other side "sometimes" is the highest answer.
#
# Expected: pandas writes an ordered Categorical to Parquet as a dictionary marked ordered, pyarrow and pandas read it so, and
# what sorts, compares or takes a maximum of it elsewhere goes by the scale, or refuses.
# Seen with pandas 3.1.1, pyarrow 26.0.1, polars 2.1.0, duckdb 2.0.1 (Python 3.11, 2026-11-29), on the scale never < sometimes < often:
#                          type                the highest, and sorted
#   pandas, after Parquet  ordered category    often       never sometimes often
#   duckdb, the frame      ENUM                often       never sometimes often
#   duckdb, the Parquet    VARCHAR             sometimes   never often sometimes
#   polars, either         Categorical         sometimes   never often sometimes
# duckdb gives two answers to one query, by whether the table came through a file; polars has an ordered type, Enum, and does not use it. Nothing
# warns. A filter `>= 'often'` keeps the wrong people. Hurt is who hands a scored survey from one engine to the next.
# Fails when: any of the four changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0 duckdb==2.0.1
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
import duckdb
import pandas as pd
import polars as pl

scale = pd.CategoricalDtype(["never", "sometimes", "often"], ordered=True)
frame = pd.DataFrame({"said": pd.Series(["often", "never", "sometimes"], dtype=scale)})
frame.to_parquet("said.parquet")
again = pd.read_parquet("said.parquet")["said"]


def in_duckdb(table):
    rows = duckdb.sql(f"select said, typeof(said) from {table} order by said").fetchall()
    return rows[0][1].split("(")[0], duckdb.sql(f"select max(said) from {table}").fetchall()[0][0], [row[0] for row in rows]


def in_polars(table):
    return str(table["said"].dtype), table["said"].max(), table.sort("said")["said"].to_list()


seen = {
    "pandas, Parquet": ("ordered" if again.cat.ordered else "not", again.max(), again.sort_values().tolist()),
    "duckdb, frame": in_duckdb("frame"),
    "duckdb, Parquet": in_duckdb("'said.parquet'"),
    "polars, frame": in_polars(pl.from_pandas(frame)),
    "polars, Parquet": in_polars(pl.read_parquet("said.parquet")),
}
for road, found in seen.items():
    print(f"{road:16}", *found)
right, wrong = ["never", "sometimes", "often"], ["never", "often", "sometimes"]
assert seen["pandas, Parquet"] == ("ordered", "often", right) and seen["duckdb, frame"] == ("ENUM", "often", right)
assert seen["duckdb, Parquet"] == ("VARCHAR", "sometimes", wrong)
assert seen["polars, frame"] == seen["polars, Parquet"] == ("Categorical", "sometimes", wrong)
PY
