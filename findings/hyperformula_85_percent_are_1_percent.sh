#!/usr/bin/env bash
# HyperFormula: 85 % of leaders agree, and `TEXT(share, "0%")` says 1%; of a mean of 4.5 as "+0.0;-0.0" it makes "+4.5;-0.0", of May "0500".
#
# Expected: a text is formatted as in Excel, whose formulas these are, or the format is refused: 0.85 as "0%" is 85%, as SheetJS, Formula.js and
# fast-formula-parser have it.
# Seen with hyperformula 3.5.0, ssf 0.11.2, @formulajs/formulajs 4.6.1 and fast-formula-parser 1.0.19 (Node 20, 2026-12-01): the number is rounded as it is and
# the sign set behind it: 0.85 as "0%" is "1%", 0.49 "0%", 0.126 as "0.0%" "0.1%". All from half on are "1%", all others "0%". In the same cell a share times 100
# with "0" is right, and "0.00" and "yyyy-mm-dd" are. A change of -0.5 with a sign asked for is "+-0.5;-0.0", 12500 as "#,##0" "12500,##0", and "mmmm yyyy"
# "0500 2026": these one sees. (For the percentages an issue, #1565, is open since 2025-10-26.) Hurt is who writes sentences with formulas, ="Of all, "&TEXT(B2,"0%"):
# "1%" is a share that somebody may believe, and Excel, where the workbook was tried out, says 85%.
# Fails when: HyperFormula gives 85%, or refuses, or one of the other three gives another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hyperformula@3.5.0 ssf@0.11.2 @formulajs/formulajs@4.6.1 fast-formula-parser@1.0.19 >/dev/null
cat >shares.mjs <<'JS'
import { createRequire } from "node:module";
import { TEXT } from "@formulajs/formulajs";
import { HyperFormula } from "hyperformula";
const require = createRequire(import.meta.url);
const FormulaParser = require("fast-formula-parser");
const SSF = require("ssf");
const sheet = HyperFormula.buildFromArray([[]], { licenseKey: "gpl-v3" });
const parser = new FormulaParser();
for (const [value, format] of [[0.85, "0%"], [0.49, "0%"], [0.126, "0.0%"], [4.25, "0.00"]]) {
  const formula = `TEXT(${value},"${format}")`;
  const seen = [sheet.calculateFormula(`=${formula}`, 0), SSF.format(format, value), TEXT(value, format), parser.parse(formula)];
  console.log(`${value} as "${format}":`, seen.join(" "));
}
for (const formula of ['="Of all leaders, "&TEXT(17/20,"0%")&" agree."', '=TEXT(-0.5,"+0.0;-0.0")', '=TEXT(12500,"#,##0")', '=TEXT(46146,"mmmm yyyy")']) {
  console.log(sheet.calculateFormula(formula, 0));
}
JS
node shares.mjs >seen 2>&1
cat seen
diff seen - <<'END'
0.85 as "0%": 1% 85% 85% 85%
0.49 as "0%": 0% 49% 49% 49%
0.126 as "0.0%": 0.1% 12.6% 12.6% 12.6%
4.25 as "0.00": 4.25 4.25 4.25 4.25
Of all leaders, 1% agree.
+-0.5;-0.0
12500,##0
0500 2026
END
