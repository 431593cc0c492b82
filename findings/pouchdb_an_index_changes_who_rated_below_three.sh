#!/usr/bin/env bash
# PouchDB: once the ratings have an index, whoever was not asked rated below three; whoever left the question open did so without one.
#
# Expected: an index makes a question faster and leaves its answer as it is. "Below 3" finds ratings below 3, as the same words do in MongoDB, mingo and
# sift.
# Seen with pouchdb-node, pouchdb-adapter-memory and pouchdb-find 9.0.0 (Node 20, 2026-11-30): values are ordered as in CouchDB's views, null before numbers
# and texts after them, and a comparison with a number goes over all kinds. So `{ $lt: 3 }` finds who left it open, `{ $gte: 4 }` finds "" and "n/a". After
# `createIndex`, which stores a missing field as null, `{ $lt: 3 }` finds also those who have no such field, and so does `{ $eq: null }`. `{ $nin: [5] }`
# loses both. The one warning is the other way round: without an index it asks for one, to be faster. Hurt is who collects answers offline: how many are
# dissatisfied depends on an index that somebody adds for speed, and "4 or more" counts the "n/a". Ask for both ends, { $gte: 1, $lte: 2 }, which leaves out
# all other kinds.
# Fails when: any of the lists changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pouchdb-node@9.0.0 pouchdb-adapter-memory@9.0.0 pouchdb-find@9.0.0 mingo@7.2.7 >/dev/null
cat >ask.mjs <<'JS'
import { Query } from "mingo";
import PouchDB from "pouchdb-node";
import memory from "pouchdb-adapter-memory";
import find from "pouchdb-find";
PouchDB.plugin(memory.default ?? memory).plugin(find.default ?? find);
const answers = { one: 1, five: 5, "left-open": null, blank: "", "n/a": "n/a", "not-asked": undefined };
const docs = Object.entries(answers).map(([_id, rating]) => JSON.parse(JSON.stringify({ _id, rating })));
const db = new PouchDB("answers", { adapter: "memory" });
await db.bulkDocs(docs);
const asked = [{ $lt: 3 }, { $gte: 4 }, { $eq: null }, { $nin: [5] }, { $gte: 1, $lte: 2 }].map((rating) => ({ rating }));
const names = (found) => found.map((doc) => doc._id).sort().join(", ");
const all = async () => Promise.all(asked.map(async (selector) => names((await db.find({ selector })).docs)));
const before = await all();
await db.createIndex({ index: { fields: ["rating"] } });
const after = await all();
asked.forEach((selector, row) => {
  console.log(`${JSON.stringify(selector.rating)}\n  no index: ${before[row]}\n  an index: ${after[row]}\n  mingo:    ${names(new Query(selector).find(docs).all())}`);
});
JS
node ask.mjs >seen 2>&1
cat seen
diff seen - <<'END'
{"$lt":3}
  no index: left-open, one
  an index: left-open, not-asked, one
  mingo:    one
{"$gte":4}
  no index: blank, five, n/a
  an index: blank, five, n/a
  mingo:    five
{"$eq":null}
  no index: left-open
  an index: left-open, not-asked
  mingo:    left-open, not-asked
{"$nin":[5]}
  no index: blank, n/a, one
  an index: blank, n/a, one
  mingo:    blank, left-open, n/a, not-asked, one
{"$gte":1,"$lte":2}
  no index: one
  an index: one
  mingo:    one
END
