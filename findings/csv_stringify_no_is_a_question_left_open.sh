#!/usr/bin/env bash
# csv-stringify: whoever said no left the question open, yes is a 1, and the day they answered has thirteen digits.
#
# Expected: false is written as a word, "false", as Papa Parse and fast-csv write it, and cannot be taken for null. A date is written as a date.
# Seen with csv-stringify 6.9.0 (Node 20, 2026-11-30), as it comes: true is "1", false is "", as null is, and a Date is its milliseconds; csv-parse 7.0.3,
# its sister, reads back a 1 and two blanks, also with `cast: true`. Nothing warns; what `cast.boolean` does by itself, whoever misses the noes reads. Hurt
# is who stores yes and no as booleans, as forms do with a box or a switch, and hands on a CSV: "do you feel safe" was answered by all who do, and of those
# who answered all do. Give `cast: { boolean: String, date: (day) => day.toISOString() }`.
# Fails when: false is anything but blank, or any other of the fields changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csv-stringify@6.9.0 csv-parse@7.0.3 papaparse@5.5.3 @fast-csv/format@5.0.2 >/dev/null
cat >write.mjs <<'JS'
import { writeToString } from "@fast-csv/format";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import Papa from "papaparse";
const at = new Date("2026-11-30T09:00:00Z");
const answers = [{ who: "A", safe: true, at }, { who: "B", safe: false, at }, { who: "C", safe: null, at }];
const show = (name, text) => console.log(name.padEnd(13), text.trim().split(/\r?\n/).join(" | "));
const written = stringify(answers, { header: true });
show("csv-stringify", written);
show("fast-csv", await writeToString(answers.map(({ who, safe }) => ({ who, safe })), { headers: true }));
show("Papa Parse", Papa.unparse(answers.map(({ who, safe }) => ({ who, safe }))));
console.log("read back", JSON.stringify(parse(written, { columns: true, cast: true }).map((row) => row.safe)));
show("with cast", stringify(answers, { header: true, cast: { boolean: String, date: (day) => day.toISOString() } }));
JS
node write.mjs >seen 2>&1
cat seen
diff seen - <<'END'
csv-stringify who,safe,at | A,1,1796029200000 | B,,1796029200000 | C,,1796029200000
fast-csv      who,safe | A,true | B,false | C,
Papa Parse    who,safe | A,true | B,false | C,
read back [1,"",""]
with cast     who,safe,at | A,true,2026-11-30T09:00:00.000Z | B,false,2026-11-30T09:00:00.000Z | C,,2026-11-30T09:00:00.000Z
END
