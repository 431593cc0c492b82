#!/usr/bin/env bash
# pandas: who ticked grades 1 and 2, on two lines of a cell of an OpenDocument sheet, ticked 12, as a number; and "not" and "sure" are "notsure".
#
# Expected: a break between two lines of a cell stays one, as it does in the same sheet saved as .xlsx and with the other engine.
# Seen with pandas 2.3.3, odfpy 1.4.1, python-calamine 0.9.1 (Python 3.11, 2026-11-30): each line of a cell is a paragraph of its own in the file, and
# `read_excel`, for .ods by odfpy if no engine is named, joins them with nothing between; then what looks like a number is one, though its cell is
# text. Nothing warns. That breaks are lost is known (pandas-dev/pandas#53924); that 1 and 2 become a 12 comes of it. Hurt is who gets answers
# from a district that works with LibreOffice: ticks below each other are one large number, which is a grade as well. Instead:
# `read_excel(…, engine="calamine", dtype=str)`.
# Fails when: the two are apart, or text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pandas==2.3.3 numpy==2.4.6 odfpy==1.4.1 python-calamine==0.9.1 openpyxl==3.1.5
venv/bin/python -W error - >seen <<'PY'
import openpyxl
import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

rows = [["school", "grades", "comment"], ["North", "1\n2", "not\nsure"], ["South", "12", "sure"]]
sheet, book, table = OpenDocumentSpreadsheet(), openpyxl.Workbook(), Table(name="answers")
for row in rows:
    book.active.append(row)
    line = TableRow()
    for text in row:
        cell = TableCell(valuetype="string")
        for part in text.split("\n"):
            cell.addElement(P(text=part))
        line.addElement(cell)
    table.addElement(line)
sheet.spreadsheet.addElement(table)
sheet.save("answers.ods")
book.save("answers.xlsx")
for file, engine in (("answers.ods", None), ("answers.ods", "calamine"), ("answers.xlsx", None)):
    print(f"{file:12} {engine!s:8}", *pd.read_excel(file, engine=engine).drop(columns="school").values.tolist())
PY
cat seen
diff seen - <<'END'
answers.ods  None     [12, 'notsure'] [12, 'sure']
answers.ods  calamine ['1\n2', 'not\nsure'] ['12', 'sure']
answers.xlsx None     ['1\n2', 'not\nsure'] ['12', 'sure']
END
