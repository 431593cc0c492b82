#!/usr/bin/env bash
# ics (npm): a meeting of an hour and a half is five hours long in one calendar, one in the next and none in the third; one of 45 minutes three days or no time.
#
# Expected: `duration: { hours: 1.5 }` is refused, or written PT1H30M: RFC 5545 (3.3.6) has whole numbers in a duration, and `createEvent` checks what it is
# given, as it refuses { hours: "2" }.
# Seen with ics 3.12.0, node-ical 0.26.1, ical.js 2.2.1 (Node 20), icalendar 7.3.2 (Python 3.11, 2026-12-01), of a meeting that begins at 9:00 on September 1:
#   duration               the file says    ends by node-ical    by ical.js       by icalendar
#   { hours: 1.5 }         PT1.5H           14:00                10:00            not read
#   { hours: 0.75 }        PT0.75H          12:00, three days on 9:00             not read
#   { days: 1.5 }          P1.5DT           9:00, five days on   9:00, next day   not read
#   { minutes: 90 }        PT90M            10:30                10:30            10:30
# The one reader takes the digits next to the letter, the other those up to the point. Its page shows whole numbers and says nothing of others; `error` is
# null. Hurt is who sends a school's dates from a form that asks for hours, where 1.5 is what people enter: the file opens, and a morning is taken.
# Give minutes, as a whole number.
# Fails when: any of the four is written or read otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ics@3.12.0 node-ical@0.26.1 ical.js@2.2.1 >/dev/null
python3 -m venv venv
venv/bin/pip install -q icalendar==7.3.2
cat >meet.mjs <<'JS'
import { writeFileSync } from "node:fs";
import ICAL from "ical.js";
import ics from "ics";
import ical from "node-ical";
for (const duration of [{ hours: 1.5 }, { hours: 0.75 }, { days: 1.5 }, { minutes: 90 }, { hours: "2" }]) {
  const { error, value } = ics.createEvent({ title: "Board", start: [2026, 9, 1, 9, 0], startInputType: "utc", duration });
  if (error) {
    console.log(JSON.stringify(duration), "refused");
    continue;
  }
  const [name] = Object.entries(duration)[0];
  writeFileSync(`${name}-${duration[name]}.ics`, value);
  const one = Object.values(ical.parseICS(value)).find(({ type }) => type === "VEVENT").end.toISOString();
  const other = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent("vevent")).endDate.toString();
  console.log(JSON.stringify(duration), value.match(/^DURATION:(.*?)\r?$/m)[1], one, other);
}
JS
node meet.mjs | tee seen
venv/bin/python - <<'PY' | tee -a seen
from pathlib import Path

from icalendar import Calendar

for path in sorted(Path().glob("*.ics")):
    try:
        print(path.stem, Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0].end)
    except Exception:
        print(path.stem, "not read")
PY
diff seen - <<'END'
{"hours":1.5} PT1.5H 2026-09-01T14:00:00.000Z 2026-09-01T10:00:00Z
{"hours":0.75} PT0.75H 2026-09-04T12:00:00.000Z 2026-09-01T09:00:00Z
{"days":1.5} P1.5DT 2026-09-06T09:00:00.000Z 2026-09-02T09:00:00Z
{"minutes":90} PT90M 2026-09-01T10:30:00.000Z 2026-09-01T10:30:00Z
{"hours":"2"} refused
days-1.5 not read
hours-0.75 not read
hours-1.5 not read
minutes-90 2026-09-01 10:30:00+00:00
END
