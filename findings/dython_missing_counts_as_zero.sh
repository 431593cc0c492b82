#!/usr/bin/env bash
# dython: who left a question open is taken to have answered 0, in the correlation ratio and in the table of associations.
#
# Expected: a measure of association leaves out the pairs that have a hole, as pandas' `corr` and R's do, or says that it cannot.
# Seen with dython 0.7.12, pandas 3.1.1 (Python 3.11, 2026-11-29): `correlation_ratio` and `associations` replace a missing value by 0.0
# before they count, unless `nan_strategy` says otherwise; nothing warns. Two questions of 1 to 7 that agree to the step, one left
# open by two of seven people, correlate by -0.198 in place of 1. Two schools whose ratings lie far apart have a
# correlation ratio of 0.40 in place of 0.95, since two open answers of the better school count as 0 on a scale from 1 to 5.
# Hurt is who looks for what goes with what in a survey: the more people skip, the more every figure is made of the skipping.
# Fails when: the holes are left out, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q dython==0.7.12 pandas==3.1.1 numpy==2.3.5
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np
import pandas as pd
from dython.nominal import associations, correlation_ratio

blank = np.nan
answers = pd.DataFrame({"clear": [1, 2, 3, 4, 5, blank, blank], "trusted": [1, 2, 3, 4, 5, 6, 7]})
school = np.array(["North"] * 6 + ["South"] * 4)
rating = np.array([4, 4, 5, 5, blank, blank, 2, 2, 1, 1])
given = ~np.isnan(rating)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    table = associations(answers, compute_only=True)["corr"].loc["clear", "trusted"]
    ratio = correlation_ratio(school, rating)
told = [str(one.message) for one in told if "missing" in str(one.message).lower() or "nan" in str(one.message).lower()]
right = correlation_ratio(school[given], rating[given])
print(f"clear and trusted: dython {table:.3f}, pandas {answers.corr().iloc[0, 1]:.3f}")
print(f"rating by school: {ratio:.3f} with the holes, {right:.3f} without; told: {told}")
assert round(float(table), 3) == -0.198 and round(answers.corr().iloc[0, 1], 3) == 1
assert (round(float(ratio), 2), round(float(right), 2), told) == (0.4, 0.95, [])
PY
