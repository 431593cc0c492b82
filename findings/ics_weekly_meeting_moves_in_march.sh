#!/usr/bin/env bash
# ics: reading and writing a calendar turns local times into UTC, so that a weekly meeting at ten moves to eleven when
# daylight saving begins; a time without a zone is taken for UTC.
#
# Expected: DTSTART;TZID=America/Chicago:…T100000 stays as it is, above all below an RRULE.
# Seen with ics 0.7.3 (Python 3.11, 2026-11-28): it comes out as DTSTART:20261201T160000Z with the RRULE unchanged: 10:00 until
# March 14, 2027, 11:00 after. Event(begin=datetime(2026, 12, 1, 10)) is written 20261201T100000Z: 4 in the morning in Chicago.
# The calendar is also labelled CALSCALE:GEORGIAN. icalendar 7.3.0 keeps both times as they were.
# Fails when: the zone survives, or the naive time stays without a zone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q ics==0.7.3 icalendar==7.3.0
"$work/venv/bin/python" - <<'PY'
import datetime

import icalendar
import ics

weekly = "\r\n".join((
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//", "BEGIN:VEVENT", "UID:one@example.org", "DTSTAMP:20261128T000000Z",
    "DTSTART;TZID=America/Chicago:20261201T100000", "DTEND;TZID=America/Chicago:20261201T110000",
    "RRULE:FREQ=WEEKLY;COUNT=20", "SUMMARY:Huddle", "END:VEVENT", "END:VCALENDAR", "",
))
written = ics.Calendar(weekly).serialize()
naive = str(ics.Event(name="Talk", begin=datetime.datetime(2026, 12, 1, 10)))
kept = icalendar.Calendar.from_ical(weekly).to_ical().decode()
print(written, naive, sep="\n")
assert "DTSTART:20261201T160000Z" in written and "RRULE:FREQ=WEEKLY;COUNT=20" in written and "CALSCALE:GEORGIAN" in written
assert "DTSTART:20261201T100000Z" in naive
assert "DTSTART;TZID=America/Chicago:20261201T100000" in kept
PY
