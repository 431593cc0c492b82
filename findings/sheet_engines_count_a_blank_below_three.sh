#!/usr/bin/env bash
# xlsx-calc, fast-formula-parser: in a column of ratings "n/a" is a 0 in the mean, a blank is below 3, and "n/a" is 4 or more.
#
# Expected: what Excel and LibreOffice give, and HyperFormula: AVERAGE is of the numbers in the range, and a condition with a number counts numbers.
# Seen with xlsx-calc 0.9.2, fast-formula-parser 1.0.19 and HyperFormula 3.5.0 (Node 20, 2026-11-30), ratings 5, blank, 1, 4, blank, "n/a":
#   xlsx-calc            AVERAGE is 2.5, 10 by 4, since the text counts, and 3.33 without its cell; it has no COUNTIF
#   fast-formula-parser  COUNTIF "<3" is 3 and ">=4" is 3, of 6 cells of which one is below 3 and two are 4 or more
# Both are right in these where every cell is a number, and nothing warns. Hurt is who fills a workbook and lets it be computed again without Excel, for a
# page or a mail: the mean falls with everybody who wrote "n/a", those who left it open are dissatisfied, and once the file is opened in Excel it says
# something else. Compute with HyperFormula, or with LibreOffice without a screen, and compare one column with gaps by hand.
# Fails when: any of the figures changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx-calc@0.9.2 xlsx@0.18.5 fast-formula-parser@1.0.19 hyperformula@3.5.0 >/dev/null
cat >compute.js <<'JS'
const FormulaParser = require("fast-formula-parser");
const { HyperFormula } = require("hyperformula");
const { utils } = require("xlsx");
const recalculate = require("xlsx-calc");
const column = [5, null, 1, 4, null, "n/a"];
const cells = column.map((rating) => [rating]);
const engines = {
  HyperFormula: (formula) => {
    const sheet = HyperFormula.buildFromArray(cells, { licenseKey: "gpl-v3" });
    sheet.setCellContents({ sheet: 0, row: 0, col: 3 }, `=${formula}`);
    return sheet.getCellValue({ sheet: 0, row: 0, col: 3 });
  },
  "xlsx-calc": (formula) => {
    const sheet = { ...utils.aoa_to_sheet(cells), D1: { t: "n", f: formula } };
    recalculate({ SheetNames: ["ratings"], Sheets: { ratings: sheet } });
    return sheet.D1.v;
  },
  "fast-formula-parser": (formula) => {
    const onRange = ({ from, to }) => cells.slice(from.row - 1, to.row);
    return new FormulaParser({ onRange }).parse(formula, { sheet: "ratings", row: 1, col: 4 });
  },
};
const formulas = ["AVERAGE(A1:A6)", "AVERAGE(A1:A5)", 'COUNTIF(A1:A6,"<3")', 'COUNTIF(A1:A6,">=4")'];
for (const formula of formulas) {
  const answers = Object.entries(engines).map(([name, compute]) => {
    try {
      return `${name} ${Math.round(compute(formula) * 100) / 100 || compute(formula)}`;
    } catch {
      return `${name} has none`;
    }
  });
  console.log(formula.padEnd(21), answers.join(", "));
}
JS
node compute.js >seen 2>&1
cat seen
diff seen - <<'END'
AVERAGE(A1:A6)        HyperFormula 3.33, xlsx-calc 2.5, fast-formula-parser 3.33
AVERAGE(A1:A5)        HyperFormula 3.33, xlsx-calc 3.33, fast-formula-parser 3.33
COUNTIF(A1:A6,"<3")   HyperFormula 1, xlsx-calc has none, fast-formula-parser 3
COUNTIF(A1:A6,">=4")  HyperFormula 2, xlsx-calc has none, fast-formula-parser 3
END
