#!/usr/bin/env bash
# krippendorff (npm): three coders agree by 0.43 where the list begins with the one who stopped after three interviews, and by 0.22 where she stands last.
#
# Expected: agreement does not hang on the order of the coders. A row may be shorter than the others: on the package's own page the third coder's is, for
# "missing rating".
# Seen with krippendorff 0.1.0 of npm (Node 20) and krippendorff 0.9.0 of PyPI (Python 3.11, 2026-12-01), of one table: the first row says how many
# interviews there are, and what the others coded beyond it is not read. Filled up with `undefined` it is right. Read from JSON, which has no `undefined`, an
# open cell is null, and null is a code like others, on which coders agree.
#   short row first   0.43      short row last   0.22      null for open   0.14      PyPI, either way   0.22
# Nothing warns. Hurt is who has several coders of whom the one in charge codes a sample: hers is the first row, and the agreement is that of the sample,
# mostly the easy first ones. Fill up all rows with `undefined` to the longest, and turn null into it.
# Fails when: any of the figures is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund krippendorff@0.1.0 >/dev/null
python3 -m venv venv
venv/bin/pip install -q krippendorff==0.9.0
cat >agree.js <<'JS'
const { alpha } = require("krippendorff");
const [short, ben, cy] = [[1, 2, 1], [1, 1, 1, 2, 2, 1], [1, 2, 1, 2, 1, 2]];
const filled = Array.from({ length: 6 }, (_, interview) => short[interview]);
const show = (name, rows) => console.log(name, alpha(rows).toFixed(3));
show("short row first", [short, ben, cy]);
show("short row last ", [ben, cy, short]);
show("filled up      ", [filled, ben, cy]);
show("from JSON      ", JSON.parse(JSON.stringify([filled, ben, cy])));
JS
node agree.js 2>&1 | tee seen
venv/bin/python - <<'PY' | tee -a seen
from math import nan

import krippendorff

short, ben, cy = [1, 2, 1, nan, nan, nan], [1, 1, 1, 2, 2, 1], [1, 2, 1, 2, 1, 2]
for rows in ([short, ben, cy], [ben, cy, short]):
    print(f"PyPI {krippendorff.alpha(rows, level_of_measurement='nominal'):.3f}")
PY
diff seen - <<'END'
short row first 0.429
short row last  0.222
filled up       0.222
from JSON       0.141
PyPI 0.222
PyPI 0.222
END
