#!/usr/bin/env bash
# tidy.js: two waves joined by a code have one rating each: that of the second wave, or of the first for those who were not in the second.
#
# Expected: where both tables have a column "rating" both are kept under two names, as dplyr (which it is made after), pandas and polars do it, or the
# join is refused; who is not in the second table has nothing from it.
# Seen with @tidyjs/tidy 2.6.1 (Node 20, 2026-11-30): `leftJoin` and `fullJoin` by "code" of ratings 1 and 2 with a second wave that has the first person,
# with a 5, and a new one: the first has the rating 5, and nothing tells of the 1; the other has the rating 2, which was said in the first wave. (The key
# written as two names, `{ id: "code" }`, the other has `id: undefined`, and still the 2.) Nothing warns. Hurt is who compares waves: the column
# called rating is of both, and the more people leave, the less has changed.
# Fails when: a rating of the first wave is kept beside the second, or not given to the second, or told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tidyjs/tidy@2.6.1 >/dev/null
cat >join.mjs <<'JS'
import { fullJoin, innerJoin, leftJoin, tidy } from "@tidyjs/tidy";
const first = [{ code: "MA04", rating: 1 }, { code: "JO11", rating: 2 }];
const second = [{ code: "MA04", rating: 5 }, { code: "EL30", rating: 3 }];
for (const [name, join] of Object.entries({ innerJoin, leftJoin, fullJoin })) {
  console.log(name, JSON.stringify(tidy(first, join(second, { by: "code" }))));
}
const named = second.map(({ code, rating }) => ({ id: code, rating }));
console.log("two names", tidy(first, leftJoin(named, { by: { id: "code" } })));
JS
node join.mjs >seen 2>&1
cat seen
diff seen - <<'END'
innerJoin [{"code":"MA04","rating":5}]
leftJoin [{"code":"MA04","rating":5},{"code":"JO11","rating":2}]
fullJoin [{"code":"MA04","rating":5},{"code":"JO11","rating":2},{"code":"EL30","rating":3}]
two names [
  { code: 'MA04', rating: 5, id: 'MA04' },
  { code: 'JO11', rating: 2, id: undefined }
]
END
