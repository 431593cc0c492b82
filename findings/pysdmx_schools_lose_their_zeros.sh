#!/usr/bin/env bash
# pysdmx: of SDMX-CSV the school 0042 is read as "42", grade 05 as "5", and the schools 1E3 and 1000 are both "1000.0"; beside a K they stay as written.
#
# Expected: codes of dimensions are text, as SDMX has them, and come out as they went in, most of all out of columns that are text.
# Seen with pysdmx 1.21.0, pandas 2.2.3, pyarrow 25.0.1 (Python 3.11, 2026-11-30): `read_sdmx` lets pandas guess each column first and makes all of them
# text afterwards, so that each has the kind "string" and looks untouched. Which codes change hangs on the others in the file: beside one with
# a letter all stay. Nothing warns; the same data in SDMX-ML keep their zeros. Hurt is who joins figures by school or district: in
# seven states, Alabama to Connecticut, federal codes begin with 0, those districts then have no figures, and two codes that look like
# one number are one. Instead: SDMX-ML, or `pandas.read_csv(…, dtype=str)` of the same file.
# Fails when: a code is read as written, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pysdmx==1.21.0 pandas==2.2.3 pyarrow==25.0.1 numpy==2.4.6
venv/bin/python -W error - >seen <<'PY'
from pysdmx.io import read_sdmx

HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,SCHOOL,GRADE,TIME_PERIOD,OBS_VALUE\n"


def read(*rows):
    text = HEAD + "".join(f"dataflow,DISTRICT:MEANS(1.0),I,{row}\n" for row in rows)
    table = read_sdmx(text, validate=False).data[0].data
    for row, school, grade, value in zip(rows, table.SCHOOL, table.GRADE, table.OBS_VALUE):
        print(f"{row:19} {school!r} {grade!r} {value!r}")
    print(*sorted({str(kind) for kind in table.dtypes}))


read("0042,05,2026,4.10", "0420,06,2026,3.2")
read("1E3,05,2026,4.10", "1000,K,2026,3.2")
read("A042,05,2026,4.10", "0420,K,2026,3.2")
PY
cat seen
diff seen - <<'END'
0042,05,2026,4.10   '42' '5' '4.1'
0420,06,2026,3.2    '420' '6' '3.2'
string[pyarrow]
1E3,05,2026,4.10    '1000.0' '05' '4.1'
1000,K,2026,3.2     '1000.0' 'K' '3.2'
string[pyarrow]
A042,05,2026,4.10   'A042' '05' '4.1'
0420,K,2026,3.2     '0420' 'K' '3.2'
string[pyarrow]
END
