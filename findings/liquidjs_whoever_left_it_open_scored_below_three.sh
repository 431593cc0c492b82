#!/usr/bin/env bash
# LiquidJS: whoever has no score is told that it is low; whoever has not even the field is not; and filled in, both scores are 0.
#
# Expected: null compared with a number is neither less nor more, as in python-liquid of the same template, which follows Shopify's Liquid; and null is as
# good as absent.
# Seen with liquidjs 10.30.1 (Node 20) and python-liquid 2.3.6 (Python 3.11, 2026-11-30), also with `strictVariables`: `{% if score < 3 %}`, `<= 3` and `>
# -1` are true of null, as in JavaScript, where null is 0; of a score that is not there, of "" and of "n/a" they are false. `{{ score | round: 1 }}` is 0 for
# all of these, in both engines, so that one prints a mean of 0 beside nothing. Nothing warns. Hurt is whoever gets a letter or page made of such a template:
# data from a database or as JSON has null where a question was left open, and "your team rates you low" goes to leaders whom nobody rated. Ask first: {% if
# score != null and score < 3 %}.
# Fails when: what either says of any score changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >letter.liquid <<'LIQUID'
{% if score < 3 %}low{% elsif score >= 3 %}high{% else %}says nothing{% endif %}, mean {{ score | round: 1 }}; asked first: {% if score != null and score < 3 %}low{% elsif score >= 3 %}high{% else %}says nothing{% endif %}
LIQUID
echo '{"null": {"score": null}, "absent": {}, "zero": {"score": 0}, "two": {"score": 2}, "four": {"score": 4}}' >scores.json
python3 -m venv venv
venv/bin/pip install -q python-liquid==2.3.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund liquidjs@10.30.1 >/dev/null
cat >merge.js <<'JS'
const { readFileSync } = require("fs");
const { Liquid } = require("liquidjs");
const letter = new Liquid().parse(readFileSync("letter.liquid", "utf8").trim());
for (const [who, data] of Object.entries(JSON.parse(readFileSync("scores.json")))) {
  console.log("LiquidJS", who.padEnd(6), new Liquid().renderSync(letter, data));
}
JS
cat >merge.py <<'PY'
import json
from pathlib import Path

from liquid import Environment

letter = Environment().from_string(Path("letter.liquid").read_text().strip())
for who, data in json.loads(Path("scores.json").read_text()).items():
    if who in ("null", "absent"):
        print("python-liquid", who.ljust(6), letter.render(**data))
PY
{ node merge.js; venv/bin/python -W error merge.py; } >seen 2>&1
cat seen
diff seen - <<'END'
LiquidJS null   low, mean 0; asked first: says nothing
LiquidJS absent says nothing, mean 0; asked first: says nothing
LiquidJS zero   low, mean 0; asked first: low
LiquidJS two    low, mean 2; asked first: low
LiquidJS four   high, mean 4; asked first: high
python-liquid null   says nothing, mean 0; asked first: says nothing
python-liquid absent says nothing, mean 0; asked first: says nothing
END
