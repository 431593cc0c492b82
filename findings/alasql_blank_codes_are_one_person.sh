#!/usr/bin/env bash
# AlaSQL: two waves joined by a code pair everybody who left the code open with everybody who did, and NOT (rating >= 3) has those who gave no rating.
#
# Expected: SQL: null equals nothing, so that a row without a code joins none; and a condition on null holds no more when it is turned round. SQLite does so.
# Seen with alasql 4.19.1 (Node 20, 2026-11-29), beside the SQLite of Python 3.11: a first wave of one code and two blanks, a second of the same code and
# two blanks, joined by a.code = b.code, are 5 pairs, 4 of them of people who may not be the same; SQLite says 1. Of the ratings 1, 3, 5 and two blanks
# NOT (rating >= 3) holds for 3, in SQLite for 1; rating < 3 holds for 1 in both, and AVG leaves blanks out in both. Nothing warns. Hurt is who
# follows people over two waves by a code they make themselves: each blank of the first wave changes its mind by each blank of the second,
# ten of a kind count for a hundred, and "did not say often" has those who said nothing.
# Fails when: any of the numbers changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund alasql@4.19.1 >/dev/null
cat >queries.json <<'JSON'
["SELECT COUNT(*) AS n FROM before a JOIN later b ON a.code = b.code",
 "SELECT COUNT(*) AS n FROM said WHERE NOT (rating >= 3)",
 "SELECT COUNT(*) AS n FROM said WHERE rating < 3",
 "SELECT AVG(rating) AS n FROM said"]
JSON
cat >tables.json <<'JSON'
{"before": [{"code": "MA04"}, {"code": null}, {"code": null}],
 "later": [{"code": "MA04"}, {"code": null}, {"code": null}],
 "said": [{"rating": 1}, {"rating": 3}, {"rating": 5}, {"rating": null}, {"rating": null}]}
JSON
node - >alasql.txt <<'JS'
const fs = require("fs");
const alasql = require("alasql");
for (const [name, rows] of Object.entries(JSON.parse(fs.readFileSync("tables.json")))) {
  alasql(`CREATE TABLE ${name}`);
  alasql.tables[name].data = rows;
}
for (const query of JSON.parse(fs.readFileSync("queries.json"))) console.log(alasql(query)[0].n);
JS
python3 - >sqlite.txt <<'PY'
import json
import sqlite3

base = sqlite3.connect(":memory:")
with open("tables.json") as tables, open("queries.json") as queries:
    for name, rows in json.load(tables).items():
        column = next(iter(rows[0]))
        base.execute(f"CREATE TABLE {name} ({column})")
        base.executemany(f"INSERT INTO {name} VALUES (?)", [(row[column],) for row in rows])
    for query in json.load(queries):
        print(f"{base.execute(query).fetchone()[0]:g}")
PY
echo "AlaSQL and SQLite: pairs, not 3 or more, below 3, mean"
paste alasql.txt sqlite.txt
diff alasql.txt - <<<$'5\n3\n1\n3'
diff sqlite.txt - <<<$'1\n1\n1\n3'
