#!/usr/bin/env bash
# fastexcel: read as text, a number keeps nine digits after its point, and a duration beyond a day becomes a date in 1900.
#
# Expected: dtypes="string" is the way to lose nothing: the cell's own digits, and 36:00:00.
# Seen with fastexcel 0.21.0 (Python 3.11, 2026-11-28): 1/3 reads as 0.333333333, 1234567.123456789 as 1234567.123456789 (nine digits
# still), 0.0000000004 as 0, and 1.5 formatted [h]:mm:ss as 1900-01-01 12:00:00. Ids or weights that went through a spreadsheet
# no longer match their source, and "time to complete" of a slow respondent sorts as a date. As floats the digits are kept.
# Fails when: any of the four texts changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fastexcel==0.21.0 xlsxwriter==3.3.1 pyarrow==26.0.1
cd "$work"
"$work/venv/bin/python" - <<'PY'
import fastexcel
import xlsxwriter

with xlsxwriter.Workbook("survey.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["third", "long", "small", "spent"])
    sheet.write_row(1, 0, [1 / 3, 1234567.123456789, 4e-10])
    sheet.write_number(1, 3, 1.5, book.add_format({"num_format": "[h]:mm:ss"}))
(row,) = fastexcel.read_excel("survey.xlsx").load_sheet(0, dtypes="string").to_arrow().to_pylist()
(plain,) = fastexcel.read_excel("survey.xlsx").load_sheet(0).to_arrow().to_pylist()
print(row, plain["third"])
assert list(row.values()) == ["0.333333333", "1234567.123456789", "0", "1900-01-01 12:00:00"], list(row.values())
assert plain["third"] == 1 / 3
PY
