#!/usr/bin/env bash
# ical.js: a board that meets on the first Monday of each month of the school year, September to June, does not meet from January to June.
#
# Expected: the dates that RFC 5545 gives and that rrule has, as python-dateutil does: months are a set, in whatever order they are written, COUNT is how
# many dates there are, and a day that a month does not have (31 June) is left out.
# Seen with ical.js 2.2.1, begun for Mozilla's calendar, and rrule 2.8.1 (Node 20, 2026-11-30), each rule read from a whole calendar:
#   months written 9,10,11,12,1,2,3,4,5,6   until the end of June, the last meeting is in December; of nine meetings the fifth is in the September after,
#                                           and the ninth is in the January before it
#   months written 1,2,3,4,5,6,9,10,11,12   until the end of June they are right; of eight meetings there are seven
#   last day of each quarter, every year    30 June and 30 September of the second year are 1 July and 1 October
#   every year, begun on 29 February        1 March, where there is no 29th
# Nothing warns, and the first months are right, so that a look at the calendar in September finds no fault. Hurt is who reads a calendar of a school or a board
# with it: meetings are missed, and a form that closes at the end of June closes in July. Write months in ascending order and UNTIL, not COUNT, and the last
# day of a quarter as FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1, of which it makes the right dates; or read rules with rrule.
# Fails when: any date of either changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 rrule@2.8.1 >/dev/null
cat >dates.mjs <<'JS'
import ICAL from "ical.js";
import rrule from "rrule";
const begins = (day) => `DTSTART:${day}T220000Z`;
const byIcal = (day, rule) => {
  const event = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260801T000000Z", begins(day), `RRULE:${rule}`, "END:VEVENT"];
  const calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//school//EN", ...event, "END:VCALENDAR", ""].join("\r\n");
  const dates = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent("vevent")).iterator();
  const seen = [];
  for (let next = dates.next(); next && seen.length < 20; next = dates.next()) seen.push(next.toString());
  return seen;
};
const byRrule = (day, rule) => rrule.rrulestr(`${begins(day)}\nRRULE:${rule}`).all().map((date) => date.toISOString());
for (const [day, rule] of [
  ["20260907", "FREQ=MONTHLY;BYMONTH=9,10,11,12,1,2,3,4,5,6;BYDAY=1MO;UNTIL=20270630T230000Z"],
  ["20260907", "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=1MO;UNTIL=20270630T230000Z"],
  ["20260907", "FREQ=MONTHLY;BYMONTH=9,10,11,12,1,2,3,4,5,6;BYDAY=1MO;COUNT=9"],
  ["20260907", "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=1MO;COUNT=8"],
  ["20260331", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=8"],
  ["20260331", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=8"],
  ["20240229", "FREQ=YEARLY;COUNT=3"],
]) {
  console.log(rule);
  for (const [name, dates] of Object.entries({ "ical.js": byIcal, rrule: byRrule })) {
    console.log(" ", name.padEnd(7), ...dates(day, rule).map((date) => date.slice(2, 10)));
  }
}
JS
node dates.mjs >seen 2>&1
cat seen
diff seen - <<'END'
FREQ=MONTHLY;BYMONTH=9,10,11,12,1,2,3,4,5,6;BYDAY=1MO;UNTIL=20270630T230000Z
  ical.js 26-09-07 26-10-05 26-11-02 26-12-07
  rrule   26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01 27-04-05 27-05-03 27-06-07
FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=1MO;UNTIL=20270630T230000Z
  ical.js 26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01 27-04-05 27-05-03 27-06-07
  rrule   26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01 27-04-05 27-05-03 27-06-07
FREQ=MONTHLY;BYMONTH=9,10,11,12,1,2,3,4,5,6;BYDAY=1MO;COUNT=9
  ical.js 26-09-07 26-10-05 26-11-02 26-12-07 27-09-06 27-10-04 27-11-01 27-12-06 27-01-04
  rrule   26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01 27-04-05 27-05-03
FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=1MO;COUNT=8
  ical.js 26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01
  rrule   26-09-07 26-10-05 26-11-02 26-12-07 27-01-04 27-02-01 27-03-01 27-04-05
FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=8
  ical.js 26-03-31 26-06-30 26-09-30 26-12-31 27-03-31 27-07-01 27-10-01 27-12-31
  rrule   26-03-31 26-06-30 26-09-30 26-12-31 27-03-31 27-06-30 27-09-30 27-12-31
FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=8
  ical.js 26-03-31 26-06-30 26-09-30 26-12-31 27-03-31 27-06-30 27-09-30 27-12-31
  rrule   26-03-31 26-06-30 26-09-30 26-12-31 27-03-31 27-06-30 27-09-30 27-12-31
FREQ=YEARLY;COUNT=3
  ical.js 24-02-29 25-03-01 26-03-01
  rrule   24-02-29 28-02-29 32-02-29
END
