#!/usr/bin/env bash
# parse-duration: "30-45 minutes" are 30 hours and 45 minutes, "1/2 hour" is 3 hours, and a day from 8:00 to 15:30 has 8 hours and some seconds.
#
# Expected: a range or a fraction is no duration: nothing, as its `parse` gives null for "half an hour", as `ms` gives undefined and Python's pytimeparse None.
# Seen with parse-duration 2.1.9, ms 2.1.3 (Node 20), pytimeparse 1.1.10 (Python 3.11, 2026-12-01), `parse(text, "h")`, the unit that the question asks for:
#   30-45 minutes           30.75        1/2 hour           3        1 1/2 hours            13
#   2-3 days                74           1½ hours           1        1,5 hours              15
#   9-12 months             8775         8:00-15:30         8.004    2 hours less 15 minutes 2.25
# The number before a hyphen, a slash or a second number has no unit of its own and takes the one asked for, and all are added up. Its page lists "noisy input",
# with words around whole durations; a comma between digits is a separator of thousands there. Nothing warns, and none is null.
# Hurt is who asks "how much time a week do you spend on this?" with a free field: ranges and halves are what people write, and each becomes a
# figure that could be meant; 30.75 hours for half an hour is a mean of a small group gone.
# Fails when: any of the texts is something else.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund parse-duration@2.1.9 ms@2.1.3 >/dev/null
python3 -m venv venv
venv/bin/pip install -q pytimeparse==1.1.10
cat >said.txt <<'END'
30-45 minutes
1/2 hour
1 1/2 hours
2-3 days
1½ hours
1,5 hours
9-12 months
8:00-15:30
2 hours less 15 minutes
half an hour
45 minutes
END
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ms from "ms";
import parse from "parse-duration";
for (const text of readFileSync("said.txt", "utf8").trim().split("\n")) console.log(`${text}: ${parse(text, "h")}, ${ms(text) / 3600000}`);
JS
node read.mjs | tee seen
venv/bin/python - <<'PY' | tee -a seen
from pytimeparse import parse

print(*(parse(text.strip()) for text in open("said.txt", encoding="utf-8")))
PY
diff seen - <<'END'
30-45 minutes: 30.75, NaN
1/2 hour: 3, NaN
1 1/2 hours: 13, NaN
2-3 days: 74, NaN
1½ hours: 1, NaN
1,5 hours: 15, NaN
9-12 months: 8775, NaN
8:00-15:30: 8.004175, NaN
2 hours less 15 minutes: 2.25, NaN
half an hour: null, NaN
45 minutes: 0.75, 0.75
None None None None None None None None None None 2700
END
