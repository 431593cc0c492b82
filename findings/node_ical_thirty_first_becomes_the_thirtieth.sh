#!/usr/bin/env bash
# node-ical: a meeting on the 31st of each month is on the 30th from the second month on, also where there is a 31st; and a day
# taken out by its date alone still has its meeting.
#
# Expected: RFC 5545 (3.3.10): "Recurrence rules may generate recurrence instances with an invalid date … and such instances MUST be
# ignored": a monthly rule from August 31 is met on October 31, December 31, January 31. And EXDATE;VALUE=DATE, as calendars write
# for a holiday, takes that day's meeting out, as ical.js, icalendar and Python's recurring-ical-events do.
# Seen with node-ical 0.26.1 beside ical.js 2.2.1 (Node 20, 2026-11-29): node-ical gives August 31, September 30, October 30, November 30 where the
# start has a time zone; the weekly meeting of December 8, taken out as a date, stays. Hurt is who shows a board's or a school's calendar
# on a page: people come on the wrong day, or to a locked door.
# Fails when: node-ical skips the months without a 31st, or leaves out the day.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1 >/dev/null
cat >run.cjs <<'JS'
const assert = require("node:assert");
const ICAL = require("ical.js").default ?? require("ical.js");
const nodeIcal = require("node-ical");
const calendar = (rules) => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//School//EN", "BEGIN:VEVENT", "UID:1@school.example",
  "DTSTAMP:20260801T000000Z", "SUMMARY:Board", ...rules, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const zone = (text) => new Date(text).toLocaleDateString("sv", { timeZone: "America/Chicago" });
const span = { from: new Date("2026-08-01"), to: new Date("2027-12-31") };
const days = (rules) => {
  const text = calendar(rules);
  const event = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one.type === "VEVENT");
  const byNode = nodeIcal.expandRecurringEvent(event, span).map((one) => zone(one.start));
  const next = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent")).iterator();
  const byIcal = [];
  for (let one = next.next(); one; one = next.next()) byIcal.push(one.toString().slice(0, 10));
  console.log(`node-ical ${byNode.join(" ")}\nical.js   ${byIcal.join(" ")}`);
  return [byNode, byIcal];
};
assert.deepStrictEqual(days(["DTSTART;TZID=America/Chicago:20260831T180000", "RRULE:FREQ=MONTHLY;COUNT=4"]), [
  ["2026-08-31", "2026-09-30", "2026-10-30", "2026-11-30"],
  ["2026-08-31", "2026-10-31", "2026-12-31", "2027-01-31"],
]);
assert.deepStrictEqual(
  days(["DTSTART;TZID=America/Chicago:20261201T180000", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261208"]),
  [["2026-12-01", "2026-12-08", "2026-12-15"], ["2026-12-01", "2026-12-15"]],
);
JS
node run.cjs
