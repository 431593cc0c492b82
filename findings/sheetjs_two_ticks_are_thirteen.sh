#!/usr/bin/env bash
# SheetJS: of a CSV, who ticked answers 1 and 3 said 13, who ticked 1, 2 and 4 said 37988, and grades "6-8" are the eighth of June 2001.
#
# Expected: what stands between quotes and is no number as JavaScript writes one is a text; or a column is read as one thing.
# Seen with xlsx 0.18.5, the newest on npm (Node 20, 2026-11-29): `XLSX.read` guesses each cell by itself, quoted or not; commas are taken out before a
# number is looked for, and what is none is tried as a date:
#   "1,3"  13        "1,2,4"  37988 (2004-01-02)     6-8   37050 (2001-06-08)     9-12  37146 (2001-09-12)
#   "2,4"  24        (3)      -3                     K-5   K-5                    0100005 (an id of the NCES)  100005
# Nothing warns; `sheet_to_csv` of the same sheet writes 6/8/01, and "1,3" as it was, so that looking at it does not help. Hurt is who uploads an export of a
# survey to a page that reads it by SheetJS: a question of several ticks becomes a number that averages, grade bands become days, except those that begin
# with K. (`raw: true` keeps the texts.)
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
node - <<'JS'
const assert = require("assert");
const XLSX = require("xlsx");
const said = ["1,3", "2,4", "1,2,4", "(3)", "6-8", "9-12", "K-5", "0100005"];
const text = "said\n" + said.map((cell) => `"${cell}"\n`).join("");
const read = (options) => {
  const sheet = XLSX.read(text, { type: "string", ...options }).Sheets.Sheet1;
  return { values: XLSX.utils.sheet_to_json(sheet).map((row) => row.said), csv: XLSX.utils.sheet_to_csv(sheet) };
};
const guessed = read({});
said.forEach((cell, at) => console.log(cell.padEnd(8), guessed.values[at]));
assert.deepStrictEqual(guessed.values, [13, 24, 37988, -3, 37050, 37146, "K-5", 100005]);
assert.ok(guessed.csv.includes("\n6/8/01\n9/12/01\nK-5\n"), guessed.csv);
assert.deepStrictEqual(read({ raw: true }).values, said);
JS
