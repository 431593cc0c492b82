#!/usr/bin/env bash
# ExcelJS: 4.5 in a cell that shows "4.5h" or "5 days" is January 3, 1900, at noon; and saved again the cell has the format of a date.
#
# Expected: a number is a date where its format shows one: a letter behind a backslash is that letter (ECMA-376, 18.8.31), one behind an underscore is a space
# as wide as it. openpyxl and SheetJS read all as numbers.
# Seen with exceljs 4.4.0, xlsx 0.18.5 (Node 20), openpyxl 3.1.5 (Python 3.11), 2026-12-01, of the number 4.5 each:
#   format            0.0\h                 0\ \d\a\y\s           0_d                   0.0" h"    0.0_)
#   ExcelJS reads     1900-01-03 12:00      1900-01-03 12:00      1900-01-03 12:00      4.5        4.5
# What stands between quotes or brackets is taken out before d, h, m, s and y are looked for, what stands behind a backslash or an underscore is not. When it reads,
# it drops the backslashes too: saved again, the format is 0.0h and 0 days, in which the letters are the hour, the day, the year and the second of a date. Nothing warns.
# Hurt is who reads hours or days of work out of workbooks: of one column those whose cells are formatted by hand are dates; Number() of one is
# -2208772800000, and a workbook that was only meant to gain a column shows dates where it showed hours.
# Fails when: any of the five is read otherwise, or comes back with its format whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 >/dev/null
python3 -m venv venv
venv/bin/pip install -q openpyxl==3.1.5
venv/bin/python - <<'PY'
import openpyxl

book = openpyxl.Workbook()
for row, shown in enumerate((r"0.0\h", r"0\ \d\a\y\s", "0_d", '0.0" h"', "0.0_)"), 1):
    book.active.cell(row, 1, 4.5).number_format = shown
book.active.title = "hours"
book.save("hours.xlsx")
print(*(cell.value for cell in openpyxl.load_workbook("hours.xlsx").active["A"]))
PY
cat >read.js <<'JS'
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");
(async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile("hours.xlsx");
  const cells = [1, 2, 3, 4, 5].map((row) => book.getWorksheet("hours").getCell(row, 1));
  for (const { value } of cells) console.log(value instanceof Date ? value.toISOString() : value);
  console.log(cells.reduce((sum, { value }) => sum + Number(value), 0) / 5);
  await book.xlsx.writeFile("back.xlsx");
  const sheet = XLSX.readFile("hours.xlsx", { cellDates: true }).Sheets.hours;
  console.log([1, 2, 3, 4, 5].map((row) => sheet[`A${row}`].v).join(" "));
})();
JS
node read.js | tee seen
venv/bin/python - <<'PY' | tee -a seen
import openpyxl

for name in ("hours.xlsx", "back.xlsx"):
    cells = openpyxl.load_workbook(name).active["A"]
    print(name, *(f"{cell.value} as {cell.number_format}" for cell in cells), sep="; ")
PY
diff seen - <<'END'
1900-01-03T12:00:00.000Z
1900-01-03T12:00:00.000Z
1900-01-03T12:00:00.000Z
4.5
4.5
-1325263679998.2
4.5 4.5 4.5 4.5 4.5
hours.xlsx; 4.5 as 0.0\h; 4.5 as 0\ \d\a\y\s; 4.5 as 0_d; 4.5 as 0.0" h"; 4.5 as 0.0_)
back.xlsx; 1900-01-04 12:00:00 as 0.0h; 1900-01-04 12:00:00 as 0 days; 4.5 as 0_d; 4.5 as 0.0" h"; 4.5 as 0.0_)
END
