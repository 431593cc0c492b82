#!/usr/bin/env bash
# SurveyJS: a finished survey may hold a score that its own answers do not give, since an answer that was hidden in
# between is taken out of the data after the expression has used it.
#
# Expected: what is exported agrees with itself: the hidden answer is gone, so the sum no longer counts it.
# Seen with survey-core 3.1.1 (Node 20, 2026-11-28): somebody answers a=1, so b is asked, answers b=2, goes back to a=2, so b is
# hidden, and completes. The data then hold {a: 2, s: 4} for s = sum({a}, {b}): b is cleared on completion and s is not worked
# out again. An applicant who changed an answer is scored on what the export says was never asked; re-scoring the export
# differs, and nothing tells. With clearInvisibleValues "onHidden" the sum follows (2).
# Fails when: the sum is worked out again on completion, or b stays.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund survey-core@3.1.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { Model } = require("survey-core");
const finished = (more) => {
  const survey = new Model({
    ...more,
    elements: [
      { type: "radiogroup", name: "a", choices: [1, 2] },
      { type: "radiogroup", name: "b", choices: [1, 2], visibleIf: "{a} = 1" },
      { type: "expression", name: "s", expression: "sum({a}, {b})" },
    ],
  });
  for (const [name, value] of [["a", 1], ["b", 2], ["a", 2]]) survey.setValue(name, value);
  survey.doComplete();
  return survey.data;
};
const usual = finished({}), strict = finished({ clearInvisibleValues: "onHidden" });
console.log(usual, strict);
assert.deepStrictEqual({ ...usual }, { s: 4, a: 2 });
assert.deepStrictEqual({ ...strict }, { s: 2, a: 2 });
JS
