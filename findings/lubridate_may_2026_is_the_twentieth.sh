#!/usr/bin/env bash
# lubridate (R): "May 2026" is May 20, 2026, "May 1-2 2026" January 2, and 8:30 PM half past eight in the morning.
#
# Expected: a text without a day is no day, which `mdy` says of "Sept 2026", "2026" and "5/2026"; PM is heard or refused.
# Seen with lubridate 1.9.2 (R 4.2, Debian 12, 2026-11-30): `mdy` divides a year of four digits into a day and a year of two, so that whatever was
# "in 2026" was on a 20th, and "10/2025" too. `hm` and `hms` read up to the minute or second and drop what follows, PM or AM; `mdy_hm` of
# the same text hears it. No warning: there is one only for what cannot be read at all. Hurt is who asks when a search ended or
# when a school meets: answers without a day look like any other day, and an evening meeting is in the morning.
# Instead: `my` for what has two parts, `parse_date_time(x, "IMp")` for times.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-lubridate=1.9.2+dfsg-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-lubridate, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(lubridate))
options(warn = 2)
days <- c("May 3, 2026", "May 2026", "November 2025", "10/2025", "May 1-2 2026")
for (said in days) cat(sprintf("%-18s %s\n", said, mdy(said)))
for (said in c("8:30", "8:30 PM", "12:15 AM")) cat(sprintf("%-18s %s, %s\n", said, hm(said), format(mdy_hm(paste("5/3/2026", said)), "%H:%M")))
for (said in c("Sept 2026", "5/2026")) cat(sprintf("%-18s %s\n", said, suppressWarnings(mdy(said))))
R
TZ=UTC Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
May 3, 2026        2026-05-03
May 2026           2026-05-20
November 2025      2025-11-20
10/2025            2025-10-20
May 1-2 2026       2026-01-02
8:30               8H 30M 0S, 08:30
8:30 PM            8H 30M 0S, 20:30
12:15 AM           12H 15M 0S, 00:15
Sept 2026          NA
5/2026             NA
END
