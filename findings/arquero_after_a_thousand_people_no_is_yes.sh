#!/usr/bin/env bash
# Arquero: in a CSV of 1000 people the 1001st, who wrote "no" under a question of true and false, said yes; their code A12 is gone, and their day is no day.
#
# Expected: a column in which something else stands further down is a column of texts, as in a shorter file of the same answers; or what does not fit is
# told.
# Seen with arquero 7.2.1 (Node 20, 2026-11-30; the file that 8.0.3 ships for browsers does the same): `fromCSV` takes a column for what its first 1000
# values are (`autoMax`). Below them, in a column of booleans, all but "false" is true: "no", "unsure" and "FALSE". In a column of numbers "A12" is NaN and
# "0042" is 42, among days "next week" is an invalid one. With 990 people the same lines are texts in a column of texts. Nothing warns, and a test with a
# short file finds no fault. Hurt is who reads a large survey, sorted or in the order it came: the later answers are yes, whoever corrected the form's
# wording, and joins by code lose the schools at the end. Give `parse: { safe: String, code: String }`, or `autoType: false`, or `autoMax: Infinity`.
# Fails when: any of the lines changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund arquero@7.2.1 >/dev/null
cat >read.mjs <<'JS'
import { fromCSV } from "arquero";
const people = Array.from({ length: 1000 }, (_, row) => `${row % 2 === 0},${100 + row},2026-11-${10 + (row % 20)}`);
const late = ["no,A12,next week", "unsure,0042,2026-11-30", "FALSE,7,"];
const read = (rows, options) => fromCSV(["safe,code,day", ...rows, ...late].join("\n"), options).slice(-3).objects();
const show = (name, rows) => console.log(name, ...rows.map(({ safe, code, day }) => `| ${typeof safe} ${safe}, ${code}, ${day?.toJSON?.() ?? day}`));
show("1000 before", read(people));
show(" 990 before", read(people.slice(10)));
show("autoMax    ", read(people, { autoMax: Infinity }));
JS
node read.mjs >seen 2>&1
cat seen
diff seen - <<'END'
1000 before | boolean true, NaN, Invalid Date | boolean true, 42, 2026-11-30T00:00:00.000Z | boolean true, 7, null
 990 before | string no, A12, next week | string unsure, 0042, 2026-11-30 | string FALSE, 7, null
autoMax     | string no, A12, next week | string unsure, 0042, 2026-11-30 | string FALSE, 7, null
END
