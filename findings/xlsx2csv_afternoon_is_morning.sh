#!/usr/bin/env bash
# xlsx2csv: an answer given at 13:05 was given at 01:05, thirty hours of work are six, and a mean of 4.25 shown as 4.3 is 4.2.
#
# Expected: a CSV of what the cells hold, or of what they show: in a workbook 13:05, 30:00 and 4.3.
# Seen with xlsx2csv 0.8.6, openpyxl 3.1.5 (Python 3.11, 2026-11-30): in a format with a date and a single "h", as Excel's own for a date with
# a time (m/d/yy h:mm) and openpyxl's, the hour is one of twelve and nothing says which half of the day; "hh" gives 13:05. Hours beyond a day,
# [h]:mm:ss, lose the day. Numbers are cut to the places shown, halves of them downwards: 0.285 is 0.28. Code 0012, a number shown as 0000, is
# 12. No message. Hurt is who takes times of answers, hours worked or codes out of a workbook: evenings are at night, overtime is gone,
# and the files of two schools that show the same are different.
# Fails when: one of the cells comes out another way.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q xlsx2csv==0.8.6 openpyxl==3.1.5
venv/bin/python -W error - <<'PY'
from datetime import datetime, timedelta

from openpyxl import Workbook

book = Workbook()
given = datetime(2026, 8, 1, 13, 5)
for value, shown in (
    (given, "m/d/yy h:mm"),
    (given, "yyyy-mm-dd h:mm:ss"),
    (given, "yyyy-mm-dd hh:mm:ss"),
    (timedelta(hours=30), "[h]:mm:ss"),
    (4.25, "0.0"),
    (0.285, "0.00"),
    (12, "0000"),
):
    book.active.append([shown, value])
    book.active.cell(book.active.max_row, 2).number_format = shown
book.save("answers.xlsx")
PY
venv/bin/xlsx2csv answers.xlsx seen
cat seen
diff seen - <<'END'
m/d/yy h:mm,08/01/26 01:05
yyyy-mm-dd h:mm:ss,2026-08-01 01:05:00
yyyy-mm-dd hh:mm:ss,2026-08-01 13:05:00
[h]:mm:ss,06:00
0.0,4.2
0.00,0.28
0000,12
END
