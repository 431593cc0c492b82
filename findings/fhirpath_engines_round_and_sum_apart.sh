#!/usr/bin/env bash
# FHIRPath: the two public engines score one questionnaire response differently: a half is rounded up by one and to even by
# the other, the sum of no answers is nothing or 0, and an average of integers fails in one of them.
#
# Expected: one expression, one standard, one score.
# Seen with npm fhirpath 5.2.2 (Node 20) and PyPI fhirpathpy 2.2.4 (Python 3.11), 2026-11-28:
#   (2.5).round(0)                                    3    and 2
#   sum() over an item nobody answered                {}   and 0: unanswered becomes the lowest score
#   item.answer.valueInteger.avg()                    2    and a TypeError
# A score that is worked out in the browser and checked on the server differs for exactly the people at a boundary.
# Fails when: any of the six comes out otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q fhirpathpy==2.2.4
npm init -y >/dev/null
npm install --silent --no-audit --no-fund fhirpath@5.2.2 >/dev/null
cat >response.json <<'JSON'
{"resourceType": "QuestionnaireResponse", "status": "completed",
 "item": [{"linkId": "a", "answer": [{"valueInteger": 2}]}]}
JSON
cat >expressions.json <<'JSON'
["(2.5).round(0)", "item.where(linkId = 'b').answer.valueInteger.sum()", "item.answer.valueInteger.avg()"]
JSON
node - >javascript.txt <<'JS'
const fs = require("fs"), fhirpath = require("fhirpath");
const [response, expressions] = ["response.json", "expressions.json"].map((f) => JSON.parse(fs.readFileSync(f)));
for (const one of expressions) console.log(JSON.stringify(fhirpath.evaluate(response, one)));
JS
venv/bin/python - >python.txt <<'PY'
import json

from fhirpathpy import evaluate

with open("response.json") as response, open("expressions.json") as expressions:
    given, wanted = json.load(response), json.load(expressions)
for one in wanted:
    try:
        print([float(value) for value in evaluate(given, one, [])])
    except TypeError:
        print("TypeError")
PY
paste javascript.txt python.txt
diff javascript.txt - <<<$'[3]\n[]\n[2]'
diff python.txt - <<<$'[2.0]\n[0.0]\nTypeError'
