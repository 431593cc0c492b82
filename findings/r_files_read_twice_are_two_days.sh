#!/usr/bin/env bash
# pyreadr, rdata: of one R file the one reader keeps the day and loses the evening and the scale, the other the other way round.
#
# Expected: a table saved by R has, in pandas, its days as days, its times in their zone, and an ordered factor in its order.
# Seen with pyreadr 0.5.8, rdata 1.1.0, pandas 2.3.3 (Python 3.11, 2026-11-29); the file, by R 4.2, holds November 29, 2026, eight in the evening of that day
# in Chicago, and "often" of never < often:
#                          pyreadr                    rdata
#   day                    2026-11-29                 20786.0
#   evening                2026-11-30 02:00, no zone  1796004000.0
#   never < often          not ordered                ordered
# Written back by pyreadr and read once more, the day and the evening are texts. Nothing warns. Hurt is who counts replies by day: in Texas all that
# came after six in the evening, when leaders fill in forms, are of the next day, beside a column that has the right one; with
# rdata the days are numbers since 1970 that plot and average without an error. (pyreadr: `timezone=`.)
# Fails when: any of the values or kinds changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyreadr==0.5.8 rdata==1.1.0 pandas==2.3.3 numpy==2.0.2
cd "$work"
# saveRDS(data.frame(evening = as.POSIXct("2026-11-29 20:00", tz = "America/Chicago"), day = as.Date("2026-11-29"),
#   said = factor("often", levels = c("never", "often"), ordered = TRUE)), "said.rds", version = 2)
base64 -d >said.rds <<'END'
H4sIAAAAAAAAA3VQy6rCMBAd0+pFwQf4E3elO9eKbgTBC27cDs20FmoCaVB05b/5C678GL2T2ggGDGEy55CTcybbDgAIiIUAEXEbDV3h3eOzMbtfJ7/gViwc
hhjafDaTAsuSm8FLXJE/f+vNcpvYGrYqaEOlPWtFtdKT/dmeTJ7geL7jmmmmHj7B9La6wDtB4xlI4wVaqu93K94F+vRsFXSgIozbVMwaD3RqSQUe78G0kWRI
+udSTKw2L9PP4RTuyftEXs02KldZDSOJJ5+9xFx+masj0eIoNfxgYNI2+jjyRm5k4f7nycsl+gfOfl9NzwEAAA==
END
"$work/venv/bin/python" -W ignore - <<'PY'
import pyreadr
import rdata

one = pyreadr.read_r("said.rds")[None]
other = rdata.read_rds("said.rds")
pyreadr.write_rds("again.rds", one)
again = pyreadr.read_r("again.rds")[None]


def told(table):
    return [str(table.day.iloc[0]), str(table.evening.iloc[0])]


for name, table in {"pyreadr": one, "rdata": other, "pyreadr, again": again}.items():
    print(f"{name:15}", *told(table), table.dtypes.astype(str).to_dict())
assert told(one) == ["2026-11-29", "2026-11-30 02:00:00"] and one.evening.dt.tz is None
assert told(other) == ["20786.0", "1796004000.0"]
assert (one.said.cat.ordered, other.said.cat.ordered) == (False, True)
assert [type(again[column].iloc[0]) for column in ("day", "evening")] == [str, str]
PY
