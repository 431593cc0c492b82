#!/usr/bin/env bash
# Tabulator: below a column of ratings 5, blank and 4 stands a mean of 3 and a minimum of 0, and below 1, 0 and 3 of days missed a count of 2.
#
# Expected: "avg" is of the cells that hold a number, as its page says ("the average value of all numerical cells"), "count" of those that are not
# empty ("cells that do not have a value of null, undefined or ''").
# Seen with tabulator-tables 6.5.3 in jsdom 26.1.0 (Node 20, 2026-11-30), `bottomCalc` of:
#                          avg     min   max   sum   count   unique
#   5, null, 4             3       0     5     9     2       3
#   5, "", 4               3       0     5     9     2       3
#   5, "n/a", 4            NaN     4     5     9     3       3
#   undefined, 5, 4        NaN     NaN   NaN   9     2       3
#   1, 0, 3                1.33    0     3     4     2       3
# Blank is 0 in the mean and the minimum, and 0 is blank in the count. Nothing warns. Hurt is who shows a cohort in a
# table on a page, groups by school and reads the line below: a school where half left a question open has half the rating, and a day without
# an absence was not counted.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund tabulator-tables@6.5.3 jsdom@26.1.0 >/dev/null
cat >calc.mjs <<'JS'
import assert from "assert";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<!doctype html><div id='t'></div>", { url: "https://localhost/", pretendToBeVisual: true });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document, Event: window.Event });
globalThis.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
globalThis.IntersectionObserver = globalThis.ResizeObserver;
const { TabulatorFull } = await import("tabulator-tables");
const CALCS = ["avg", "min", "max", "sum", "count", "unique"];
const below = (cells) =>
  new Promise((told) => {
    const data = cells.map((cell, id) => ({ id, ...Object.fromEntries(CALCS.map((calc) => [calc, cell])) }));
    const table = new TabulatorFull("#t", { data, columns: CALCS.map((field) => ({ title: field, field, bottomCalc: field })) });
    table.on("tableBuilt", () => told(CALCS.map((calc) => String(table.getCalcResults().bottom[calc]))));
  });
const seen = {};
for (const cells of [[5, null, 4], [5, "", 4], [5, "n/a", 4], [undefined, 5, 4], [1, 0, 3]]) {
  const name = cells.map((cell) => JSON.stringify(cell) ?? "undefined").join(", ");
  console.log(name.padEnd(20), (seen[name] = (await below(cells)).join(" ")));
}
assert.deepStrictEqual(seen, {
  "5, null, 4": "3 0 5 9 2 3",
  '5, "", 4': "3 0 5 9 2 3",
  '5, "n/a", 4': "NaN 4 5 9 3 3",
  "undefined, 5, 4": "NaN NaN NaN 9 2 3",
  "1, 0, 3": "1.33 0 3 4 2 3",
});
process.exit(0);
JS
node calc.mjs
