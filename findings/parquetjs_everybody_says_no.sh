#!/usr/bin/env bash
# @dsnp/parquetjs: of a file with data pages of version 2 everybody says no, whatever they said; ratings, and who left it open, are right.
#
# Expected: true where true was written, as pyarrow and hyparquet read the same file; or the encoding is refused, as one it does not know is.
# Seen with @dsnp/parquetjs 1.8.8, hyparquet 1.33.0 (Node 20) and pyarrow 26.0.1 (Python 3.11, 2026-11-30): with `data_page_version="2.0"` booleans are
# written in runs (RLE), as the format has it for such pages; what parquetjs gives for them is false for all nine who answered, and null where null is. Of
# pages of version 1, pyarrow's default, all is right, and so are numbers and texts of both. Nothing warns. Hurt is who hands answers from a data team to a
# page: "do you feel safe" is a no from everybody, and the ratings beside it, which are right, vouch for the file. Read with hyparquet, or write booleans as
# 0 and 1, or with pages of version 1.
# Fails when: a true is read as true from pages of version 2, or any other value changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyarrow==26.0.1
venv/bin/python -W error - <<'PY'
import pyarrow
from pyarrow import parquet

safe = [True, False, True, True, None, True, False, True, True, True]
answers = pyarrow.table({"safe": safe, "rating": [5, 1, None, 4, 2, 5, 1, 4, 3, 5]})
for version in ("1.0", "2.0"):
    parquet.write_table(answers, f"{version}.parquet", data_page_version=version)
    assert parquet.read_table(f"{version}.parquet") == answers
PY
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @dsnp/parquetjs@1.8.8 hyparquet@1.33.0 >/dev/null
cat >read.mjs <<'JS'
import parquet from "@dsnp/parquetjs";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
const show = (name, rows) => {
  const said = rows.map(({ safe }) => (safe === null ? "open" : safe ? "yes" : "no"));
  console.log(name, "|", ...said, "|", ...rows.map(({ rating }) => (rating === null ? "open" : Number(rating))));
};
for (const version of ["1.0", "2.0"]) {
  const reader = await parquet.ParquetReader.openFile(`${version}.parquet`);
  const cursor = reader.getCursor();
  const rows = [];
  for (let row = await cursor.next(); row; row = await cursor.next()) rows.push(row);
  await reader.close();
  show(`${version} parquetjs`, rows);
  show(`${version} hyparquet`, await parquetReadObjects({ file: await asyncBufferFromFile(`${version}.parquet`) }));
}
JS
node read.mjs >seen 2>&1
cat seen
diff seen - <<'END'
1.0 parquetjs | yes no yes yes open yes no yes yes yes | 5 1 open 4 2 5 1 4 3 5
1.0 hyparquet | yes no yes yes open yes no yes yes yes | 5 1 open 4 2 5 1 4 3 5
2.0 parquetjs | no no no no open no no no no no | 5 1 open 4 2 5 1 4 3 5
2.0 hyparquet | yes no yes yes open yes no yes yes yes | 5 1 open 4 2 5 1 4 3 5
END
