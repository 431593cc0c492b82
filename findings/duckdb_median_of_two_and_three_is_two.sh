#!/usr/bin/env bash
# DuckDB: the median of the ratings 2 and 3 is 2.5, or 2 if the column is a DECIMAL; that of 2.5 and 3.0, written as SQL writes numbers, is 2.7.
#
# Expected: the median lies halfway between the two in the middle, whatever type holds them, as the mean of the same column does, and as PostgreSQL's
# `percentile_cont` has it; at least it is rounded.
# Seen with duckdb 2.0.1 (Python 3.11, 2026-11-30): `median` and `quantile_cont` of a DECIMAL have its digits and no more, and what does not fit is cut off, towards
# nought: of 2 and 3 as DECIMAL(1,0) the median is 2, of -2 and -3 it is -2, of 2.5 and 3.0 it is 2.7 (2.75), and the quarters of 2 and 3 are 2, 2 and 2. As
# INTEGER or DOUBLE they are 2.5, 2.75, and 2.25, 2.5, 2.75; `avg` is right for all. Nothing warns. Numbers with a point are DECIMAL in SQL, and so
# are the columns of many a database and Parquet file. Hurt is who reports medians of ratings: of an even number of people they can be half a step of
# the scale too low, and a scale turned round has other medians than the scale.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q duckdb==2.0.1
venv/bin/python -W error - >seen <<'PY'
import duckdb

asked = "SELECT typeof(any_value(rating)), avg(rating), median(rating), quantile_cont(rating, [0.25, 0.5, 0.75])"
for low, high in (
    ("2", "3"),
    ("2::DOUBLE", "3::DOUBLE"),
    ("2::DECIMAL(1,0)", "3::DECIMAL(1,0)"),
    ("-3::DECIMAL(1,0)", "-2::DECIMAL(1,0)"),
    ("2.5", "3.0"),
    ("2.5::DOUBLE", "3.0::DOUBLE"),
):
    [(kind, mean, median, quarters)] = duckdb.sql(f"{asked} FROM (VALUES ({low}), ({high})) AS answers(rating)").fetchall()
    print(f"{low} and {high} are {kind}: mean {mean}, median {median}, quarters", *quarters)
PY
cat seen
diff seen - <<'END'
2 and 3 are INTEGER: mean 2.5, median 2.5, quarters 2.25 2.5 2.75
2::DOUBLE and 3::DOUBLE are DOUBLE: mean 2.5, median 2.5, quarters 2.25 2.5 2.75
2::DECIMAL(1,0) and 3::DECIMAL(1,0) are DECIMAL(1,0): mean 2.5, median 2, quarters 2 2 2
-3::DECIMAL(1,0) and -2::DECIMAL(1,0) are DECIMAL(1,0): mean -2.5, median -2, quarters -2 -2 -2
2.5 and 3.0 are DECIMAL(2,1): mean 2.75, median 2.7, quarters 2.6 2.7 2.8
2.5::DOUBLE and 3.0::DOUBLE are DOUBLE: mean 2.75, median 2.75, quarters 2.625 2.75 2.875
END
