#!/usr/bin/env bash
# pingouin: among hours of work of 1 to 4 stands a 60, and is found; one more person leaves the question open, and nothing is.
#
# Expected: `madmedianrule` leaves out who left it open, as most of pingouin does and the median absolute deviation of the same package can,
# or says NaN, or refuses.
# Seen with pingouin 0.7.0, pandas 3.0.6 (Python 3.11, 2026-11-30): of 3, 2, 3, 4, 3, 2, 3 and 60 the last is an outlier; with one blank more none of
# the nine is, and the answer is nine times False, not NaN. Nothing warns, and its page does not speak of missing values. `pg.mad` of the
# same answers leaves the blank out and is as before. Hurt is who cleans an export column by column with it: slips are
# taken out only of questions that everybody answered, and "no outliers" is said of the others.
# Fails when: the 60 is found beside a blank, or a blank is told or refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pingouin==0.7.0 scipy==1.17.1 numpy==2.4.6 pandas==3.0.6
venv/bin/python -W error::RuntimeWarning -W error::UserWarning - >seen <<'PY'
import numpy as np
import pingouin

hours = [3.0, 2.0, 3.0, 4.0, 3.0, 2.0, 3.0, 60.0]
for name, said in (("answered", hours), ("one blank", [*hours, np.nan])):
    found = pingouin.madmedianrule(said)
    print(name, found.astype(int), found.dtype, round(pingouin.mad(said), 2))
PY
cat seen
diff seen - <<'END'
answered [0 0 0 0 0 0 0 1] bool 0.74
one blank [0 0 0 0 0 0 0 0 0] bool 0.74
END
