#!/usr/bin/env bash
# polars, pyarrow, PapaParse, json2csv: a question that the first person, or the first hundred, left open is a question nobody answered.
#
# Expected: of people whose answers come as objects, as forms send them, who left a question open has no such name; a table of them has all names, as that
# of pandas and of json2csv's `Parser`, and blanks.
# Seen with polars 2.1.0, pyarrow 26.0.1, pandas 2.3.3 (Python 3.11), papaparse 5.7.1, fast-csv 5.0.8, objects-to-csv 1.3.6, @json2csv/plainjs and
# @json2csv/node 7.0.8 (Node 20, 2026-12-01): three people, of whom only the second and the third rate trust. pyarrow's `from_pylist`, PapaParse's `unparse`,
# fast-csv, objects-to-csv and json2csv's `Transform`, the same library as its `Parser`, which keeps it, have the columns of the first person: trust is
# nowhere. polars looks at a hundred: of 5,100 people, of whom 5,000 rate trust, but not the first hundred, none did. Nothing warns in any,
# though some of the manuals say where names are taken from. Hurt is who added a question once the survey was open: all its answers are those of
# later people.
# Fails when: one of the six keeps the question or tells of it, or pandas or `Parser` does not keep it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q polars==2.1.0 pyarrow==26.0.1 pandas==2.3.3
npm init -y >/dev/null
npm install --silent --no-audit --no-fund papaparse@5.7.1 fast-csv@5.0.8 objects-to-csv@1.3.6 @json2csv/plainjs@7.0.8 @json2csv/node@7.0.8 >/dev/null
venv/bin/python - >seen 2>&1 <<'PY'
import pandas as pd
import polars as pl
import pyarrow as pa

people = [{"code": "MA04"}, {"code": "JO11", "trust": 5}, {"code": "EL30", "trust": 4}]
print("pandas    ", list(pd.DataFrame(people)))
print("pyarrow   ", pa.Table.from_pylist(people).column_names)
many = [{"code": f"A{at}"} for at in range(100)] + [{"code": f"B{at}", "trust": 5} for at in range(5000)]
print("polars    ", pl.DataFrame(many).columns, pl.from_dicts(many).columns, pl.DataFrame(many[1:]).columns)
PY
cat >write.mjs <<'JS'
import { Readable } from "node:stream";
import { Transform } from "@json2csv/node";
import { Parser } from "@json2csv/plainjs";
import { writeToString } from "fast-csv";
import ObjectsToCsv from "objects-to-csv";
import Papa from "papaparse";
const people = [{ code: "MA04" }, { code: "JO11", trust: 5 }, { code: "EL30", trust: 4 }];
const stream = Readable.from(people).pipe(new Transform({}, {}, { objectMode: true }));
const parts = [];
for await (const part of stream) parts.push(part);
const written = {
  "Parser    ": new Parser().parse(people),
  "Transform ": parts.join(""),
  "PapaParse ": Papa.unparse(people),
  "fast-csv  ": await writeToString(people, { headers: true }),
  "objects   ": await new ObjectsToCsv(people).toString(),
};
for (const [name, text] of Object.entries(written)) console.log(name, text.trim().replaceAll('"', "").split(/\r?\n/).join(" | "));
JS
node write.mjs >>seen 2>&1
cat seen
diff seen - <<'END'
pandas     ['code', 'trust']
pyarrow    ['code']
polars     ['code'] ['code'] ['code', 'trust']
Parser     code,trust | MA04, | JO11,5 | EL30,4
Transform  code | MA04 | JO11 | EL30
PapaParse  code | MA04 | JO11 | EL30
fast-csv   code | MA04 | JO11 | EL30
objects    code | MA04 | JO11 | EL30
END
