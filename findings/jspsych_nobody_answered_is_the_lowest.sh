#!/usr/bin/env bash
# jsPsych: whoever gave no answer is left out of the mean and is a 0 in the median, the minimum and the deviation; and the mean of 5 and 4, typed in, is 27.
#
# Expected: the numbers of one column are of the same answers, those that were given; and what is no number is read as one or refused.
# Seen with jspsych 8.3.0 in jsdom 26.1.0 (Node 20, 2026-11-29): a trial without an answer keeps null. Of the ratings 5, null, 4, null, 5
# `jsPsych.data.get().select("rating")` has the mean 4.67, the median 4, the minimum 0 (nobody said 0; the scale begins with 1), the
# deviation 3.32 and the count 5; of the three that were given they are 4.67, 5, 4, 0.58 and 3. Typed answers are texts, which the mean puts
# in a row: "5" and "4" are "054", halved 27. Nothing warns. Hurt is who shows a class or a team its results at the end of a
# questionnaire: the mean looks right, and the lowest rating is one that cannot be given.
# Fails when: any of the numbers changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jspsych@8.3.0 jsdom@26.1.0 >/dev/null
node - <<'JS'
const assert = require("assert");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://localhost/", pretendToBeVisual: true });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document });
const { initJsPsych } = require("jspsych");
const told = (ratings) => {
  const kept = initJsPsych().data.get();
  for (const rating of ratings) kept.push({ rating });
  const column = kept.select("rating");
  const rounded = (number) => Number(number.toFixed(2));
  return [rounded(column.mean()), column.median(), column.min(), rounded(column.sd()), column.count()];
};
const withHoles = told([5, null, 4, null, 5]);
const given = told([5, 4, 5]);
const typed = told(["5", "4"]);
console.log("mean, median, least, deviation, count\nwith holes", withHoles, "\n     given", given, "\n     typed", typed);
assert.deepStrictEqual(withHoles, [4.67, 4, 0, 3.32, 5]);
assert.deepStrictEqual(given, [4.67, 5, 4, 0.58, 3]);
assert.strictEqual(typed[0], 27);
process.exit(0);
JS
