#!/usr/bin/env bash
# fastexcel and python-calamine: a cell that shows #N/A reads as nothing at all, and a time of day under fastexcel as a
# moment on the last day of 1899.
#
# Expected: an error cell can be told from an empty one (openpyxl gives the text "#N/A"), and 09:36 is a time.
# Seen with fastexcel 0.21.0, python-calamine 0.9.1, openpyxl 3.1.5 (Python 3.11, 2026-11-28): fastexcel gives null for =NA(), with
# dtypes="string" as well, and calamine an empty text, so that a lookup which failed in a prepared survey looks like a
# question that was left open: it vanishes from the counts of what could not be used. Formatted hh:mm, 0.4 is
# 1899-12-31 09:36:00 in fastexcel's text, the time 09:36 in the other two, although fastexcel is built on calamine's engine.
# Fails when: any of the readers says otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fastexcel==0.21.0 python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1 pyarrow==26.0.1
cd "$work"
"$work/venv/bin/python" - <<'PY'
import fastexcel
import openpyxl
import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("survey.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "answer", "started"])
    for row in (1, 2):
        sheet.write(row, 0, f"R{row}")
        sheet.write_number(row, 2, 0.4, book.add_format({"num_format": "hh:mm"}))
    sheet.write_string(1, 1, "Yes")
    sheet.write_formula(2, 1, "=NA()", None, "#N/A")

fast = fastexcel.read_excel("survey.xlsx").load_sheet(0, dtypes="string").to_arrow().to_pylist()[1]
calamine = python_calamine.CalamineWorkbook.from_path("survey.xlsx").get_sheet_by_index(0).to_python()[2]
open_ = [cell.value for cell in list(openpyxl.load_workbook("survey.xlsx", data_only=True).active)[2]]
print(fast, calamine, open_, sep="\n")
assert (fast["answer"], fast["started"]) == (None, "1899-12-31 09:36:00")
assert (calamine[1], str(calamine[2])) == ("", "09:36:00")
assert (open_[1], str(open_[2])) == ("#N/A", "09:36:00")
PY
