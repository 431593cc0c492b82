#!/usr/bin/env bash
# react-jsonschema-form: a question whose choices have texts is answered "Never" before anybody sees it, and "I agree to take part" is ticked.
#
# Expected: a form without `default` and without data begins empty. `const` says what is valid, not what is given: a box that must be ticked for the
# form to be sent is ticked by whoever agrees.
# Seen with @rjsf/core, utils and validator-ajv8 6.11.1, react 18.3.1 (Node 20, 2026-11-29; 5.24.13 likewise): choices as JSON Schema gives them
# texts, oneOf: [{ const: 1, title: "Never" }, …], begin with the first one ticked; so with anyOf, in a nested object, required or not. A box
# whose schema is { const: true } is ticked, a text { const: "yes" } filled in; with enum: [1, 2, 3], which has no texts, nothing is. The form
# is valid and can be sent as it comes. Nothing warns. Hurt is everybody who is asked: whoever skips a question said the first answer, and
# whoever did not see the box agreed. (experimental_defaultFormStateBehavior: { constAsDefaults: "never" } helps.)
# Fails when: what the form begins with, or the ticks in its page, change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @rjsf/core@6.11.1 @rjsf/utils@6.11.1 @rjsf/validator-ajv8@6.11.1 react@18.3.1 react-dom@18.3.1 >/dev/null
node - <<'JS'
const assert = require("assert");
const { createElement } = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const Form = require("@rjsf/core").default;
const { getDefaultFormState } = require("@rjsf/utils");
const validator = require("@rjsf/validator-ajv8").default;
const choices = [{ const: 1, title: "Never" }, { const: 2, title: "Sometimes" }, { const: 3, title: "Often" }];
const schema = {
  type: "object",
  properties: {
    heard: { type: "integer", title: "How often are you heard?", oneOf: choices },
    asked: { type: "integer", title: "How often are you asked?", anyOf: choices },
    group: { type: "object", properties: { met: { type: "integer", oneOf: choices } } },
    bare: { type: "integer", enum: [1, 2, 3] },
    part: { type: "boolean", title: "I agree to take part", const: true },
    word: { type: "string", title: "Write yes to agree", const: "yes" },
  },
  required: ["heard", "part"],
};
const begins = getDefaultFormState(validator, schema);
const errors = validator.validateFormData(begins, schema).errors;
const never = getDefaultFormState(validator, schema, undefined, undefined, undefined, { constAsDefaults: "never" });
const uiSchema = { heard: { "ui:widget": "radio" } };
const page = renderToStaticMarkup(createElement(Form, { schema, uiSchema, validator }));
const ticked = page.match(/<input[^>]*checked=""[^>]*>/g).map((input) => input.match(/id="([^"]*)"/)[1]);
console.log("begins with", begins, "errors", errors.length, "ticked", ticked, "\nconstAsDefaults never:", never);
assert.deepStrictEqual({ ...begins }, { heard: 1, asked: 1, group: { met: 1 }, part: true, word: "yes" });
assert.strictEqual(errors.length, 0);
assert.deepStrictEqual(ticked, ["root_heard-0", "root_part"]);
assert.ok(!JSON.stringify(never).match(/[0-9]|true|yes/), JSON.stringify(never));
JS
