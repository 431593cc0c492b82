#!/usr/bin/env bash
# Yjs, Automerge: two people fill in one form offline; once their devices meet, all answers of the one are gone, and of an answer both gave Monday's stays.
#
# Expected: what is made to merge keeps answers to different questions from both, and of two answers to one question the later, or both.
# Seen with yjs 13.6.33 and @automerge/automerge 3.5.0 (Node 20, 2026-12-01): a form with nothing in it yet is on two devices. On each the first answer puts
# a map under "grid", as one must; the one says trust 4, the other workload 2. After the merge the grid has the one or the other, by chance: the
# maps are two values of one name, and one of them wins with all that is in it. Automerge told `from({ answers: {} })` on both does the same. Only where the
# empty map came from one place both answers stay. Of two answers to one question neither goes by the clock: Yjs tosses (the number that each session draws),
# also if the one was given a day and two changes later; Automerge takes that of the device that changed more, so that who said 1, 2 and 1 on Monday wins
# against the 5 of Tuesday, each time. Both devices agree afterwards, and nothing warns. (Automerge's `getConflicts` has what lost.) Hurt is the team that fills
# in one form together, and who starts on a phone and goes on at a desk.
# Fails when: an answer under a map made twice is kept, or the later answer wins.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yjs@13.6.33 @automerge/automerge@3.5.0 >/dev/null
cat >merge.mjs <<'JS'
import * as Automerge from "@automerge/automerge";
import * as Y from "yjs";
const meet = (one, other) => {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  const [seen, also] = [one, other].map((device) => JSON.stringify(device.getMap("form").toJSON(), ["grid", "trust", "workload"]));
  if (seen !== also) throw new Error("the devices differ");
  return seen;
};
const kinds = (merged) => [...new Set(Array.from({ length: 60 }, merged))].sort().join(" or ");
const answer = (device, question, value) => {
  const form = device.getMap("form");
  if (!form.has("grid")) form.set("grid", new Y.Map());
  form.get("grid").set(question, value);
};
const yjs = (prepared) => () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  if (prepared) {
    one.getMap("form").set("grid", new Y.Map());
    meet(one, other);
  }
  answer(one, "trust", 4);
  answer(other, "workload", 2);
  return meet(one, other);
};
console.log("Yjs, both begin:      ", kinds(yjs(false)));
console.log("Yjs, one began:       ", kinds(yjs(true)).split(" or ").map((seen) => Object.keys(JSON.parse(seen).grid).length).join());
const begun = (device, question, value) => Automerge.change(device, (form) => { form.answers[question] = value; });
console.log("Automerge, both begin:", kinds(() => {
  const [one, other] = [begun(Automerge.from({ answers: {} }), "trust", 4), begun(Automerge.from({ answers: {} }), "workload", 2)];
  return JSON.stringify(Automerge.merge(one, other));
}));
const empty = Automerge.from({ answers: {} });
console.log("Automerge, one began: ", kinds(() => {
  const merged = Automerge.merge(begun(Automerge.clone(empty), "trust", 4), begun(Automerge.clone(empty), "workload", 2));
  return String(Object.keys(merged.answers).length);
}));
console.log("Yjs, Monday 1, Tuesday 2, 3, 5:      ", kinds(() => {
  const [monday, tuesday] = [new Y.Doc(), new Y.Doc()];
  monday.getMap("form").set("trust", 1);
  for (const value of [2, 3, 5]) tuesday.getMap("form").set("trust", value);
  return meet(monday, tuesday);
}));
console.log("Automerge, Monday 1, 2, 1, Tuesday 5:", kinds(() => {
  const monday = [1, 2, 1].reduce((device, value) => begun(device, "trust", value), Automerge.clone(empty));
  return JSON.stringify(Automerge.merge(monday, begun(Automerge.clone(empty), "trust", 5)));
}));
JS
node merge.mjs >seen 2>&1
cat seen
diff seen - <<'END'
Yjs, both begin:       {"grid":{"trust":4}} or {"grid":{"workload":2}}
Yjs, one began:        2
Automerge, both begin: {"answers":{"trust":4}} or {"answers":{"workload":2}}
Automerge, one began:  2
Yjs, Monday 1, Tuesday 2, 3, 5:       {"trust":1} or {"trust":5}
Automerge, Monday 1, 2, 1, Tuesday 5: {"answers":{"trust":1}}
END
