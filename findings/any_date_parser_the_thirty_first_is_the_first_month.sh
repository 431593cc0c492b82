#!/usr/bin/env bash
# any-date-parser: December 31, as 31/12/2026, is January 12, and 25/12/2026 is May 12, for an American; May 32 is May 3, and 2026-31-12 July 1, 2012.
#
# Expected: where 31 is no month, day and month are the other way round, or it is no date, as with Luxon. A digit is not left out.
# Seen with any-date-parser 2.2.4, luxon 3.7.2 (Node 20, 2026-12-01): the forms of dates are looked for anywhere in the text, also from the middle of a
# number on. Of 31/12/2026 the form month/day/year begins at the second digit: 1/12/2026. 24/12/2026 is April 12, 15/9/2026 May 9; 20/08/2026 is right, for 0
# is no month.
#   "Sept 35 2026" is September 3, "Aug 15-19, 2026" August 15, 2019; told to be British, 12/31/2026 is March 12.
# All are valid dates; `attempt` gives { month: 1, day: 12, year: 2026 }; nothing warns. That 5/6 is May or June is known; here there was one way to read it.
# Hurt is who asks for a date with a free field, or merges lists of two offices: of days after the twelfth most become days of the first months of the year,
# and a visit in December is eleven months overdue. Take dates with a given form (`DateTime.fromFormat`), which refuses them.
# Fails when: any of the dates is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund any-date-parser@2.2.4 luxon@3.7.2 >/dev/null
cat >dates.mjs <<'JS'
import { createRequire } from "node:module";
import { DateTime } from "luxon";
const loaded = createRequire(import.meta.url)("any-date-parser");
const parser = loaded.default ?? loaded;
const day = (date) => (Number.isNaN(date.getTime()) ? "none" : date.toISOString().slice(0, 10));
for (const text of ["12/31/2026", "31/12/2026", "31-12-2026", "25/12/2026", "14/12/2026", "15/9/2026", "20/08/2026", "2026-31-12", "5/32/2026", "Sept 35 2026", "Aug 15-19, 2026"]) {
  const strict = DateTime.fromFormat(text, "M/d/yyyy");
  console.log(text, "| American", day(parser.fromString(text, "en-US")), "| British", day(parser.fromString(text, "en-GB")), "| Luxon, M/d/yyyy", strict.toISODate() ?? "none");
}
console.log(JSON.stringify(parser.attempt("31/12/2026", "en-US")));
JS
TZ=UTC node dates.mjs 2>&1 | tee seen
diff seen - <<'END'
12/31/2026 | American 2026-12-31 | British 2026-03-12 | Luxon, M/d/yyyy 2026-12-31
31/12/2026 | American 2026-01-12 | British 2026-12-31 | Luxon, M/d/yyyy none
31-12-2026 | American 2026-01-12 | British 2026-12-31 | Luxon, M/d/yyyy none
25/12/2026 | American 2026-05-12 | British 2026-12-25 | Luxon, M/d/yyyy none
14/12/2026 | American 2026-04-12 | British 2026-12-14 | Luxon, M/d/yyyy none
15/9/2026 | American 2026-05-09 | British 2026-09-15 | Luxon, M/d/yyyy none
20/08/2026 | American 2026-08-20 | British 2026-08-20 | Luxon, M/d/yyyy none
2026-31-12 | American 2012-07-01 | British 2026-12-31 | Luxon, M/d/yyyy none
5/32/2026 | American 2026-05-03 | British 2026-03-05 | Luxon, M/d/yyyy none
Sept 35 2026 | American 2026-09-03 | British 2026-09-03 | Luxon, M/d/yyyy none
Aug 15-19, 2026 | American 2019-08-15 | British 2019-08-15 | Luxon, M/d/yyyy none
{"month":1,"day":12,"year":2026}
END
