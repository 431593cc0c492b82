#!/usr/bin/env bash
# SurveyJS: conditions compare texts as numbers where both look like one, and without case: the building codes "1E3" and
# "1000" are equal, and so are "NORTH" and "North".
#
# Expected: two texts that differ are not equal.
# Seen with survey-core 3.1.1 (Node 20, 2026-11-28): {code} = '1E3' holds for the answer "1000", so the questions meant for one
# building are asked in another; a code with a leading zero ("01" against "1") is told apart, so the rule is not even that of
# numbers. District and building codes made of digits and an E are common, and an export shows the wrong branch as answered.
# Fails when: any of the four comparisons comes out otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund survey-core@3.1.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { Model } = require("survey-core");
const equal = (answer, wanted) => {
  const survey = new Model({
    elements: [{ type: "text", name: "code" }, { type: "text", name: "more", visibleIf: `{code} = '${wanted}'` }],
  });
  survey.setValue("code", answer);
  return survey.getQuestionByName("more").isVisible;
};
const seen = [equal("1000", "1E3"), equal("NORTH", "North"), equal("01", "1"), equal("1000", "1001")];
console.log(seen);
assert.deepStrictEqual(seen, [true, true, false, false]);
JS
