#!/usr/bin/env bash
# export-to-csv: with a decimal comma a trust of 4.25 is a trust of 4 and a workload of 25, and what she said of workload is her comment; with "locale" 1234.5 is two.
#
# Expected: a value that holds the separator is quoted, as all texts are (`quoteStrings`), and as Papa Parse does it.
# Seen with export-to-csv 1.5.0, papaparse 5.5.3 (Node 20, 2026-12-01): numbers are written with `decimalSeparator` and never quoted; the separator between
# fields stays a comma, unless that is changed too. `decimalSeparator: "locale"` writes as the machine does: in the United States no decimal comma, but one
# after the thousands, and at most three places: a weight of 0.00004 is 0.
#   written (decimal comma)    "Ana",4,25,3,"fine"       under  name, trust, workload, comment
#   read by Papa Parse         trust 4, workload 25, comment 3, and "fine" in a column beyond the last
# Who gave a whole number stands right in the line above. Its page names the option, and not what becomes of the columns. Nothing warns. Hurt is who turns
# the comma on for readers in Spain or Germany, or "locale" for budgets: answers move to the next questions, in the lines of some people. Set
# `fieldSeparator: ";"` with it, and write numbers yourself.
# Fails when: any of the lines is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund export-to-csv@1.5.0 papaparse@5.5.3 >/dev/null
cat >export.mjs <<'JS'
import { generateCsv, mkConfig } from "export-to-csv";
import Papa from "papaparse";
const show = (rows, options) => {
  const text = String(generateCsv(mkConfig({ useKeysAsHeaders: true, useBom: false, ...options }))(rows));
  const read = Papa.parse(text.trim(), { header: true }).data;
  console.log(JSON.stringify(options), text.trim().split("\r\n").slice(1).join(" | "));
  for (const row of read) console.log("  read", JSON.stringify(row));
};
const answers = [{ name: "Ben", trust: 4, workload: 2, comment: "late" }, { name: "Ana", trust: 4.25, workload: 3, comment: "fine" }];
show(answers, { decimalSeparator: "," });
show(answers, { decimalSeparator: ",", fieldSeparator: ";" });
show([{ school: "North", budget: 1234.5, weight: 0.00004 }], { decimalSeparator: "locale" });
console.log("Papa", Papa.unparse([["Ana", "4,25"]]));
JS
LC_ALL=en_US.UTF-8 node export.mjs 2>&1 | tee seen
diff seen - <<'END'
{"decimalSeparator":","} "Ben",4,2,"late" | "Ana",4,25,3,"fine"
  read {"name":"Ben","trust":"4","workload":"2","comment":"late"}
  read {"name":"Ana","trust":"4","workload":"25","comment":"3","__parsed_extra":["fine"]}
{"decimalSeparator":",","fieldSeparator":";"} "Ben";4;2;"late" | "Ana";4,25;3;"fine"
  read {"name":"Ben","trust":"4","workload":"2","comment":"late"}
  read {"name":"Ana","trust":"4,25","workload":"3","comment":"fine"}
{"decimalSeparator":"locale"} "North",1,234.5,0
  read {"school":"North","budget":"1","weight":"234.5","__parsed_extra":["0"]}
Papa Ana,"4,25"
END
