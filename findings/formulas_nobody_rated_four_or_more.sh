#!/usr/bin/env bash
# formulas (Python): of the ratings 4, 5, 1 and 2 two are 4 or more, by COUNTIF; by SUMPRODUCT(--(range>=4)), as Excel users write it, none are.
#
# Expected: in Excel a minus makes a number of TRUE, and a second minus turns its sign back: the way to count what holds in each row. `--TRUE` is 1.
# Seen with formulas 1.3.4 (Python 3.11, 2026-12-01), which computes the cells of a workbook without Excel:
#   formula                                 Excel   formulas
#   COUNTIF(range,">=4")                    2       2
#   SUMPRODUCT((range>=4)*1)                2       2
#   SUMPRODUCT(--(range>=4))                2       0
#   SUMPRODUCT(--(range>=4),range)/9        1       0        (share of the points that high ratings gave)
#   SUMPRODUCT(-(range>=4))                 -2      -2
#   SUMPRODUCT(N(range>=4))                 2       0
# Two minus signs are read as none, and what is left, TRUE and FALSE, counts as nothing in a sum. Nothing warns, and no cell shows an error. Hurt is who scores a client's workbook
# on a server: the share of favorable answers is 0 in each school, and a weighted share with it. Excel's own advice, and half of what is on the web, is this formula. Instead: `*1`.
# Fails when: the third formula is 2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q formulas==1.3.4 openpyxl==3.1.5
venv/bin/python - >seen <<'PY'
import warnings

import formulas
import openpyxl

warnings.simplefilter("error", UserWarning)
asked = (
    'COUNTIF(A1:A4,">=4")',
    "SUMPRODUCT((A1:A4>=4)*1)",
    "SUMPRODUCT(--(A1:A4>=4))",
    "SUMPRODUCT(--(A1:A4>=4),A1:A4)/9",
    "SUMPRODUCT(-(A1:A4>=4))",
    "SUMPRODUCT(N(A1:A4>=4))",
)
book = openpyxl.Workbook()
sheet = book.active
for row, rating in enumerate((4, 5, 1, 2), 1):
    sheet.cell(row, 1, rating)
for row, formula in enumerate(asked, 1):
    sheet.cell(row, 2, "=" + formula)
book.save("said.xlsx")
cells = formulas.ExcelModel().loads("said.xlsx").finish().calculate()
for row, formula in enumerate(asked, 1):
    value = next(cells[name].value[0, 0] for name in cells if name.upper().endswith(f"!B{row}"))
    print(f"{formula:34} {float(value):g}")
PY
cat seen
diff seen - <<'END'
COUNTIF(A1:A4,">=4")               2
SUMPRODUCT((A1:A4>=4)*1)           2
SUMPRODUCT(--(A1:A4>=4))           0
SUMPRODUCT(--(A1:A4>=4),A1:A4)/9   0
SUMPRODUCT(-(A1:A4>=4))            -2
SUMPRODUCT(N(A1:A4>=4))            0
END
