#!/usr/bin/env bash
# pandas: a Stata file that is read and written again has other numbers behind its labels: 1 to 5 become 0 to 3.
#
# Expected: `read_stata(…).to_stata(…)` of a column with value labels gives the column and the labels back; "always" stays 5.
# Seen with pandas 3.1.1, pyreadstat 1.3.7 (Python 3.11, 2026-11-29): `read_stata` makes a Categorical of the labels that occur and lets the
# numbers go; `to_stata` numbers the categories from 0. A scale of 1 "never" to 5 "always", on which nobody said "often", comes
# back as 0, 1, 2 and 3: the mean of the same five people falls from 3.2 to 1.8, "always" is 3, and the label "often" is gone, with no
# warning. (The documentation of writing says "category codes"; that reading gave the numbers away is what surprises.) Hurt is
# who only drops a column or a respondent and hands the file on: every mean, cut score and do-file with numbers is off.
# Fails when: the numbers or the labels come back as they were, or pandas warns.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pandas==3.1.1 pyreadstat==1.3.7 numpy==2.3.5
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
import pandas as pd
import pyreadstat

STEPS = {1: "never", 2: "rarely", 3: "sometimes", 4: "often", 5: "always"}
pyreadstat.write_dta(pd.DataFrame({"q1": [1, 2, 5, 5, 3]}), "survey.dta", variable_value_labels={"q1": STEPS})
pd.read_stata("survey.dta").to_stata("again.dta", write_index=False)

seen = {}
for name in ("survey.dta", "again.dta"):
    table, about = pyreadstat.read_dta(name)
    seen[name] = [int(one) for one in table["q1"]], about.variable_value_labels["q1"]
    print(name, *seen[name], f"mean {table['q1'].mean():.1f}")
assert seen["survey.dta"] == ([1, 2, 5, 5, 3], STEPS)
assert seen["again.dta"] == ([0, 1, 3, 3, 2], {0: "never", 1: "rarely", 2: "sometimes", 3: "always"})
PY
