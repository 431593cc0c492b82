#!/usr/bin/env bash
# sav-reader: of an SPSS file written by R or Python the first of five people is read; of one without compression all are, and a blank is the lowest number there is.
#
# Expected: all people, as the file's own head says how many they are; a question left open (system-missing) is null, and a code declared as missing can be
# told from an answer.
# Seen with sav-reader 2.0.8 (Node 20) and files by pyreadstat 1.3.7 (Python 3.11, 2026-11-30); one of haven 2.5.1, R's, is read alike. Both write with
# ReadStat, which fills each person's commands up to eight with zeros ("no operation", which the format has); haven compresses so by default, pyreadstat with
# `row_compress=True`. `meta.header.n_cases` is 5, `SavBufferReader.readAllRows` gives one row, without a word (where the number of variables is a multiple
# of eight, and of a file on disk, there is an error). Without compression there are five, who left the question open has -1.797…e308, not null, and the mean
# is as low as it can be. Hurt is who takes an SPSS file from an analyst into a page or a service, as its page shows it: four of five are lost, and in the
# other file one blank is all of the mean. Compare the rows with n_cases, have files written with compress = "none" (haven), and turn -Number.MAX_VALUE, and
# the codes in `missing`, into null.
# Fails when: the number of rows, or what a blank is, changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyreadstat==1.3.7 pandas==2.3.3
venv/bin/python -W error - <<'PY'
import pandas
import pyreadstat

ratings = pandas.DataFrame({"rating": [4.0, 5.0, None, 9.0, 2.0]})
for name, compress in {"packed": True, "plain": False}.items():
    pyreadstat.write_sav(ratings, f"{name}.sav", row_compress=compress, missing_ranges={"rating": [9]})
    print("pyreadstat reads", name, *pyreadstat.read_sav(f"{name}.sav")[0]["rating"])
PY
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sav-reader@2.0.8 >/dev/null
cat >read.js <<'JS'
const { readFileSync } = require("fs");
const { SavBufferReader } = require("sav-reader");
(async () => {
  for (const name of ["packed", "plain"]) {
    const file = new SavBufferReader(readFileSync(`${name}.sav`));
    await file.open();
    const rows = await file.readAllRows();
    const ratings = rows.map((row) => row.rating);
    console.log(name, "n_cases", file.meta.header.n_cases, "rows", ratings.length, "ratings", ...ratings);
    console.log("  mean", ratings.reduce((sum, rating) => sum + rating) / ratings.length, "missing", file.meta.sysvars[0].missing);
  }
})();
JS
node read.js >seen 2>&1
cat seen
diff seen - <<'END'
packed n_cases 5 rows 1 ratings 4
  mean 4 missing 9
plain n_cases 5 rows 5 ratings 4 5 -1.7976931348623157e+308 9 2
  mean -3.5953862697246315e+307 missing 9
END
