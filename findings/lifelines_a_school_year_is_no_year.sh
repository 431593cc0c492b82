#!/usr/bin/env bash
# lifelines: who stays from August 1 to August 1 stayed 0 years and 11 months, unless a February 29 lies between.
#
# Expected: `datetimes_to_durations(…, freq="Y")` and `freq="M"` count years and months as the calendar does: from one August 1 to
# the next it is 1 year, 12 months; or they keep the fraction.
# Seen with lifelines 0.30.3, numpy 2.0.2, pandas 2.3.3 (Python 3.11, 2026-11-29): days are divided by a mean year of 365.2425 days (a twelfth of
# it for months) and cut off, so 365 days are 0 years and 11 months, 366 days 1 year and 12 months, three contracts to the day 2 years, and
# from January 1 to March 1 it is 1 month. Nothing warns. Three leaders who left after one, two and three years have a Kaplan-Meier median of
# 1 year in place of 2, and one of them left in year 0. Hurt is who reports how long principals or teachers stay: contracts end on the day they
# began, which is just where the cut is, and a cohort with a leap year looks a year better. (Take days.)
# Fails when: any of the durations or the median changes, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q lifelines==0.30.3 numpy==2.0.2 pandas==2.3.3 scipy==1.15.3
"$work/venv/bin/python" - <<'PY'
import warnings

import lifelines
from lifelines.utils import datetimes_to_durations

start = ["2020-08-01", "2023-08-01", "2020-08-01", "2026-01-01"]
end = ["2021-08-01", "2024-08-01", "2023-08-01", "2026-03-01"]
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    seen = {unit: datetimes_to_durations(start, end, freq=unit)[0].tolist() for unit in "YM"}
    years, left = datetimes_to_durations(["2020-08-01"] * 3, ["2021-08-01", "2022-08-01", "2023-08-01"], freq="Y")
    median = lifelines.KaplanMeierFitter().fit(years, left).median_survival_time_
for unit, durations in seen.items():
    print(unit, durations)
print("left after 1, 2, 3 years:", years.tolist(), "median", median)
assert seen == {"Y": [0, 1, 2, 0], "M": [11, 12, 35, 1]}, seen
assert (years.tolist(), median) == ([0, 1, 2], 1), (years, median)
assert not [one for one in told if "duration" in str(one.message).lower()], told
PY
