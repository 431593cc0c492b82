#!/usr/bin/env bash
# math.js: 45% agree, 30% agree strongly, and "45% + 30%" is 0; "100 - 45% - 30%", the rest, is 100.
#
# Expected: 0.75, or, since it takes "100 + 10%" for 110, 0.585, as its maintainer said of such a sum when asked; or a refusal. And 25, or 38.5, of the rest.
# Seen with mathjs 15.2.0, hot-formula-parser 4.0.0 (Node 20, 2026-12-01): a "%" that is followed by a sign and a term is the remainder: "45% + 30%" is read
# as 45 mod 0.3, which is 0, as for most round shares, and "45% + 30", 15. Each alone is a share; so they are in "45% * 2" and in `sum(45%, 30%)`; with
# brackets around the first the second is no share of the whole: (45%) + 30% is 0.585.
#   45% + 30%   0        45.5% + 30%   0.2        1 - 45%   0.55        100 - 45% - 30%   100        x% + y%   0
# Its page lists both uses of the sign, and not which holds here (asked in its issue 2851, open since 2022). Nothing warns. Hurt is who lets people write formulas for scores and weights: a share of
# nought is a result that can be, and with one share in it the same formula is right. Write `sum(45%, 30%)` or (45%) + (30%), in brackets both.
# Fails when: any of the values is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0 hot-formula-parser@4.0.0 >/dev/null
cat >shares.mjs <<'JS'
import { Parser } from "hot-formula-parser";
import { evaluate, parse } from "mathjs";
const spreadsheet = new Parser();
for (const text of ["45%", "45% + 30%", "45.5% + 30%", "45% + 30", "x% + y%", "1 - 45%", "100 - 45% - 30%", "(45%) + 30%", "(45%) + (30%)", "sum(45%, 30%)", "45% * 2", "100 + 10%"]) {
  const { result } = spreadsheet.parse(text.includes("x") ? "45% + 30%" : text);
  console.log(`${text} = ${+evaluate(text, { x: 45, y: 30 }).toFixed(6)}, read as ${parse(text).toString({ parenthesis: "all" })}; in a spreadsheet ${+result.toFixed(6)}`);
}
JS
node shares.mjs 2>&1 | tee seen
diff seen - <<'END'
45% = 0.45, read as 45 / 100; in a spreadsheet 0.45
45% + 30% = 0, read as 45 % ((+30) / 100); in a spreadsheet 0.75
45.5% + 30% = 0.2, read as 45.5 % ((+30) / 100); in a spreadsheet 0.755
45% + 30 = 15, read as 45 % (+30); in a spreadsheet 30.45
x% + y% = 0, read as x % ((+y) / 100); in a spreadsheet 0.75
1 - 45% = 0.55, read as 1 - (1 * (45 / 100)); in a spreadsheet 0.55
100 - 45% - 30% = 100, read as 100 - (45 % ((-30) / 100)); in a spreadsheet 99.25
(45%) + 30% = 0.585, read as (45 / 100) + ((45 / 100) * (30 / 100)); in a spreadsheet 0.75
(45%) + (30%) = 0.75, read as (45 / 100) + (30 / 100); in a spreadsheet 0.75
sum(45%, 30%) = 0.75, read as sum(45 / 100, 30 / 100); in a spreadsheet 0.75
45% * 2 = 0.9, read as (45 / 100) * 2; in a spreadsheet 0.9
100 + 10% = 110, read as 100 + (100 * (10 / 100)); in a spreadsheet 100.1
END
