#!/usr/bin/env bash
# SciPy: the more stress the less help, without an exception, D = -1; two of ten leave the help open, and it is -0.2: they were helped most.
#
# Expected: `somersd` is NaN or leaves the blank out, as `kendalltau` and `spearmanr` do it, of which it is the sister; or a blank is refused, as
# `page_trend_test` does.
# Seen with scipy 1.17.1, numpy 2.4.6 (Python 3.11, 2026-11-30): ratings of 1 to 5, each of five leaders twice, stress and help the other way round. A
# blank is a step of its own above 5, in the table too, which has five columns for the four ratings that are left; with one blank -0.6, with
# two -0.2, and -1 if those two are taken out. `anderson_ksamp` too: ten of twenty blanks against twenty like them without a
# blank have the least p there is, 0.001; the ten alone the most, 0.25. Nothing warns; neither page speaks of missing values. Hurt is who orders by
# D what goes with what: questions that people
# skip when things go badly turn round.
# Fails when: a blank is NaN, left out, told or refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q scipy==1.17.1 numpy==2.4.6
venv/bin/python -W error - >seen <<'PY'
import warnings

import numpy as np
from scipy import stats

stress = np.array([1, 2, 3, 4, 5] * 2)
help_had = 6.0 - stress
for blanks in ([], [4], [4, 9]):
    said = help_had.copy()
    said[blanks] = np.nan
    made = stats.somersd(stress, said)
    left = stats.somersd(np.delete(stress, blanks), np.delete(said, blanks))
    print(len(blanks), "blank:", round(made.statistic, 2), "left out:", round(left.statistic, 2), "table", made.table.shape)
print("kendalltau, spearmanr", stats.kendalltau(stress, said).statistic, stats.spearmanr(stress, said).statistic)
ratings = np.array([1.0, 2, 3, 4, 5] * 4)
half = np.where(np.arange(20) < 10, np.nan, ratings)
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "p-value (capped|floored)")
    print("anderson_ksamp", *[round(stats.anderson_ksamp([ratings, some], variant="midrank").pvalue, 3) for some in (half, ratings[10:])])
PY
cat seen
diff seen - <<'END'
0 blank: -1.0 left out: -1.0 table (5, 5)
1 blank: -0.6 left out: -1.0 table (5, 6)
2 blank: -0.2 left out: -1.0 table (5, 5)
kendalltau, spearmanr nan nan
anderson_ksamp 0.001 0.25
END
