#!/usr/bin/env bash
# calcurse: of six weekly meetings the third is cancelled, and a seventh is held a week after the last.
#
# Expected: five meetings, as python-dateutil has them: RFC 5545 counts to COUNT first and takes out EXDATE afterwards (3.8.5.1).
# Seen with calcurse 4.7.1 (Debian 12), python-dateutil 2.9.0.post0 (Python 3.11, 2026-11-30): a file with COUNT=6 and one EXDATE is imported, "0 skipped":
#   dateutil   09-07  09-14         09-28  10-05  10-12
#   calcurse   09-07  09-14         09-28  10-05  10-12  10-19
# The day that is out does not count, so that the end moves by a step for each day that is cancelled; what calcurse exports again says UNTIL=20261019, and
# others who read that come as well. Without EXDATE it ends on 10-12. Its manual lists EXDATE among what is read; nothing warns. Hurt is who keeps the dates
# of a course or of a board's sessions in a terminal: each holiday taken out puts one more session at the end, when nobody else comes.
# Fails when: nothing is on the 19th.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends calcurse=4.7.1-1 >/dev/null 2>&1 || { echo "needs Debian 12's calcurse, and root"; exit 1; }
cd "$work"
python3 -m venv venv
venv/bin/pip install -q python-dateutil==2.9.0.post0
for out in EXDATE:20260921T150000 X-NONE:none; do
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VEVENT UID:1 SUMMARY:Coaching DTSTAMP:20260901T000000Z \
    DTSTART:20260907T150000 DTEND:20260907T160000 "RRULE:FREQ=WEEKLY;COUNT=6" "$out" END:VEVENT END:VCALENDAR >six.ics
  rm -rf kept
  mkdir kept
  calcurse -q -D kept -i six.ics
  echo "${out%%:*}"
  echo "  calcurse" $(for day in 09/07 09/14 09/21 09/28 10/05 10/12 10/19 10/26; do calcurse -D kept -d "$day/2026" | grep -q Coaching && echo "${day/\//-}" || true; done)
  echo "  exported" $(calcurse -D kept -x | tr -d '\r' | grep -o 'UNTIL=[0-9]*')
  tr -d '\r' <six.ics | grep -E '^(DTSTART|RRULE|EXDATE)' >rule
  venv/bin/python -c 'from dateutil.rrule import rrulestr
print("  dateutil", *[f"{day:%m-%d}" for day in rrulestr(open("rule").read().strip(), forceset=True)])'
done >seen
cat seen
diff seen - <<'END'
EXDATE
  calcurse 09-07 09-14 09-28 10-05 10-12 10-19
  exported UNTIL=20261019
  dateutil 09-07 09-14 09-28 10-05 10-12
X-NONE
  calcurse 09-07 09-14 09-21 09-28 10-05 10-12
  exported UNTIL=20261012
  dateutil 09-07 09-14 09-21 09-28 10-05 10-12
END
