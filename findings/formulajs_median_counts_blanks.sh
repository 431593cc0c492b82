#!/usr/bin/env bash
# Formula.js: in Excel's formulas in JavaScript a blank cell is left out of AVERAGE and is a 0 in MEDIAN, PERCENTILE.INC, COUNTIF and CORREL.
#
# Expected: a blank cell is left out of all of them, as in a spreadsheet; it is not below 3; and the half of the answers is their second quarter.
# Seen with @formulajs/formulajs 4.6.1 (Node 20, 2026-11-29), of the cells 1, blank (null), 5; in brackets what leaving it out gives:
#   AVERAGE 3 (3)            MEDIAN 1 (3)                COUNTIF "<3" 2 (1)      STDEV.S 2.83 (2.83)
#   QUARTILE.INC, 2: 3 (3)   PERCENTILE.INC, 0.5: 1 (3)  AVERAGEIF "<3" 3 (1)    CORREL with 1, 3, 5: 0.76 (1)
# COUNT is 2, and nothing warns. HyperFormula 3.5.0 says 3, 3 and 1 for AVERAGE, MEDIAN and COUNTIF. Hurt is who works a sheet of ratings out in a page: the
# mean, which everybody checks, is right; the median sinks with each open question, and whoever did not answer is counted among the low ones.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
node - <<'JS'
const assert = require("assert");
const f = require("@formulajs/formulajs");
const { HyperFormula } = require("hyperformula");
const cells = [1, null, 5];
const told = {
  average: f.AVERAGE(cells), count: f.COUNT(cells), quartile: f.QUARTILE.INC(cells, 2), stdev: f.STDEV.S(cells).toFixed(2),
  median: f.MEDIAN(cells), percentile: f.PERCENTILE.INC(cells, 0.5), below: f.COUNTIF(cells, "<3"),
  averageBelow: f.AVERAGEIF(cells, "<3"), correl: f.CORREL(cells, [1, 3, 5]).toFixed(2),
};
const sheet = cells.map((cell) => [cell]);
sheet[0].push("=AVERAGE(A1:A3)", "=MEDIAN(A1:A3)", '=COUNTIF(A1:A3,"<3")');
const other = HyperFormula.buildFromArray(sheet, { licenseKey: "gpl-v3" }).getSheetValues(0)[0].slice(1);
console.log(told, "HyperFormula:", other);
assert.deepStrictEqual(told, {
  average: 3, count: 2, quartile: 3, stdev: "2.83", median: 1, percentile: 1, below: 2, averageBelow: 3, correl: "0.76",
});
assert.deepStrictEqual(other, [3, 3, 1]);
JS
