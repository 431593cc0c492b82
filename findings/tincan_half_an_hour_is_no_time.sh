#!/usr/bin/env bash
# TinCanJS: who worked at it for half an hour took no time at all, and who took an hour and ten seconds took an hour and one.
#
# Expected: a duration of xAPI is one of ISO 8601: PT30M is half an hour, as PT30M0S and PT1800S are; each part may be left out. What cannot be read is
# refused, as the same function refuses days.
# Seen with tincanjs 0.50.0 and @xapi/xapi 3.0.3 (Node 20, 2026-11-30): `TinCan.Utils.convertISO8601DurationToMilliseconds` of what the other library's
# `calculateISO8601Duration` writes. Without seconds a duration with minutes is 0, one with hours alone gains a second; with hours and seconds, but no
# minutes, the number of hours stands for the seconds. Nothing warns. Times that a clock measured have seconds and mostly come out right; those that are
# whole minutes, said by a person, planned, or rounded, do not. Hurt is who adds up time spent, or leaves out as careless who took none: the half hours are
# gone, and the mean falls. Read durations with a library for them (Luxon's `Duration.fromISO` gives all five), and leave nobody out for a 0.
# Fails when: any of the five is read otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund tincanjs@0.50.0 @xapi/xapi@3.0.3 luxon@3.7.2 >/dev/null
cat >spent.js <<'JS'
const { Duration } = require("luxon");
const { Utils } = require("tincanjs");
const XAPI = require("@xapi/xapi").default || require("@xapi/xapi");
const begun = new Date("2026-11-30T09:00:00Z");
for (const seconds of [90, 30 * 60, 90 * 60, 60 * 60, 60 * 60 + 10]) {
  const written = XAPI.calculateISO8601Duration(begun, new Date(begun.getTime() + seconds * 1000));
  const read = Utils.convertISO8601DurationToMilliseconds(written) / 1000;
  console.log(written.padEnd(7), "TinCanJS", read, "Luxon", Duration.fromISO(written).as("seconds"));
}
JS
node spent.js >seen 2>&1
cat seen
diff seen - <<'END'
PT1M30S TinCanJS 90 Luxon 90
PT30M   TinCanJS 0 Luxon 1800
PT1H30M TinCanJS 0 Luxon 5400
PT1H    TinCanJS 3601 Luxon 3600
PT1H10S TinCanJS 3601 Luxon 3610
END
