#!/usr/bin/env bash
# d3-random, Prando: with a person's number as the seed the first 681 people are all in the same group, and of four questions one is hardly ever first, or never.
#
# Expected: a generator made of a seed gives numbers between 0 and 1 from the first one on; about half of all people are below 0.5, and each of four
# questions comes first for a quarter of them.
# Seen with d3-random 3.0.1, d3-array 3.2.4, prando 6.0.1 and seedrandom 3.0.5 (Node 20, 2026-11-30), seeds 1 to 600, d3's a "real number in [0, 1) or any
# integer":
#   randomLcg(seed)()                     0.2365, 0.2368, 0.2372, …; below 0.5 up to seed 681, so that `< 0.5` puts 600 of 600 in one group
#   shuffler(randomLcg(seed))("ABCD")     B comes first for 10 of 600, and 12 of the 24 orders come
#   new Prando(seed).next()               0.5001, 0.5001, 0.5002, …; above 0.5 for 600 of 600, `nextArrayItem` is the third of four for all
# seedrandom has what is expected, and so has Prando of texts. Nothing warns, and the numbers that one seed gives one after the other are sound. Hurt is who
# gives each person an order, a version or a group that they keep when they come back, out of their number: there is no second group, or the questions are in
# an order that is nobody's chance. Draw all groups from one generator, or seed with a text: seedrandom("study/" + id).
# Fails when: any of the counts changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund d3-random@3.0.1 d3-array@3.2.4 prando@6.0.1 seedrandom@3.0.5 >/dev/null
cat >draw.mjs <<'JS'
import { shuffler } from "d3-array";
import { randomLcg } from "d3-random";
import prando from "prando";
import seedrandom from "seedrandom";
const Prando = prando.default ?? prando;
const people = Array.from({ length: 600 }, (_, row) => row + 1);
const below = (draw) => people.filter((id) => draw(id) < 0.5).length;
const orders = (random) => {
  const seen = people.map((id) => shuffler(random(id))([..."ABCD"]).join(""));
  const first = [..."ABCD"].map((letter) => `${letter} ${seen.filter((order) => order[0] === letter).length}`);
  return `${new Set(seen).size} orders, first ${first.join(" ")}`;
};
const fromPrando = (seed) => { const random = new Prando(seed); return () => random.next(); };
const kinds = { "d3-random": randomLcg, prando: fromPrando, "prando of texts": (id) => fromPrando(`study/${id}`), seedrandom };
for (const [name, random] of Object.entries(kinds)) {
  console.log(name.padEnd(15), "below 0.5:", below((id) => random(id)()), "of 600;", orders(random));
}
console.log("first seed above:", Array.from({ length: 2000 }, (_, row) => row + 1).find((id) => randomLcg(id)() >= 0.5));
console.log("prando items:", ...new Set(people.map((id) => new Prando(id).nextArrayItem([..."ABCD"]))));
JS
node draw.mjs >seen 2>&1
cat seen
diff seen - <<'END'
d3-random       below 0.5: 600 of 600; 12 orders, first A 194 B 10 C 197 D 199
prando          below 0.5: 0 of 600; 6 orders, first A 206 B 185 C 0 D 209
prando of texts below 0.5: 317 of 600; 24 orders, first A 164 B 140 C 147 D 149
seedrandom      below 0.5: 316 of 600; 24 orders, first A 143 B 153 C 145 D 159
first seed above: 682
prando items: C
END
