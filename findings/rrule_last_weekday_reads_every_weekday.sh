#!/usr/bin/env bash
# rrule: a board that meets on the last weekday of each month is told it meets "every month on weekdays", and asked whether that says it all, rrule says yes.
#
# Expected: what `toText()` cannot say it marks, or `isFullyConvertibleToText()`, which is there to be asked first, is false; the two are documented
# as a pair.
# Seen with rrule 2.8.1, the newest on npm (Node 20, 2026-11-30), for meetings from September 1, 2026:
#   rule                                             meets in September   `toText()`                                                read back, in September
#   the last of Monday to Friday (BYSETPOS=-1)       30                   every month on weekdays                                   22 days
#   the second Monday, written BYSETPOS=2            14                   every month on Monday                                     4 days
#   Monday and Wednesday, written as daily           9 days               every day on Monday, Wednesday                            30 days
# All three are fully convertible, it says: the check ends with yes as soon as it meets the frequency, whatever else stands there. Outlook and
# Nextcloud write "the second Monday" as BYSETPOS. Hurt is who shows the sentence beside a form for meetings, or keeps it and reads it back: 22 invitations a month.
# Fails when: any of the sentences or counts changes, or the check says no.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rrule@2.8.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { RRule, rrulestr } = require("rrule");
const dtstart = new Date(Date.UTC(2026, 8, 1, 9));
const days = (rule) => rule.between(dtstart, new Date(Date.UTC(2026, 9, 1)), true).length;
const rules = {
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": ["every month on weekdays", 1, 22],
  "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2": ["every month on Monday", 1, 4],
  "FREQ=DAILY;BYDAY=MO,WE": ["every day on Monday, Wednesday", 9, 30],
};
for (const [written, expected] of Object.entries(rules)) {
  const rule = rrulestr(written, { dtstart });
  const back = new RRule({ ...RRule.parseText(rule.toText()), dtstart });
  const seen = [rule.toText(), days(rule), days(back)];
  console.log(written, seen);
  assert.deepStrictEqual(seen, expected);
  assert.strictEqual(rule.isFullyConvertibleToText(), true);
}
JS
