#!/usr/bin/env bash
# csvtojson: a question whose column "q1" stands beside "q1.other" loses all its answers, also of those who wrote nothing under "other".
#
# Expected: a table read from CSV has its columns; what two names share is the reader's affair, or it is told that one takes the other's place.
# Seen with csvtojson 2.0.14 (Node 20, 2026-11-29): a full stop in a heading makes an object, and the object takes the place of the answer that was
# read before it: q1,q1.other with "bus","" is { q1: { other: "" } }. With the two columns the other way round "q1.other" is lost. Questions "3"
# and "3.1" are the list [null, the second]. Nothing warns. Hurt is who reads an export in which a remark has its question's name and a
# full stop: every answer to the question is gone, and the remarks are there to be looked at. (`flatKeys: true` keeps both.)
# Fails when: any of the rows changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csvtojson@2.0.14 >/dev/null
node - <<'JS'
const assert = require("assert");
const csvtojson = require("csvtojson");
const read = (text, options) => csvtojson(options).fromString(text);
(async () => {
  const remarkLast = await read("id,q1,q1.other\n1,bus,\n2,other,by boat\n");
  const remarkFirst = await read("id,q1.other,q1\n2,by boat,other\n");
  const numbered = await read("3,3.1\n4,2\n");
  console.log(JSON.stringify({ remarkLast, remarkFirst, numbered }, null, 1));
  assert.deepStrictEqual(remarkLast, [{ id: "1", q1: { other: "" } }, { id: "2", q1: { other: "by boat" } }]);
  assert.deepStrictEqual(remarkFirst, [{ id: "2", q1: "other" }]);
  assert.strictEqual(JSON.stringify(numbered), '[{"3":[null,"2"]}]');
  assert.deepStrictEqual(await read("id,q1,q1.other\n1,bus,\n", { flatKeys: true }), [{ id: "1", q1: "bus", "q1.other": "" }]);
})();
JS
