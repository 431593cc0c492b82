#!/usr/bin/env bash
# Apache Arrow for JavaScript: a score of 4.25 that is stored as a decimal is 425, one of -0.10 is -10, and 4.25 is greater than 5.
#
# Expected: a value of a column Decimal(5, 2) is the number with its two decimals, as a number or a text, or an object that cannot be taken for one, as
# pyarrow gives a `Decimal` of the same file.
# Seen with apache-arrow 21.2.0 (Node 20), pyarrow 26.0.1 (Python 3.11, 2026-11-30): what `get` and `toArray` give is the digits without
# the point, as text ("425"), as number (425), in JSON ("\"425\"") and in comparisons; the point is in the column's type alone. The cents
# of one file and the tenths of another are 100 and 10 times too large. Nothing warns. Databases and
# DuckDB give decimals for sums and for numbers written with a point. Hurt is who sends scores to a page by Arrow: a chart of them is right but for its
# scale, and who is above the threshold of 5 is everybody above 0.05.
# Fails when: the value has its point, or cannot be taken for a number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyarrow==26.0.1
venv/bin/python -W error - <<'PY'
from decimal import Decimal

import pyarrow
from pyarrow import feather

scores = pyarrow.array([Decimal("4.25"), Decimal("-0.10"), None], pyarrow.decimal128(5, 2))
feather.write_feather(pyarrow.table({"score": scores}), "scores.arrow", compression="uncompressed")
print("pyarrow", *feather.read_table("scores.arrow")["score"].to_pylist())
PY
npm init -y >/dev/null
npm install --silent --no-audit --no-fund apache-arrow@21.2.0 >/dev/null
cat >read.mjs <<'JS'
import { readFileSync } from "fs";
import { tableFromIPC } from "apache-arrow";
const table = tableFromIPC(readFileSync("scores.arrow"));
const [score, below, open] = table.getChild("score");
console.log(String(table.schema.fields[0].type), String(score), Number(score), JSON.stringify(score), Number(below), open);
console.log("above 5:", score > 5, "of rows:", table.toArray().map((row) => `${row.score}`).join(" "));
JS
node read.mjs >seen 2>&1
cat seen
diff seen - <<'END'
Decimal[5e+2] 425 425 "\"425\"" -10 null
above 5: true of rows: 425 -10 null
END
