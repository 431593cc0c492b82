#!/usr/bin/env bash
# jStat: the middle quartile of ratings is not their median, and the quarters of a scale turned round are not the quarters turned round.
#
# Expected: the second quartile is the median, as `jStat.median` gives it, and reverse coding (1 to 5 becomes 5 to 1) mirrors the quartiles and keeps the
# distance between them, as the default of R and of spreadsheets does.
# Seen with jstat 1.9.6, simple-statistics 7.12.1 (Node 20, 2026-11-29): `quartiles` takes single answers by rounded places: of 1, 2, 3, 4 they are 1, 2, 3,
# while `median` is 2.5; of 1 to 5 they are 1, 3, 4: the lower quarter two steps below the median, the upper one step above, and the
# same for the turned scale. Of two answers, 2 and 4, the middle one is 2. simple-statistics gives mirrored ones. Hurt is who shows boxes
# of ratings by school in a page: small staffs look lower and lopsided, and a statement worded the other way round looks lopsided too.
# Fails when: the middle one is the median, or the turned scale's are mirrored.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jstat@1.9.6 simple-statistics@7.12.1 >/dev/null
cat >run.cjs <<'JS'
const assert = require("node:assert");
const { jStat } = require("jstat");
const { quantile } = require("simple-statistics");
const turned = (ratings) => ratings.map((one) => 6 - one).reverse();
const ratings = [1, 2, 3, 4, 5];
const of = { four: jStat.quartiles([1, 2, 3, 4]), five: jStat.quartiles(ratings), turned: jStat.quartiles(turned(ratings)), two: jStat.quartiles([2, 4]) };
const other = [0.25, 0.5, 0.75].map((place) => quantile(ratings, place));
console.log(JSON.stringify(of), "median of four:", jStat.median([1, 2, 3, 4]), "simple-statistics:", JSON.stringify(other));
assert.deepStrictEqual(of, { four: [1, 2, 3], five: [1, 3, 4], turned: [1, 3, 4], two: [2, 2, 4] });
assert.notDeepStrictEqual(of.turned, turned(of.five));
assert.strictEqual(jStat.median([1, 2, 3, 4]), 2.5);
assert.deepStrictEqual(other, turned(other));
JS
node run.cjs
