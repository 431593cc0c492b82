#!/usr/bin/env bash
# pyspark: a table with the column "1. Clear?" cannot be handed to Python functions, described or cleared of blank rows, however one writes the name.
#
# Expected: a name with a full stop is put between backticks where an expression is meant; what is not asked for a name needs none.
# Seen with pyspark 4.3.0, pandas 2.3.3, pyarrow 26.0.1 (Java 17, Python 3.11, 2026-11-29): `mapInArrow`, `mapInPandas`, `dropna()` and `describe()`
# name no column and fail all the same ("a column … with name `1`.` Clear?` cannot be resolved", and the one proposed is spelt alike), since they
# look each name up as if it were written by hand, a full stop leading into a structure. The rest is split:
# `fillna(0)`, `toPandas`, `drop`, `dropDuplicates` and `withColumnRenamed` want the name as it is, `select` and `unpivot` want the backticks,
# and `drop` with backticks drops nothing and says nothing. Survey tools export questions as headers, numbered and with full stops.
# Hurt is who moves a survey to Spark when it has grown: what ran on the pilot's short codes stops. (Rename all columns first.)
# Fails when: any of the eleven comes out otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyspark==4.3.0 pandas==2.3.3 pyarrow==26.0.1
cd "$work"
SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$work/venv/bin/python" "$work/venv/bin/python" -W ignore - 2>log <<'PY' || { tail -20 log; exit 1; }
from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .getOrCreate()
)
NAME = "1. Clear?"
QUOTED = f"`{NAME}`"
SCHEMA = f"id string, {QUOTED} long"
table = spark.createDataFrame([("R1", 4), ("R2", 5)], ["id", NAME])
WAYS = {
    "mapInArrow": lambda: table.mapInArrow(lambda batches: batches, SCHEMA).columns,
    "mapInPandas": lambda: table.mapInPandas(lambda frames: frames, SCHEMA).columns,
    "dropna()": lambda: table.dropna().columns,
    "describe()": lambda: table.describe().columns,
    "fillna(0)": lambda: table.fillna(0).columns,
    "drop, as it is": lambda: table.drop(NAME).columns,
    "drop, quoted": lambda: table.drop(QUOTED).columns,
    "rename, as it is": lambda: table.withColumnRenamed(NAME, "clear").columns,
    "select, as it is": lambda: table.select(NAME).columns,
    "select, quoted": lambda: table.select(QUOTED).columns,
    "unpivot, as it is": lambda: table.unpivot(["id"], [NAME], "question", "answer").columns,
}
seen = {}
for way, ask in WAYS.items():
    try:
        seen[way] = ask()
    except AnalysisException as error:
        seen[way] = error.getErrorClass()
    print(f"{way:18}", seen[way])
failed = {way for way, found in seen.items() if found == "UNRESOLVED_COLUMN.WITH_SUGGESTION"}
assert failed == {"mapInArrow", "mapInPandas", "dropna()", "describe()", "select, as it is", "unpivot, as it is"}, failed
assert seen["drop, as it is"] == ["id"] and seen["drop, quoted"] == ["id", NAME]
assert seen["fillna(0)"] == ["id", NAME] and seen["rename, as it is"] == ["id", "clear"] and seen["select, quoted"] == [NAME]
PY
