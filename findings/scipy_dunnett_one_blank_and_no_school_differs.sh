#!/usr/bin/env bash
# SciPy: two schools are compared with a third, one differs with p < 0.0001; one person of the other leaves the question open, and p is 1 for both.
#
# Expected: `dunnett` gives NaN for p, as SciPy's other tests do with their default, and `tukey_hsd` of the same answers; or leaves the blank out, or refuses it.
# Seen with scipy 1.17.1, numpy 2.4.6 (Python 3.11, 2026-11-30): ratings of 4 and 5 against 1 and 2; answered, p is below 0.0001 for the one school and near 1
# for the other. With one blank in the other both statistics are NaN, and both p-values 1.0: no sign that something is missing, but the strongest
# sign there is that nothing differs; printed, the table says "nan 1.000". Nothing warns, and its page does not speak of
# missing values. Hurt is who compares schools with the district, or later waves with the first, and reads p: each question that
# anybody skipped says that all are alike.
# Fails when: p is not 1 for both, or a blank is told or refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q scipy==1.17.1 numpy==2.4.6
venv/bin/python -W error - >seen <<'PY'
import numpy as np
from scipy import stats

district, north, south = [1, 2, 2, 1, 2, 2], [4, 4, 5, 5, 4, 5], [1, 2, 2, 1, 2]
for name, last in (("answered", []), ("one blank", [np.nan])):
    made = stats.dunnett(north, south + last, control=district, rng=np.random.default_rng(1))
    print(name, "statistic", made.statistic.round(2), "p", made.pvalue.round(4))
print("tukey_hsd", stats.tukey_hsd(north, [*south, np.nan], district).pvalue[0])
print("t, F", stats.ttest_ind(north, [*south, np.nan]).pvalue, stats.f_oneway(north, [*south, np.nan], district).pvalue)
PY
cat seen
diff seen - <<'END'
answered statistic [ 9.14 -0.21] p [0.     0.9701]
one blank statistic [nan nan] p [1. 1.]
tukey_hsd [nan nan nan]
t, F nan nan
END
