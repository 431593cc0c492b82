#!/usr/bin/env bash
# random-seedable, deck: of two versions in random order the second comes first, every time; no question ever stays where it was.
#
# Expected: `shuffle`, "using the fisher-yates algorithm" as its source says, gives each order equally often, that of the list too: 24 of four questions, and
# each question is first in a quarter of them.
# Seen with random-seedable 1.0.8 (Node 20, 2026-11-30), five of its generators alike: 6 of the 24 orders come, in which no question is at its own place. Two
# are always turned round. `randRange(1, 5)`, which its page says is "min <= Number <= max", gives no 5, and so what is drawn for a place leaves that place
# out: this is Sattolo's algorithm, with which each gift goes to somebody else. So does the `shuffle` of deck 0.0.4. Nothing warns, and the orders look
# random: only a count of them shows it. Hurt is who turns questions, answers or versions to be rid of their order: the first question is never asked first,
# what stands last is never read last, and an A/B test shows everybody B and then A. Ratings made up with `randRange` have no top. Shuffle with d3-array's
# `shuffler(() => random.float())`, which gives all orders.
# Fails when: another number of orders comes, any question is at its own place, or a 5 is drawn.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund random-seedable@1.0.8 deck@0.0.4 d3-array@3.2.4 >/dev/null
cat >orders.mjs <<'JS'
import { shuffler } from "d3-array";
import deck from "deck";
import { LCG, PCG, XORShift, XORWow, MersenneTwister } from "random-seedable";
const tally = (list, shuffle) => {
  const orders = {};
  for (let drawn = 0; drawn < 24000; drawn++) {
    const order = shuffle([...list]).join("");
    orders[order] = (orders[order] ?? 0) + 1;
  }
  return orders;
};
for (const Generator of [LCG, PCG, XORShift, XORWow, MersenneTwister]) {
  const random = new Generator(2026);
  const two = tally("AB", (list) => random.shuffle(list));
  const four = tally("ABCD", (list) => random.shuffle(list));
  console.log(Generator.name, "two:", ...Object.keys(two), "four:", ...Object.keys(four).sort());
}
const random = new MersenneTwister(2026);
console.log("deck four:", ...Object.keys(tally("ABCD", deck.shuffle)).sort());
console.log("1 to 5:", ...new Set(Array.from({ length: 1000 }, () => random.randRange(1, 5)).sort()));
console.log("d3-array: orders of four", Object.keys(tally("ABCD", shuffler(() => random.float()))).length);
JS
node orders.mjs >seen 2>&1
cat seen
diff seen - <<'END'
LCG two: BA four: BCDA BDAC CADB CDBA DABC DCAB
PCG two: BA four: BCDA BDAC CADB CDBA DABC DCAB
XORShift two: BA four: BCDA BDAC CADB CDBA DABC DCAB
XORWow two: BA four: BCDA BDAC CADB CDBA DABC DCAB
MersenneTwister two: BA four: BCDA BDAC CADB CDBA DABC DCAB
deck four: BCDA BDAC CADB CDBA DABC DCAB
1 to 5: 1 2 3 4
d3-array: orders of four 24
END
