#!/usr/bin/env bash
# xlrd, and petl, agate-excel and frictionless on it: in an .xls the mean of a school where nobody answered, #DIV/0!, is 7, and one that is not known, #N/A, is 42.
#
# Expected: a cell that shows an error has no value, as pandas has it on the same xlrd (NaN), or is its text, as in tablib; it is no number.
# Seen with xlrd 2.0.2, petl 1.7.30, agate-excel 0.4.2, frictionless 5.21.0 (Python 3.11, 2026-11-30): the format stores an error as a code, and xlrd gives
# the code as the cell's value, which only the cell's type tells from a number: #DIV/0! 7, #VALUE! 15, #REF! 23, #N/A 42. xlrd's page for `Cell` says so;
# the three that are built on it take the value for what it is, put it into a column of numbers, and frictionless
# finds the file valid. tablib and pandas look at the type.
# Nothing warns. Hurt is who collects sheets from schools in the format that older systems save: on a scale from 1 to 7 a school without one answer is the best
# there is, and a mean over schools takes it in.
# Fails when: one of the four has no 7.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q xlrd==2.0.2 xlwt==1.3.0 petl==1.7.30 agate==1.14.2 agate-excel==0.4.2 "frictionless[excel]==5.21.0" "tablib[xls]==3.10.0" pandas==2.3.3
venv/bin/python - >seen 2>/dev/null <<'PY'
from pathlib import Path

import agate
import agateexcel
import pandas as pd
import petl
import tablib
import xlrd
import xlwt
from frictionless import Resource, validate

book = xlwt.Workbook()
sheet = book.add_sheet("means")
for row, (school, mean) in enumerate([("school", "mean"), ("North", 4.5), ("South", "#DIV/0!"), ("West", "#N/A!")]):
    sheet.write(row, 0, school)
    sheet.row(row).set_cell_error(1, mean) if str(mean).startswith("#") else sheet.write(row, 1, mean)
book.save("means.xls")
print("xlrd        ", xlrd.open_workbook("means.xls").sheet_by_index(0).col_values(1, 1))
print("petl        ", list(petl.fromxls("means.xls")["mean"]))
print("agate-excel ", [float(one) for one in agate.Table.from_xls("means.xls").columns["mean"]])
print("frictionless", [float(row["mean"]) for row in Resource("means.xls").read_rows()], "valid", validate("means.xls").valid)
print("tablib      ", tablib.Dataset().load(Path("means.xls").read_bytes(), format="xls")["mean"])
print("pandas      ", pd.read_excel("means.xls")["mean"].tolist())
PY
cat seen
diff seen - <<'END'
xlrd         [4.5, 7, 42]
petl         [4.5, 7, 42]
agate-excel  [4.5, 7.0, 42.0]
frictionless [4.5, 7.0, 42.0] valid True
tablib       [4.5, '#DIV/0!', '#N/A']
pandas       [4.5, nan, nan]
END
