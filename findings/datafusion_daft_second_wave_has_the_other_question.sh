#!/usr/bin/env bash
# DataFusion, Daft: two waves read as one folder of CSV; where the second asks workload before trust, its trust is the workload.
#
# Expected: each file has a line of names, and a column is what its name says, as DuckDB, ClickHouse, pyarrow and Dask have it; or the files are refused
# because they differ, as polars does.
# Seen with datafusion 55.0.0, daft 0.7.26, duckdb 2.0.1, polars 2.1.0, pyarrow 25.0.1 (Python 3.11, 2026-12-01): in spring three people say 5 and 4 to
# trust and 1 to workload, in fall the same; the file of fall has its columns the other way round. DataFusion and Daft take the names from the first
# file and the values of the second as they stand: by both, trust falls from 4.67 to 1.00 and workload rises from 1.00 to 4.67. Nothing warns, since both
# are numbers. DuckDB and pyarrow: no change. Hurt is who adds a wave to a folder: survey tools order columns by the form as it is now, so that a question
# moved up in the editor trades places with the next one.
# Fails when: DataFusion or Daft goes by names or refuses, or one of the other three goes by place.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q datafusion==55.0.0 daft==0.7.26 duckdb==2.0.1 polars==2.1.0 pyarrow==25.0.1 pandas==2.3.3
mkdir waves
printf 'wave,trust,workload\nspring,5,1\nspring,5,1\nspring,4,1\n' >waves/1_spring.csv
printf 'wave,workload,trust\nfall,1,5\nfall,1,5\nfall,1,4\n' >waves/2_fall.csv
venv/bin/python - <<'PY'
import daft
import duckdb
import polars as pl
import pyarrow.dataset as dataset
from datafusion import SessionContext

files = ["waves/1_spring.csv", "waves/2_fall.csv"]
session = SessionContext()
session.register_csv("answers", files)
read = {
    "DataFusion, folder": SessionContext().read_csv("waves/").to_pandas(),
    "DataFusion, list": session.sql("SELECT * FROM answers").to_pandas(),
    "Daft, pattern": daft.read_csv("waves/*.csv").to_pandas(),
    "Daft, list": daft.read_csv(files).to_pandas(),
    "DuckDB": duckdb.sql("FROM 'waves/*.csv'").df(),
    "pyarrow": dataset.dataset("waves", format="csv").to_table().to_pandas(),
}
for name, frame in read.items():
    means = frame.groupby("wave")[["trust", "workload"]].mean().round(2)
    fall = means.loc["fall"].tolist()
    print(f"{name:19} spring {means.loc['spring'].tolist()}  fall {fall}")
    assert means.loc["spring"].tolist() == [4.67, 1.0]
    assert fall == ([1.0, 4.67] if name.startswith("Da") else [4.67, 1.0]), name
try:
    pl.read_csv("waves/*.csv")
except pl.exceptions.ComputeError as refusal:
    print("polars             ", refusal)
    assert "schema names differ" in str(refusal)
else:
    raise SystemExit("polars does not refuse")
PY
