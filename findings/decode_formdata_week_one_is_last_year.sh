#!/usr/bin/env bash
# decode-formdata: of the weeks that people choose in a form for help, 2027-W05 is January 29, 2027, which is in week 4; 2027-W01 is in 2026; in 2026 all is right.
#
# Expected: `<input type="week">` sends weeks of ISO 8601: week 1 is the one with January 4 in it, and a date for it lies within it. The page of the package
# shows `dates` for fields of dates and its code has a case for weeks; what it could not read it might leave alone.
# Seen with decode-formdata 0.9.0 and luxon 3.7.2 (Node 20, 2026-12-01): it counts weeks of seven days from January 1, on whatever day of the week that is.
# Where January 1 is a Friday, Saturday or Sunday (2021, 2022, 2023, 2027, 2028) every week of the year is the one before, read back with Luxon:
#   chosen       its Monday     read as        read back
#   2026-W05     2026-01-26     2026-01-29     2026-W05
#   2027-W01     2027-01-04     2027-01-01     2026-W53
#   2027-W05     2027-02-01     2027-01-29     2027-W04
#   2028-W40     2028-10-02     2028-09-30     2028-W39
# Nothing warns. Hurt is who lets schools choose the week of a visit: tried out in 2026 the plan is right, in 2027 everybody is visited a week early, and the
# first week of the year is counted under the last. Read the text with `DateTime.fromISO("2027-W05")`.
# Fails when: any of the dates is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund decode-formdata@0.9.0 luxon@3.7.2 >/dev/null
cat >weeks.mjs <<'JS'
import { decode } from "decode-formdata";
import { DateTime } from "luxon";
for (const chosen of ["2024-W05", "2025-W05", "2026-W01", "2026-W05", "2027-W01", "2027-W05", "2028-W05", "2028-W40"]) {
  const sent = new FormData();
  sent.append("week", chosen);
  const day = DateTime.fromJSDate(decode(sent, { dates: ["week"] }).week, { zone: "utc" });
  console.log(chosen, DateTime.fromISO(chosen).toISODate(), day.toISODate(), day.toFormat("kkkk-'W'WW"));
}
JS
node weeks.mjs 2>&1 | tee seen
diff seen - <<'END'
2024-W05 2024-01-29 2024-01-29 2024-W05
2025-W05 2025-01-27 2025-01-29 2025-W05
2026-W01 2025-12-29 2026-01-01 2026-W01
2026-W05 2026-01-26 2026-01-29 2026-W05
2027-W01 2027-01-04 2027-01-01 2026-W53
2027-W05 2027-02-01 2027-01-29 2027-W04
2028-W05 2028-01-31 2028-01-29 2028-W04
2028-W40 2028-10-02 2028-09-30 2028-W39
END
