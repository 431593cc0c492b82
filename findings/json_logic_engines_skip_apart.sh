#!/usr/bin/env bash
# JSON Logic: one rule asks a question in the browser that the server says was never asked.
#
# Expected: a rule gives the same on the same answers in both engines: the format is meant "to share rules (logic) between front-end
# and back-end code (regardless of language difference)".
# Seen with npm json-logic-js 2.0.5 (Node 20) and json-logic-qubit 0.9.1 (Python 3.11), 2026-11-29. The answer to `hours` is missing, `size` is the text "9":
#                              json-logic-js   json-logic-qubit
#   hours < 3                  true            false
#   hours <= 0                 true            false
#   size > "10"                true            true      (texts, letter by letter)
#   size > 10                  false           false
#   hours + 1                  NaN (null)      TypeError
#   max(hours, 2)              2               TypeError
# Hurt is who shows a question by such a rule and checks the reply with the other engine: whoever skipped "hours" is asked why they spend
# so little time, and the server throws the answer away as one to a hidden question, or ends in an error on a score.
# Fails when: any of the twelve changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q json-logic-qubit==0.9.1 six==1.17.0
npm init -y >/dev/null
npm install --silent --no-audit --no-fund json-logic-js@2.0.5 >/dev/null
cat >rules.json <<'JSON'
[{"<": [{"var": "hours"}, 3]}, {"<=": [{"var": "hours"}, 0]}, {">": [{"var": "size"}, "10"]}, {">": [{"var": "size"}, 10]},
 {"+": [{"var": "hours"}, 1]}, {"max": [{"var": "hours"}, 2]}]
JSON
cat >run.cjs <<'JS'
const { apply } = require("json-logic-js");
console.log(JSON.stringify(require("./rules.json").map((rule) => apply(rule, { size: "9" }))));
JS
node run.cjs >browser
venv/bin/python - >server <<'PY'
import json

from json_logic import jsonLogic


def told(rule):
    try:
        return jsonLogic(rule, {"size": "9"})
    except TypeError:
        return "TypeError"


print(json.dumps([told(rule) for rule in json.load(open("rules.json"))], separators=(",", ":")))
PY
cat browser server
diff browser - <<<'[true,true,true,false,null,2]'
diff server - <<<'[false,false,true,false,"TypeError","TypeError"]'
