#!/usr/bin/env bash
# SurveyJS: a question left open is 0 where one adds, turns round or multiplies, nothing where one averages, and neither below 3
# nor not below 3 where one compares.
#
# Expected: what is unknown stays unknown, as in ODK's forms, SPSS and R; or it is one thing throughout, so that avg({a}, {b})
# is ({a} + {b}) / 2.
# Seen with survey-core 3.1.1 (Node 20, 2026-11-29), where a = 3 is answered and b is open: avg({a}, {b}) is 3 and ({a} + {b}) / 2 is 1.5; min({a}, {b})
# is 3 and {a} * {b} is 0; 6 - {b}, a statement turned round on a scale of 1 to 5, is 6; {b} < 3 and {b} >= 3 both say no, {b} + 0 < 3 says
# yes. With b = 0 the averages agree. Nothing warns. Hurt is who scores a scale in the form by a formula: whoever skips a
# statement scores half, or a step above the scale where the statement is worded the other way, and is in neither branch by it.
# Fails when: any of the eight values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund survey-core@3.1.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { Model } = require("survey-core");
const formulas = {
  average: "avg({a}, {b})", half: "({a} + {b}) / 2", lowest: "min({a}, {b})", product: "{a} * {b}", turned: "6 - {b}",
  below: "iif({b} < 3, 'yes', 'no')", notBelow: "iif({b} >= 3, 'yes', 'no')", sumBelow: "iif({b} + 0 < 3, 'yes', 'no')",
};
const asked = ["a", "b"].map((name) => ({ type: "text", inputType: "number", name }));
const worked = Object.entries(formulas).map(([name, expression]) => ({ type: "expression", name, expression }));
const scored = (answers) => {
  const survey = new Model({ elements: [...asked, ...worked] });
  for (const [name, value] of Object.entries(answers)) survey.setValue(name, value);
  return Object.fromEntries(Object.keys(formulas).map((name) => [name, survey.getValue(name)]));
};
const open = scored({ a: 3 });
const zero = scored({ a: 3, b: 0 });
console.log("b open:", open, "\nb = 0:", zero);
assert.deepStrictEqual(open, {
  average: 3, half: 1.5, lowest: 3, product: 0, turned: 6, below: "no", notBelow: "no", sumBelow: "yes",
});
assert.deepStrictEqual([zero.average, zero.half], [1.5, 1.5]);
JS
