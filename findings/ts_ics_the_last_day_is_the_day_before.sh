#!/usr/bin/env bash
# ts-ics: what is due on the last day of each month is due the day before; of five meetings on Mondays and Thursdays there are two.
#
# Expected: the dates that RFC 5545 gives and that rrule has of the same rules.
# Seen with ts-ics 2.4.6 and rrule 2.8.1 (Node 20, 2026-11-30, in UTC), rules read by `convertIcsRecurrenceRule` and dated by `extendByRecurrenceRule`:
#   BYMONTHDAY=-1                    27 February, 30 March, 29 April: the last but one, and none in January; so for the last weekday by BYSETPOS=-1
#   FREQ=DAILY;BYDAY=MO,TH;COUNT=5   two dates, for the days between are counted, and left out
#   BYDAY=1TU,3TU;COUNT=6            begins with the second of its dates, though the event stands on the first
#   FREQ=MONTHLY on the 31st         the 28th from February on, for good
# Weekly rules are right, and nothing warns. Hurt is who shows a calendar of a board or a school with it: reports are due a day early, meetings are missing
# from the list, and the first of them is not announced. Take the rule's text to rrule for dates, and ts-ics for reading the file.
# Fails when: any date of either changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ts-ics@2.4.6 rrule@2.8.1 >/dev/null
cat >dates.mjs <<'JS'
import rrule from "rrule";
import { convertIcsRecurrenceRule, extendByRecurrenceRule } from "ts-ics";
const byTsIcs = (begins, rule) => {
  const read = convertIcsRecurrenceRule(undefined, { value: rule });
  return extendByRecurrenceRule(read, { start: new Date(begins), end: new Date("2030-01-01T00:00:00Z") });
};
const byRrule = (begins, rule) => rrule.rrulestr(`DTSTART:${begins.replace(/[-:]/g, "")}\nRRULE:${rule}`).all();
for (const [begins, rule] of [
  ["2026-01-31T12:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5"],
  ["2026-01-30T12:00:00Z", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5"],
  ["2026-01-05T12:00:00Z", "FREQ=DAILY;BYDAY=MO,TH;COUNT=5"],
  ["2026-01-06T12:00:00Z", "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=6"],
  ["2026-01-31T12:00:00Z", "FREQ=MONTHLY;COUNT=5"],
  ["2026-01-05T12:00:00Z", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=6"],
]) {
  console.log(rule);
  for (const [name, dates] of Object.entries({ "ts-ics": byTsIcs, rrule: byRrule })) {
    console.log(" ", name.padEnd(6), ...dates(begins, rule).map((date) => date.toISOString().slice(2, 10)));
  }
}
JS
TZ=UTC node dates.mjs >seen 2>&1
cat seen
diff seen - <<'END'
FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5
  ts-ics 26-02-27 26-03-30 26-04-29 26-05-30 26-06-29
  rrule  26-01-31 26-02-28 26-03-31 26-04-30 26-05-31
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5
  ts-ics 26-02-26 26-03-30 26-04-29 26-05-28 26-06-29
  rrule  26-01-30 26-02-27 26-03-31 26-04-30 26-05-29
FREQ=DAILY;BYDAY=MO,TH;COUNT=5
  ts-ics 26-01-05 26-01-08
  rrule  26-01-05 26-01-08 26-01-12 26-01-15 26-01-19
FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=6
  ts-ics 26-01-20 26-02-03 26-02-17 26-03-03 26-03-17 26-04-07
  rrule  26-01-06 26-01-20 26-02-03 26-02-17 26-03-03 26-03-17
FREQ=MONTHLY;COUNT=5
  ts-ics 26-01-31 26-02-28 26-03-28 26-04-28 26-05-28
  rrule  26-01-31 26-03-31 26-05-31 26-07-31 26-08-31
FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=6
  ts-ics 26-01-05 26-01-07 26-01-19 26-01-21 26-02-02 26-02-04
  rrule  26-01-05 26-01-07 26-01-19 26-01-21 26-02-02 26-02-04
END
