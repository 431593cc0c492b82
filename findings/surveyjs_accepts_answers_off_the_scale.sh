#!/usr/bin/env bash
# SurveyJS: answers put into a survey (resumed, prefilled, imported) are not checked against its choices: a 9 on a
# rating from 1 to 5 is valid, and a code that no longer exists stays and becomes a comment as well.
#
# Expected: validate() refuses a 9 where 1 to 5 is offered; an unknown code is an error or is kept as it is.
# Seen with survey-core 3.1.1 (Node 20, 2026-11-28): validate() is true and the 9 is in the data after completion. In a checkbox
# question with showOtherItem the stored code "bus_old" stays and is also made the comment of "other", which nobody ticked:
# after a choice is renamed, resumed answers gain a write-in that nobody wrote. A scorer that trusts the form's own validation
# adds 9 points, and reads a code of the program as a leader's words.
# Fails when: the 9 is refused, or the code is refused or left alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund survey-core@3.1.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { Model } = require("survey-core");
const survey = new Model({
  elements: [
    { type: "rating", name: "pace", rateMin: 1, rateMax: 5 },
    { type: "checkbox", name: "areas", choices: ["bus", "meals"], showOtherItem: true },
  ],
});
survey.data = { pace: 9, areas: ["bus_old"] };
const valid = survey.validate();
survey.doComplete();
const seen = JSON.parse(JSON.stringify({ valid, ...survey.data }));
console.log(seen);
assert.deepStrictEqual(seen, { valid: true, pace: 9, areas: ["bus_old"], "areas-Comment": "bus_old" });
JS
