#!/usr/bin/env bash
# datebook: an hour of coaching put into a calendar by its file leaves that hour free for others to book, and the same hour by ics or ical-generator does not.
#
# Expected: an event takes up its time, as RFC 5545 has it of one that says nothing (`TRANSP` is OPAQUE by default).
# Seen with datebook 8.0.1, ics 3.12.0, ical-generator 10.0.0, and ical.js 2.2.1 to read them (Node 20, 2026-12-01): each event of datebook's `ICalendar` has
# TRANSP:TRANSPARENT, which says that its time is not taken; calendars show it as free, and a search for free times passes over it. No option of
# `CalendarOptions` sets it, its page does not speak of it, and `addProperty` and `setMeta` of "OPAQUE" give the event both, of which a reader takes the
# first. The links that the package makes to Google, Outlook and Yahoo say nothing of it.
#   datebook  TRANSPARENT      ics  none, which is OPAQUE      ical-generator  none, which is OPAQUE
# Nothing warns, and the hour stands in the calendar. Hurt is who puts "add to calendar" under a booking, with people who are booked by their free times: the
# hour is given away again, and of two who booked, by the link and by the file, only one is busy. Replace the line in the rendered text.
# Fails when: any of the lines changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund datebook@8.0.1 ics@3.12.0 ical-generator@10.0.0 ical.js@2.2.1 >/dev/null
cat >book.mjs <<'JS'
import { ICalendar } from "datebook";
import ICAL from "ical.js";
import ical from "ical-generator";
import { createEvent } from "ics";
const [start, end] = [new Date("2026-12-07T15:00:00Z"), new Date("2026-12-07T16:00:00Z")];
const booked = (change) => {
  const calendar = new ICalendar({ title: "Coaching", start, end });
  change?.(calendar);
  return calendar.render();
};
const generated = ical();
generated.createEvent({ summary: "Coaching", start, end });
for (const [name, text] of Object.entries({
  "datebook": booked(),
  "datebook, addProperty": booked((calendar) => calendar.addProperty("TRANSP", "OPAQUE")),
  "datebook, setMeta": booked((calendar) => calendar.setMeta("TRANSP", "OPAQUE")),
  "datebook, replaced": booked().replace("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
  "ics": createEvent({ title: "Coaching", start: start.getTime(), end: end.getTime() }).value,
  "ical-generator": generated.toString(),
})) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  const said = event.getAllProperties("transp").map((property) => property.getFirstValue());
  console.log(name, event.getFirstPropertyValue("dtstart").toString(), said.join(", ") || "none: OPAQUE");
}
JS
node book.mjs 2>&1 | tee seen
diff seen - <<'END'
datebook 2026-12-07T15:00:00Z TRANSPARENT
datebook, addProperty 2026-12-07T15:00:00Z TRANSPARENT, OPAQUE
datebook, setMeta 2026-12-07T15:00:00Z TRANSPARENT, OPAQUE
datebook, replaced 2026-12-07T15:00:00Z OPAQUE
ics 2026-12-07T15:00:00Z none: OPAQUE
ical-generator 2026-12-07T15:00:00Z none: OPAQUE
END
