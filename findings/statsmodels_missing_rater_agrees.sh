#!/usr/bin/env bash
# statsmodels: two raters who both left a passage open agree with each other: aggregate_raters counts a missing rating
# as one more category, and fleiss_kappa takes it for one.
#
# Expected: a missing rating is left out, or refused.
# Seen with statsmodels 0.15.0 (Python 3.11, 2026-11-28): six passages, three raters, three ratings missing: the categories come out
# as 1, 2 and nan, the row rated by one person counts two agreeing "nan", and kappa is 0.45 without a warning.
# Fails when: nan is no category any more, or the figure changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q statsmodels==0.15.0
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

nan = np.nan
ratings = np.array([[1, 1, 1], [2, 2, 2], [1, 1, 2], [2, 2, nan], [1, nan, nan], [2, 2, 2]])
counts, categories = aggregate_raters(ratings)
print(counts.tolist(), categories, fleiss_kappa(counts))
assert np.isnan(categories).sum() == 1 and counts[4].tolist() == [1, 0, 2]
assert round(fleiss_kappa(counts), 2) == 0.45
PY
