#!/usr/bin/env bash
# pyreadstat: a Stata file is not written where one person wrote much and another nothing.
#
# Expected: since version 13 Stata keeps texts of any length, and `write_dta` writes a column of texts with missing ones as it does
# for short texts: a missing text is an empty one.
# Seen with pyreadstat 1.3.7, pandas 2.3.3 (Python 3.11, 2026-11-29): with texts of 2,044 bytes and None it writes; from 2,045 bytes on
# (Stata's strL) a None anywhere in the column raises "A registered string reference was never inserted into any row". With ""
# in its place it is written. pandas' own writer takes the None. Hurt is who exports open answers: it works on the pilot, and fails on the day
# that one leader of thousands writes a page.
# Fails when: the long text beside None is written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyreadstat==1.3.7 pandas==2.3.3 numpy==2.3.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pandas as pd
import pyreadstat


def written(*texts):
    try:
        pyreadstat.write_dta(pd.DataFrame({"said": texts}), "said.dta")
    except pyreadstat.ReadstatError as error:
        return str(error)
    return "written"


found = {
    "2,044 bytes and None": written("a" * 2044, None),
    "2,045 bytes and None": written("a" * 2045, None),
    "2,045 bytes and ''": written("a" * 2045, ""),
}
pd.DataFrame({"said": ["a" * 2045, None]}).to_stata("pandas.dta", version=118, convert_strl=["said"], write_index=False)
for name, what in found.items():
    print(f"{name}: {what}")
assert [*found.values()] == ["written", "A registered string reference was never inserted into any row", "written"], found
PY
