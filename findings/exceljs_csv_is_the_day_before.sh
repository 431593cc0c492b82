#!/usr/bin/env bash
# ExcelJS: a workbook saved as CSV west of Greenwich has every date on the day before, and a comment with a bold word is JSON.
#
# Expected: the CSV of a sheet has what the sheet shows: 2026-11-29 and "not agree"; and a sheet that is read row by row has
# the values it has when it is read whole.
# Seen with exceljs 4.4.0 (Node 20, TZ=America/Chicago, 2026-11-29): a cell with the date 2026-11-29 is 2026-11-28T18:00:00-06:00 in the CSV;
# the rich text is {"richText":[…]}. A CSV that is read has 7 for the id 007, 1000 for the building 1E3 and 31 for 0x1F. Streamed (WorkbookReader)
# the same date is the number 46355, whole it is a date. Nothing warns.
# Hurt is who turns survey workbooks into CSV on an office machine in Texas: whoever answered on the last day answered before it, dates
# of birth and of meetings move by one, and the same script in a data center (UTC) does it right. (`dateUTC: true`.)
# Fails when: any cell changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 >/dev/null
printf 'id,building,floor\n007,1E3,0x1F\n' >codes.csv
cat >run.cjs <<'JS'
const { stream, Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  const sheet = book.addWorksheet("Survey");
  sheet.addRow(["R1", new Date("2026-11-29"), { richText: [{ font: { bold: true }, text: "not" }, { text: " agree" }] }, 4]);
  sheet.getCell("B1").numFmt = "yyyy-mm-dd";
  await book.xlsx.writeFile("survey.xlsx");
  const read = new Workbook();
  await read.xlsx.readFile("survey.xlsx");
  console.log("whole", read.worksheets[0].getCell("B1").value.toISOString());
  for await (const one of new stream.xlsx.WorkbookReader("survey.xlsx")) for await (const row of one) console.log("streamed", row.getCell(2).value);
  console.log(`${await read.csv.writeBuffer()}`);
  console.log(JSON.stringify((await new Workbook().csv.readFile("codes.csv")).getRow(2).values.slice(1)));
})();
JS
for zone in America/Chicago UTC; do TZ=$zone node run.cjs; done >seen
cat seen
JS_TEXT='"{""richText"":[{""font"":{""bold"":true},""text"":""not""},{""text"":"" agree""}]}"'
diff seen - <<END
whole 2026-11-29T00:00:00.000Z
streamed 46355
R1,2026-11-28T18:00:00-06:00,$JS_TEXT,4
[7,1000,31]
whole 2026-11-29T00:00:00.000Z
streamed 46355
R1,2026-11-29T00:00:00+00:00,$JS_TEXT,4
[7,1000,31]
END
