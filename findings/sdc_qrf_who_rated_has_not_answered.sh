#!/usr/bin/env bash
# sdc-qrf: "why this rating?", for whoever rated, is asked of nobody, and the reason that Ana wrote is taken out of her answers; for a choice, a text or a date it is kept.
#
# Expected: `exists` of FHIR's `enableWhen` is true where the question has an answer, of whatever type, and false where it has none.
# Seen with sdc-qrf 0.2.0, the latest release (Node 20, 2026-12-01): it counts the answers that lodash's `isEmpty` does not call empty, and `isEmpty` is true
# of every number and of true and false. So who gave a number or said yes or no has no answer for `exists`; `=`, `<` and `>=` of the same answer see it:
#   answered    rating 4   mean 4.5   yes     no      "fine"   a choice   a date
#   exists      no         no         no      no      yes      yes        yes
#   exists not  yes        yes        yes     yes     no       no         no
# What is not enabled is removed by `removeDisabledAnswers` when the form is sent: the reason is lost, and whoever did answer is asked why not. Nothing
# warns. Hurt is who asks for reasons: none were given, in a file that is valid. Ask by a bound instead (`>=`, 0).
# Fails when: any of the lines changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps sdc-qrf@0.2.0 react@18.3.1 >/dev/null
cat >reasons.js <<'JS'
const { mapFormToResponse, mapResponseToForm, removeDisabledAnswers } = require("sdc-qrf");
const why = (linkId, operator, answer) => ({ linkId, type: "string", text: linkId, enableWhen: [{ question: "q", operator, answer }] });
for (const [type, value] of [
  ["integer", { integer: 4 }], ["decimal", { decimal: 4.5 }], ["boolean", { boolean: true }], ["boolean", { boolean: false }],
  ["string", { string: "fine" }], ["choice", { Coding: { code: "4" } }], ["date", { date: "2026-12-01" }],
]) {
  const questionnaire = {
    resourceType: "Questionnaire",
    status: "active",
    item: [{ linkId: "q", type, text: "q" }, why("why", "exists", { boolean: true }), why("why-not", "exists", { boolean: false }), why("equal", "=", value)],
  };
  const item = Object.entries({ q: value, why: { string: "We meet." }, "why-not": { string: "No time." }, equal: { string: "Same." } });
  const response = { resourceType: "QuestionnaireResponse", status: "completed", item: item.map(([linkId, value]) => ({ linkId, answer: [{ value }] })) };
  const context = { questionnaire, resource: response, context: response };
  const sent = mapFormToResponse(removeDisabledAnswers(questionnaire, mapResponseToForm(response, questionnaire), context), questionnaire);
  console.log(JSON.stringify(value), "kept:", ...sent.item.map(({ linkId }) => linkId).filter((linkId) => linkId !== "q"));
}
JS
node reasons.js 2>&1 | tee seen
diff seen - <<'END'
{"integer":4} kept: why-not equal
{"decimal":4.5} kept: why-not equal
{"boolean":true} kept: why-not equal
{"boolean":false} kept: why-not equal
{"string":"fine"} kept: why equal
{"Coding":{"code":"4"}} kept: why equal
{"date":"2026-12-01"} kept: why equal
END
