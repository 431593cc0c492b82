#!/usr/bin/env bash
# readstat (command line): of an SPSS file turned into Stata's, who refused (9, declared missing) has rated 9 on a scale of 1 to 5, and a day is 14015376000.
#
# Expected: what is missing in the one file is missing in the other, at least as one of Stata's .a to .z, and a day is a day, as the file's formats say; or what is
# lost is told. haven (R), which is made with the same library, reads both from the SPSS file.
# Seen with readstat 1.1.8 (Debian 12), haven 2.5.1 (R 4.2), pyreadstat 1.3.7 that writes the file (2026-11-30): "Converted 2 variables and 4 rows", exit 0:
#                           rating        day
#   haven, of the .sav      5 NA 3 NA     2026-11-30 …
#   haven, of the .dta      5  9 3 NA     14015376000 …     (seconds since 1582, in the format of a plain number; the labels came along, with "refused")
#   the .csv of readstat    5  9 3        14015376000 …
# The mean is 5.67 where nobody can say more than 5. Its help speaks of the formats only, and nothing warns. Hurt is who converts an agency's files in a
# script, since no licence is needed for it: in Stata `mean rating` has the refusals in it, and in a longer table 9 beside 1 to 5 shows only who looks.
# Fails when: the refusal is missing or the day is a day, in the Stata file.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends readstat=1.1.8-1 r-cran-haven=2.5.1-1 >/dev/null 2>&1 || { echo "needs Debian 12's readstat and r-cran-haven, and root"; exit 1; }
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyreadstat==1.3.7 pandas==2.3.3
venv/bin/python - <<'PY'
import datetime

import pandas as pd
import pyreadstat

day = datetime.date(2026, 11, 30)
said = pd.DataFrame({"rating": [5, 9, 3, None], "day": [day] * 4})
labels = {"rating": {1: "never", 5: "always", 9: "refused"}}
pyreadstat.write_sav(said, "said.sav", variable_value_labels=labels, missing_ranges={"rating": [9]})
PY
readstat said.sav said.dta 2>told
readstat said.sav said.csv 2>>told
grep -o 'Converted . variables and . rows' told >seen
Rscript --vanilla - >>seen <<'R'
for (name in c("said.sav", "said.dta")) {
  read <- if (grepl("sav", name)) haven::read_sav(name) else haven::read_dta(name)
  cat(name, "rating", as.numeric(read$rating), "mean", round(mean(haven::zap_labels(read$rating), na.rm = TRUE), 2), "day", format(read$day[1]), class(read$day), "\n")
}
R
cat said.csv >>seen
cat seen
diff -b seen - <<'END'
Converted 2 variables and 4 rows
Converted 2 variables and 4 rows
said.sav rating 5 NA 3 NA mean 4 day 2026-11-30 Date 
said.dta rating 5 9 3 NA mean 5.67 day 14015376000 numeric 
"rating","day"
5.000000,14015376000.000000
9.000000,14015376000.000000
3.000000,14015376000.000000
,14015376000.000000
END
