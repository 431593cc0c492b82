#!/usr/bin/env bash
# fastexcel, and polars on it: where column A of a sheet is empty, a column asked for by its index is the one beside it.
#
# Expected: `available_columns()` tells each column's `index`, and `use_columns=[index]` reads that column; and polars reads the
# same column of a workbook whichever of its engines reads it.
# Seen with fastexcel 0.21.0, polars 1.42.1, openpyxl 3.1.5 (Python 3.11, 2026-11-29): empty columns on the left are not among those
# found, and `index` counts without them, but `use_columns` counts from column A. So the index of "Q1" reads "Response ID" and
# nothing is said; the index of "Response ID" is not found. `polars.read_excel(columns=[1])` gives "Response ID" with
# its default engine and "Q1" with openpyxl. Hurt is who reads exports with a blank first column (templates of offices, REDCap
# reports pasted beside a margin) by position: ids are scored as answers. (`absolute_index` is what `use_columns` wants.)
# Fails when: the index reads its own column, or both engines of polars agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fastexcel==0.21.0 polars==1.42.1 openpyxl==3.1.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import fastexcel
import openpyxl
import polars as pl

book = openpyxl.Workbook()
for row in ([None, "Response ID", "Q1"], [None, "R1", "often"], [None, "R2", "never"]):
    book.active.append(row)
book.save("survey.xlsx")

file = fastexcel.read_excel("survey.xlsx")
index = {column.name: column.index for column in file.load_sheet(0).available_columns()}
print("index of each column:", index)
read = [column.name for column in file.load_sheet(0, use_columns=[index["Q1"]]).selected_columns]
print("reading the index of Q1 gives:", read)
assert index == {"Response ID": 0, "Q1": 1} and read == ["Response ID"], (index, read)

by_default = pl.read_excel("survey.xlsx", columns=[1]).columns
by_openpyxl = pl.read_excel("survey.xlsx", columns=[1], engine="openpyxl").columns
print("polars, columns=[1]:", by_default, "by default,", by_openpyxl, "with openpyxl")
assert (by_default, by_openpyxl) == (["Response ID"], ["Q1"]), (by_default, by_openpyxl)
PY
