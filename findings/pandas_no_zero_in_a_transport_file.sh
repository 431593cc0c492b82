#!/usr/bin/env bash
# pandas: in a SAS transport file there is no 0; whoever answered 0 answered 5.397605346934028e-79.
#
# Expected: a zero is read as zero. In the transport format, with IBM's floating point numbers, zero is eight bytes of zero, as SAS'
# own description of the format has it.
# Seen with pandas 3.1.1, pyreadstat 1.3.7 (Python 3.11, 2026-11-29): `pandas.read_sas` reads 0, 1, 2 and a blank as 5.397605346934028e-79, 1, 2 and
# NaN, without a warning; pyreadstat reads 0. Printed with two places it looks right. `== 0` finds nobody, `> 0` finds everybody, value
# labels for 0 ("never", "no") meet nothing, and to count as true it is enough not to be 0. Surveys of youth and health are
# handed out in this format, since agencies ask for it. Hurt is who counts the "never" and "none" of such a survey.
# Fails when: the zero is a zero.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pandas==3.1.1 pyreadstat==1.3.7 numpy==2.3.5
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
from pathlib import Path

import pandas as pd
import pyreadstat

days = pd.DataFrame({"MISSED": [0.0, 1.0, None, 2.0]})
pyreadstat.write_xport(days, "survey.xpt", file_format_version=5, table_name="SURVEY")
assert Path("survey.xpt").read_bytes()[-80:-72] == bytes(8), "the zero is written as the format says"

by_pandas = pd.read_sas("survey.xpt")["MISSED"]
by_readstat = pyreadstat.read_xport("survey.xpt")[0]["MISSED"]
print("pandas    ", by_pandas.tolist(), "of them 0:", int((by_pandas == 0).sum()), "above 0:", int((by_pandas > 0).sum()))
print("pyreadstat", by_readstat.tolist(), "of them 0:", int((by_readstat == 0).sum()))
assert by_pandas[0] == 5.397605346934028e-79 and (by_pandas == 0).sum() == 0 and (by_pandas > 0).sum() == 3
assert by_readstat[0] == 0
PY
