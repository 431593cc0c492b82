#!/usr/bin/env bash
# pyreadstat: a Stata file read with its kinds of missing kept turns plain missing cells into numbers.
#
# Expected: `user_missing=True` returns ".a" as "a" and leaves "." missing, as `missing_user_values` in the file says.
# Seen with pyreadstat 1.3.7 and pandas 2.3.3 (Python 3.11, 2026-11-29): where a column holds at least one ".a", every plain
# "." of it comes back as a number (0 here; elsewhere in the same process what stood in memory, such as 3, 4 or
# 9221120237041090560), and `isna()` counts none. The same file read without the option, or by pandas, has them missing.
# Whoever keeps "does not apply" apart from "left blank" then takes the blanks into the mean, and nothing warns.
# Fails when: the blanks are missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyreadstat==1.3.7 pandas==2.3.3
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pandas as pd
import pyreadstat

hours = [2, "a", None, 5, None, "a", 7, None]  # "a": does not apply; None: left blank
pyreadstat.write_dta(pd.DataFrame({"hours": hours}), "hours.dta", missing_user_values={"hours": ["a"]})

in_pandas = [str(cell) for cell in pd.read_stata("hours.dta", convert_missing=True)["hours"]]
print("the file, by pandas:          ", in_pandas)
assert in_pandas == ["2", ".a", ".", "5", ".", ".a", "7", "."], in_pandas

plain = pyreadstat.read_dta("hours.dta")[0]["hours"]
print("without kinds of missing:     ", plain.tolist())
assert plain.isna().sum() == 5, plain.tolist()

kept = pyreadstat.read_dta("hours.dta", user_missing=True)[0]["hours"]
print("with them, user_missing=True: ", kept.tolist())
blank = [kept[place] for place in (2, 4, 7)]
assert kept.isna().sum() == 0 and all(isinstance(cell, int) for cell in blank), kept.tolist()
PY
