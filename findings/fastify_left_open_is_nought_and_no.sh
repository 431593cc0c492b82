#!/usr/bin/env bash
# Fastify: a question sent as null, left open, is kept as 0, as "no" and, where several may be ticked, as a tick at 0.
#
# Expected: a body whose schema says `integer` and that holds null is refused, as JSON Schema has it: null is of the type "null" alone.
# What the server hands on is what was sent.
# Seen with fastify 5.12.8 (Node 20, 2026-11-29), as it comes: bodies are fitted to their schema (Ajv's `coerceTypes: "array"`) as they are checked:
#   hours (integer, at least 0)  null is 0, true is 1      safe (boolean)           null is false, 0 is false
#   ticked (list of integers)    null is [0], 2 is [2]     said (text)              null is ""
# The answer is 200, nothing warns, and "required" is content; "" is refused for hours, so that a test with an empty field finds no fault. Hurt is
# who takes answers as JSON, where null marks an open question: whoever did not say how many hours is among those who get none, and "do you
# feel safe", left open, is a no. On a scale that begins with 1 the same answers are refused, so it happens only where 0 is an answer.
# Fails when: any of the bodies that are handed on changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund fastify@5.12.8 >/dev/null
node - <<'JS'
const assert = require("assert");
const server = require("fastify")();
const properties = {
  hours: { type: "integer", minimum: 0 },
  rating: { type: "integer", minimum: 1, maximum: 5 },
  safe: { type: "boolean" },
  said: { type: "string" },
  ticked: { type: "array", items: { type: "integer" } },
};
const schema = { body: { type: "object", required: ["hours"], properties } };
server.post("/answers", { schema }, async (request) => request.body);
const sent = async (payload) => {
  const reply = await server.inject({ method: "POST", url: "/answers", payload });
  console.log(JSON.stringify(payload), reply.statusCode, reply.body);
  return reply.statusCode === 200 ? reply.json() : reply.statusCode;
};
(async () => {
  assert.deepStrictEqual(
    await sent({ hours: null, safe: null, said: null, ticked: null }),
    { hours: 0, safe: false, said: "", ticked: [0] },
  );
  assert.deepStrictEqual(await sent({ hours: true, safe: 0, ticked: 2 }), { hours: 1, safe: false, ticked: [2] });
  assert.deepStrictEqual(await sent({ hours: "" }), 400);
  assert.deepStrictEqual(await sent({ hours: 1, rating: null }), 400);
})();
JS
