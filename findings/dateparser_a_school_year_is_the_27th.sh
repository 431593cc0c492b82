#!/usr/bin/env bash
# dateparser: the school year "2026-27" is the 27th of the month in which it is read, the "3rd Thursday" a day in March, and "we may" in May.
#
# Expected: what is no day is not read as one, as it says of "2026-2027", "first Monday" and "2nd and 4th Tuesdays", or says that it is a guess.
# Seen with dateparser 1.5.0 (Python 3.11, 2026-11-30), for English, read on November 30 and on December 5: a number is a year, a month or a day wherever
# one fits, what is missing comes from the day of reading (told of "December 2015" on its page), and some words are passed over. "12/2/2026" is in
# December and "13/2/2026", one line below, in February. All are plain datetimes, without a word. Hurt is who reads open answers to "since
# when" or "when does your board meet": a date for nearly everybody, another at the next run, and none shows that it was never
# said. Instead: `settings={"STRICT_PARSING": True}`, a DATE_ORDER, and the text kept beside it.
# Fails when: any of the dates changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q dateparser==1.5.0
venv/bin/python - >seen <<'PY'
from datetime import datetime

import dateparser

read_on = datetime(2026, 11, 30), datetime(2026, 12, 5)


def read(said, **settings):
    found = [dateparser.parse(said, languages=["en"], settings={"RELATIVE_BASE": day, **settings}) for day in read_on]
    return [str(date and date.date()) for date in found]


for said in ("2026-27", "2026-2027", "1st Monday", "3rd Thursday", "first Monday", "Q3 2026", "5-8", "we may", "12/2/2026", "13/2/2026"):
    print(f"{said:13}", *read(said), "strictly", *read(said, STRICT_PARSING=True))
PY
cat seen
diff seen - <<'END'
2026-27       2026-11-27 2026-12-27 strictly None None
2026-2027     None None strictly None None
1st Monday    2026-01-30 2026-01-05 strictly None None
3rd Thursday  2026-03-30 2026-03-05 strictly None None
first Monday  None None strictly None None
Q3 2026       2026-08-30 2026-09-05 strictly None None
5-8           2026-05-08 2026-05-08 strictly None None
we may        2026-05-30 2026-05-05 strictly None None
12/2/2026     2026-12-02 2026-12-02 strictly 2026-12-02 2026-12-02
13/2/2026     2026-02-13 2026-02-13 strictly 2026-02-13 2026-02-13
END
