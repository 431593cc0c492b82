#!/usr/bin/env bash
# calendar-link: three days off school are one day in everybody's calendar, half a day is a whole one, and a day and a half are two.
#
# Expected: `duration: [3, "day"]` is three days, with `allDay` or without, as ics has it of { days: 3 }; and half a day is twelve hours, as half an hour is
# thirty minutes.
# Seen with calendar-link 2.11.5, ics 3.12.0 (Node 20, 2026-12-01), events that begin on December 21, 2026; the links to Google, Yahoo and Outlook and the .ics alike:
#   given                                   begins              ends
#   allDay, [3, "day"]                      2026-12-21          2026-12-22, the day after
#   allDay, [2, "week"]                     2026-12-21          2026-12-22
#   allDay, end: "2026-12-24"               2026-12-21          2026-12-24
#   at 8:00, [0.5, "day"]                   2026-12-21 08:00    2026-12-22 08:00
#   at 8:00, [1.5, "day"]                   2026-12-21 08:00    2026-12-23 08:00
#   at 8:00, [0.5, "hour"]                  2026-12-21 08:00    2026-12-21 08:30
# With `allDay` and no `end` the end is the next day, whatever the duration; without it, Day.js rounds days and weeks. Its page asks for "any one of" the three and
# links to Day.js's page of durations, where half a day is one of twelve hours. Nothing warns. Hurt is who puts "add to calendar" below
# a school's dates: the first day of a break is in the calendar, and people come on the second.
# Fails when: any of the ends changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund calendar-link@2.11.5 ics@3.12.0 >/dev/null
cat >link.js <<'JS'
const { google, ics, outlook, yahoo } = require("calendar-link");
const plain = require("ics");
const day = { title: "No school", start: "2026-12-21", allDay: true };
const morning = { title: "Board", start: "2026-12-21 08:00:00 +0000" };
for (const event of [
  { ...day, duration: [3, "day"] }, { ...day, duration: [2, "week"] }, { ...day, end: "2026-12-24" },
  { ...morning, duration: [0.5, "day"] }, { ...morning, duration: [1.5, "day"] }, { ...morning, duration: [0.5, "hour"] },
]) {
  const [, end] = new URL(google(event)).searchParams.get("dates").split("/");
  const others = [
    new URL(yahoo(event)).searchParams.get("et"),
    decodeURIComponent(ics(event)).match(/DTEND:(\w+)/)[1],
    new URL(outlook(event)).searchParams.get("enddt").replace(/[-:]/g, ""),
  ];
  const told = others.every((other) => other.slice(0, 8) === end.slice(0, 8)) ? "alike" : others.join(" ");
  console.log(event.allDay ? "all day" : "at 8:00", event.end ?? event.duration.join(" "), end, told);
}
const { value } = plain.createEvent({ title: "No school", start: [2026, 12, 21], duration: { days: 3 } });
console.log("ics", value.match(/DURATION:(\w+)/)[1]);
JS
node link.js | tee seen
diff seen - <<'END'
all day 3 day 20261222 alike
all day 2 week 20261222 alike
all day 2026-12-24 20261224 alike
at 8:00 0.5 day 20261222T080000Z alike
at 8:00 1.5 day 20261223T080000Z alike
at 8:00 0.5 hour 20261221T083000Z alike
ics P3DT
END
