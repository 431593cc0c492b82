#!/usr/bin/env bash
# dataframe-js: names are read, the table is sorted to see the lowest three, ratings are read, and Ana, who rated 5, has rated 1.
#
# Expected: the package calls itself "an immutable data structure": `sortBy` gives a new table and leaves the one it was asked of as it is, as all its other
# functions do.
# Seen with dataframe-js 1.4.4 (Node 20, 2026-12-01): `sortBy` gives a new table, and the rows of the old one stand in the new order as well, for whoever
# holds it. After `select`, `filter`, `withColumn` or `shuffle` the table before is as it was; a sort of what those gave leaves it alone.
#   names, read before       Ana  Ben  Cy
#   ratings, read before     5    1    3
#   ratings, read after      1    3    5      of the same table, which nobody set again
# Nothing warns, and both lists are whole. Hurt is who takes a column out as a list, for a chart, a weight or a second wave, and looks at an order in
# between: each answer is another person's; means stay right, so that no check of totals finds it. A descending sort has those who left it open on top. Sort
# a copy: `table.map((row) => row).sortBy("rating")`.
# Fails when: the table that is sorted stays in its order, or another function changes it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dataframe-js@1.4.4 >/dev/null
cat >sort.js <<'JS'
const { DataFrame } = require("dataframe-js");
const rows = [{ name: "Ana", rating: 5 }, { name: "Ben", rating: 1 }, { name: "Cy", rating: 3 }];
for (const [how, look] of Object.entries({
  "sortBy": (table) => table.sortBy("rating"),
  "filter, sortBy": (table) => table.filter(() => true).sortBy("rating"),
  "select, sortBy": (table) => table.select("rating").sortBy("rating"),
  "map, sortBy": (table) => table.map((row) => row).sortBy("rating"),
  "shuffle": (table) => table.shuffle(),
  "groupBy": (table) => table.groupBy("rating"),
})) {
  const answers = new DataFrame(rows);
  const names = answers.toArray("name");
  look(answers);
  const ratings = answers.toArray("rating");
  console.log(how, names.map((name, row) => `${name} ${ratings[row]}`).join(", "), "mean", answers.stat.mean("rating"));
}
JS
node sort.js 2>&1 | tee seen
diff seen - <<'END'
sortBy Ana 1, Ben 3, Cy 5 mean 3
filter, sortBy Ana 5, Ben 1, Cy 3 mean 3
select, sortBy Ana 5, Ben 1, Cy 3 mean 3
map, sortBy Ana 5, Ben 1, Cy 3 mean 3
shuffle Ana 5, Ben 1, Cy 3 mean 3
groupBy Ana 5, Ben 1, Cy 3 mean 3
END
