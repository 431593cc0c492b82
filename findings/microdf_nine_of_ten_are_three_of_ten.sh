#!/usr/bin/env bash
# microdf: weighted, nine of ten people rate 4 or more; in the next line, of the same weighted table, three of ten.
#
# Expected: a table that carries its weights ("weighted pandas DataFrames for survey microdata") counts by them in whatever it counts, or refuses.
# Seen with microdf-python 1.5.12 and pandas 2.3.3 (Python 3.11, 2026-12-01): three aides with the weight 21 rate 5, seven teachers with the weight 1 rate 2.
# By weights: the mean (4.70), the median (5), `(trust >= 4).mean()` (0.9), the count (70), the deviation. Without: `value_counts(normalize=True)`,
# where the 5 has 0.3 and teachers are 70 % of all, `mode` (2, with the weight 21 beside it, which is that of the 5), the size of a group, where `count` of
# it has the weights, skewness, and in a crosstab. `groupby("role")` describes with 3 and 7. Nothing tells the one from the other. Hurt is who weights a sample
# for who did not answer: means speak for all leaders, and the bars of answers beside them for those who happened to answer.
# Fails when: one of those without weights has them, or is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q microdf-python==1.5.12 pandas==2.3.3
"$work/venv/bin/python" - <<'PY'
import warnings

import pandas as pd
from microdf import MicroDataFrame

warnings.simplefilter("error")
people = MicroDataFrame({"trust": [5] * 3 + [2] * 7, "role": ["aide"] * 3 + ["teacher"] * 7}, weights=[21] * 3 + [1] * 7)
trust = people["trust"]
shares = trust.value_counts(normalize=True).to_dict()
roles = people["role"].value_counts(normalize=True).to_dict()
mode = trust.mode()
groups = people.groupby("role")
seen = {
    "mean": round(trust.mean(), 2),
    "median": trust.median(),
    "4 or more": (trust >= 4).mean(),
    "shares": shares,
    "roles": roles,
    "mode": mode.tolist(),
    "group, count": groups["trust"].count().to_dict(),
    "group, size": groups.size().to_dict(),
    "crosstab": pd.crosstab(people["role"], trust).to_numpy().tolist(),
    "skewness": round(trust.skew(), 2),
}
for name, value in seen.items():
    print(f"{name:13}{value}")
assert (seen["mean"], seen["median"], seen["4 or more"]) == (4.7, 5, 0.9)
assert (shares, roles) == ({2: 0.7, 5: 0.3}, {"teacher": 0.7, "aide": 0.3})
assert (mode.tolist(), mode.weights.tolist()) == ([2], [21])
assert seen["group, count"] == {"aide": 63, "teacher": 7} and seen["group, size"] == {"aide": 3, "teacher": 7}
assert seen["crosstab"] == [[0, 3], [7, 0]]
assert seen["skewness"] > 0 > pd.Series([5] * 63 + [2] * 7).skew()
PY
