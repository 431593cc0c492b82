#!/usr/bin/env bash
# PptxGenJS: a bar of 0 is a 0 on the slide and an empty cell in the sheet behind it; in a table {text: 0} is empty, and "0 of 5" is " of 5".
#
# Expected: a chart in PowerPoint has its numbers twice, those it draws and the workbook that "Edit data" opens, and both are the same; a number that is
# written is shown, or refused.
# Seen with pptxgenjs 4.0.1 (Node 20, 2026-11-30): of the values 4, null and 0 the slide has 4, nothing and 0, the workbook 4, nothing and nothing. In a
# table a bare 0 is "0", and the same 0 in a cell with a style, { text: 0, options }, is gone; so it is as a run of `addText`. A 1 is right in all places,
# and nothing warns. Hurt is whoever has 0: nobody answered "never", no school closed, nothing changed. Who opens the data of the chart to mend a label loses
# the 0, which becomes one left open, and "0 of 5 schools" no longer says how many. Give texts, String(n), to tables and runs, and put no chart with a 0 in
# it into hands that will edit its data.
# Fails when: a 0 is in the workbook, in the cell or in the run.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pptxgenjs@4.0.1 jszip@3.10.2 >/dev/null
cat >slide.js <<'JS'
const JSZip = require("jszip");
const PptxGenJS = require("pptxgenjs");
const cells = (xml, tag) => [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "g"))].map((found) => found[1] || "(empty)");
(async () => {
  const deck = new PptxGenJS();
  const slide = deck.addSlide();
  slide.addChart("bar", [{ name: "Mean", labels: ["North", "South", "West"], values: [4, null, 0] }], { x: 1, y: 1, w: 4, h: 2 });
  slide.addTable([["North", 0], ["South", { text: 0, options: { bold: true } }], ["West", { text: 1, options: { bold: true } }]], { x: 1, y: 4 });
  slide.addText([{ text: 0, options: { bold: true } }, { text: " of 5 schools" }], { x: 1, y: 5, w: 4, h: 1 });
  const file = await JSZip.loadAsync(await deck.write({ outputType: "nodebuffer" }));
  const part = (name, kind) => file.file(name).async(kind);
  const chart = await part("ppt/charts/chart1.xml", "string");
  const workbook = await JSZip.loadAsync(await part("ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx", "nodebuffer"));
  const sheet = await workbook.file("xl/worksheets/sheet1.xml").async("string");
  console.log("drawn", ...cells(chart.match(/<c:val>.*<\/c:val>/s)[0], "c:v"));
  console.log("sheet", ...[...sheet.matchAll(/<c r="B[234]"><v>(.*?)<\/v>/g)].map((found) => found[1] || "(empty)"));
  console.log("texts", ...cells(await part("ppt/slides/slide1.xml", "string"), "a:t").map((text) => JSON.stringify(text)));
})();
JS
node slide.js >seen 2>&1
cat seen
diff seen - <<'END'
drawn 4 (empty) 0
sheet 4 (empty) (empty)
texts "North" "0" "South" "West" "1" " of 5 schools"
END
