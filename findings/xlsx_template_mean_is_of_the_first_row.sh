#!/usr/bin/env bash
# xlsx-template: under the ratings 5, 1, 1 and 1 the mean is 5, and the total that another cell shows is one of the ratings.
#
# Expected: where a row for a table is made into four, a formula over that row reaches over the four, and one that points below them follows, as in Excel
# when rows are put in, and as the package does with names ("Named ranges and tables are moved correctly").
# Seen with xlsx-template 1.4.7, xlsx-populate 1.21.0 (Node 20, 2026-11-30), a sheet with the row ${table:people.rating} and a mean and a sum below, filled with 5, 1, 1, 1:
#                              in the template             filled                      shown by LibreOffice 7.4   right
#   below the row              row 4, AVERAGE(B3:B3)       row 7, AVERAGE(B3:B3)       5                          2
#   below that                 row 5, SUM(B3:B3)           row 8, SUM(B3:B3)           5                          8
#   above, points to the sum   row 1, B5                   row 1, B5                   1                          8
# The rows move and their formulas stay as they were. The page says "Rows below the table are pushed down automatically", and of formulas that named
# tables are best for them. Nothing warns, and each of the numbers could be one. Hurt is who makes cohort workbooks from a template that was right with one row: the mean of a district is
# the rating of whoever comes first, in every report alike.
# Fails when: the mean reaches over all rows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx-template@1.4.7 xlsx-populate@1.21.0 >/dev/null
cat >fill.js <<'JS'
const assert = require("assert");
const Populate = require("xlsx-populate");
const Template = require("xlsx-template");
(async () => {
  const book = await Populate.fromBlankAsync();
  const sheet = book.sheet(0);
  const cells = { A1: "Total", A2: "Name", B2: "Rating", A3: "${table:people.name}", B3: "${table:people.rating}", A4: "Mean" };
  for (const [at, text] of Object.entries(cells)) sheet.cell(at).value(text);
  sheet.cell("B1").formula("B5");
  sheet.cell("B4").formula("AVERAGE(B3:B3)");
  sheet.cell("A5").value("Sum");
  sheet.cell("B5").formula("SUM(B3:B3)");
  const filled = new Template(await book.outputAsync());
  const people = [5, 1, 1, 1].map((rating, at) => ({ name: `P${at + 1}`, rating }));
  filled.substitute(1, { people });
  const bytes = filled.generate({ type: "nodebuffer" });
  const kept = (await Populate.fromDataAsync(bytes)).sheet(0);
  const seen = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => kept.cell(`B${row}`).formula() ?? kept.cell(`B${row}`).value());
  seen.forEach((cell, at) => console.log(at + 1, kept.cell(`A${at + 1}`).value(), cell));
  assert.deepStrictEqual(seen, ["B5", "Rating", 5, 1, 1, 1, "AVERAGE(B3:B3)", "SUM(B3:B3)"]);
})();
JS
node fill.js
