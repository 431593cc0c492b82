#!/usr/bin/env bash
# icalendar-anonymizer: the name of whoever is invited is gone, and the address of who comes instead, who invited for her and of her team stays in plain.
#
# Expected: what strips "names, emails, locations, descriptions" from a calendar leaves no address in it.
# Seen with icalendar-anonymizer 0.1.4, icalendar 7.3.2 (Python 3.11, 2026-11-30): of the parameters of ATTENDEE and ORGANIZER it changes CN and copies all
# others, of which DELEGATED-TO, DELEGATED-FROM, SENT-BY, MEMBER and DIR are people's addresses (RFC 5545, 3.2). RELATED-TO is kept, though the UID it
# points to is changed. Nothing is told. Hurt is who hands on a calendar of interviews, or attaches one to the report of a fault: leaders
# have assistants and send deputies. Instead: delete these parameters first, and look for "@" in what comes out.
# Fails when: one of the addresses is gone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q icalendar-anonymizer==0.1.4 icalendar==7.3.2
cat >interview.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//findings//EN
BEGIN:VEVENT
UID:second-for-ana.ruiz@school.example
DTSTAMP:20261130T120000Z
DTSTART:20261201T100000Z
SUMMARY:Interview with Ana Ruiz
ORGANIZER;CN="Ana Ruiz";SENT-BY="mailto:lee.park@school.example";DIR="https://school.example/ana-ruiz":mailto:ana.ruiz@school.example
ATTENDEE;CN="Ben Cole";DELEGATED-TO="mailto:dee.hall@school.example";MEMBER="mailto:cabinet@school.example":mailto:ben.cole@school.example
RELATED-TO:first-for-ana.ruiz@school.example
END:VEVENT
END:VCALENDAR
ICS
sed -i 's/$/\r/' interview.ics
venv/bin/python - >seen 2>&1 <<'PY'
import re

import icalendar
from icalendar_anonymizer import anonymize

with open("interview.ics", "rb") as file:
    handed_on = anonymize(icalendar.Calendar.from_ical(file.read())).to_ical().decode().replace("\r\n ", "")
print("names:", re.findall("Ana Ruiz|Ben Cole", handed_on))
print(*sorted(re.findall(r"[\w.-]*@?school\.example[\w/-]*", handed_on)), sep="\n")
PY
cat seen
diff seen - <<'END'
names: []
cabinet@school.example
dee.hall@school.example
first-for-ana.ruiz@school.example
lee.park@school.example
school.example/ana-ruiz
END
