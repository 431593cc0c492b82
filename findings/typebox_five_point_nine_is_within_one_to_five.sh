#!/usr/bin/env bash
# TypeBox 0.34: on a scale from 1 to 5 a 5.9 is a 5 and valid, a 3.9 is a 3, and "1e3" is a 1.
#
# Expected: an integer of JSON Schema is a number without a fraction, at most 5: 5.9 is refused, as Ajv refuses it, also with `coerceTypes`, and "1e3", which
# is 1000; so does typebox 1, which came after.
# Seen with @sinclair/typebox 0.34.52, ajv 8.17.1 and typebox 1.4.3 (Node 20, 2026-11-30): `Value.Parse` first converts and then checks, and converts to an
# integer by cutting off what stands behind the point, in numbers and in texts, and in texts behind the "e" as well. `Value.Check` of the same 5.9 says no.
# With `Type.Number` 5.9 is refused, and "1e3". Nothing warns. Hurt is who takes in answers with it: a mean of several raters, 3.9, is a 3, so that means
# fall by half a step, and what is off the scale is at its end. Check first (`Value.Check`) and convert texts of digits by hand, or use typebox 1.
# Fails when: any of the values is read otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sinclair/typebox@0.34.52 typebox@1.4.3 ajv@8.17.1 >/dev/null
cat >parse.mjs <<'JS'
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import Ajv from "ajv";
import NewType from "typebox";
import NewValue from "typebox/value";
const scale = { minimum: 1, maximum: 5 };
const ajv = new Ajv({ coerceTypes: true }).compile({ type: "object", properties: { rating: { type: "integer", ...scale } } });
const attempt = (parse) => {
  try {
    return JSON.stringify(parse());
  } catch {
    return "refused";
  }
};
for (const rating of [4, "4", 3.9, "3.9", 5.9, "1e3", true, 6]) {
  const old = attempt(() => Value.Parse(Type.Integer(scale), rating));
  const number = attempt(() => Value.Parse(Type.Number(scale), rating));
  const recent = attempt(() => NewValue.Parse(NewType.Integer(scale), rating));
  const body = { rating };
  const byAjv = ajv(body) ? JSON.stringify(body.rating) : "refused";
  console.log(JSON.stringify(rating).padEnd(6), "0.34:", old, "as number:", number, "1.4:", recent, "Ajv:", byAjv);
}
JS
node parse.mjs >seen 2>&1
cat seen
diff seen - <<'END'
4      0.34: 4 as number: 4 1.4: 4 Ajv: 4
"4"    0.34: 4 as number: 4 1.4: refused Ajv: 4
3.9    0.34: 3 as number: 3.9 1.4: refused Ajv: refused
"3.9"  0.34: 3 as number: 3.9 1.4: refused Ajv: refused
5.9    0.34: 5 as number: refused 1.4: refused Ajv: refused
"1e3"  0.34: 1 as number: refused 1.4: refused Ajv: refused
true   0.34: 1 as number: 1 1.4: refused Ajv: 1
6      0.34: refused as number: refused 1.4: refused Ajv: refused
END
