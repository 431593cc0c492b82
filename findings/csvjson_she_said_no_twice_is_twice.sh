#!/usr/bin/env bash
# csvjson, convert-csv-to-json: in a CSV as Excel saves it, who wrote "No, never" has the rating "never", and "She said "no" twice" is "twice".
#
# Expected: what stands between quotes is one field, and two quotes in it are one (RFC 4180), as csv-parse reads it, and as convert-csv-to-json says of
# itself: "RFC 4180 Compliant: proper handling of quoted fields".
# Seen with csvjson 5.1.0, convert-csv-to-json 4.72.0 and csv-parse 7.0.3 (Node 20, 2026-11-30): as they come, both cut a quoted answer at its comma and move
# what follows into the next column; what then has none, the rating, is gone. `supportQuotedField(true)` mends it in the one. In the other `quote: true`
# keeps the comma, and of an answer with quotes in it only what comes after the last of them. Nothing warns, the number of rows is right, and so is each row
# without a comma or quotes in it. Hurt is who reads open answers: the longer and livelier one is, the sooner its words and its rating are lost. Read with
# csv-parse, Papa Parse or d3-dsv.
# Fails when: any of the rows changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csvjson@5.1.0 convert-csv-to-json@4.72.0 csv-parse@7.0.3 >/dev/null
cat >answers.csv <<'CSV'
who,said,rating
A,"No, never",1
B,"She said ""no"" twice",4
C,Fine,5
CSV
cat >read.js <<'JS'
const { readFileSync } = require("fs");
const converter = require("convert-csv-to-json");
const { parse } = require("csv-parse/sync");
const csvjson = require("csvjson");
const text = readFileSync("answers.csv", "utf8");
const show = (name, rows) => console.log(name.padEnd(20), ...rows.map(({ who, said, rating }) => `| ${who}: ${said}: ${rating}`));
show("csv-parse", parse(text, { columns: true }));
show("csvjson", csvjson.toObject(text));
show("csvjson, quote", csvjson.toObject(text, { quote: true }));
show("convert-csv-to-json", converter.getJsonFromCsv("answers.csv"));
show("supportQuotedField", converter.supportQuotedField(true).getJsonFromCsv("answers.csv"));
JS
node read.js >seen 2>&1
cat seen
diff seen - <<'END'
csv-parse            | A: No, never: 1 | B: She said "no" twice: 4 | C: Fine: 5
csvjson              | A: "No: never" | B: She said ""no"" twice: 4 | C: Fine: 5
csvjson, quote       | A: No, never: 1 | B: twice: 4 | C: Fine: 5
convert-csv-to-json  | A: "No:  never" | B: "She said ""no"" twice": 4 | C: Fine: 5
supportQuotedField   | A: No, never: 1 | B: She said "no" twice: 4 | C: Fine: 5
END
