#!/usr/bin/env bash
# PyMuPDF, PDF.js: who chose two entries of a list in a PDF form chose none in the one, and only the first in the other.
#
# Expected: a list that lets several be chosen has all of them as its value, or the reader says that it cannot tell.
# Seen with pdf-lib 1.17.1, pdfjs-dist 5.6.205 (Node 20), PyMuPDF 2.0, pypdf 7.1.1 (Python 3.11, 2026-11-30): the form holds a list of four places, several allowed;
#                                        "at school", "online"       "online"       nothing
#   pypdf, `get_fields()`                ["at school", "online"]     "online"       no value
#   PyMuPDF, `field_value`               ""                          "online"       ""
#   PDF.js, `getFieldObjects()`          "at school"                 "online"       null
# In PyMuPDF two are not to be told from nobody having answered; in PDF.js a second choice never was. Nothing warns. Hurt is who collects forms with "choose all that
# apply": the more somebody chose, the less is counted, and each person's row looks complete.
# Fails when: either reader gives both choices.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdf-lib@1.17.1 pdfjs-dist@5.6.205 >/dev/null
python3 -m venv venv
venv/bin/pip install -q pypdf==7.1.1 pymupdf==2.0
cat >form.mjs <<'JS'
import assert from "assert";
import fs from "fs";
import { PDFDocument } from "pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const chosen = { two: ["at school", "online"], one: ["online"], none: [] };
const seen = {};
for (const [name, places] of Object.entries(chosen)) {
  const made = await PDFDocument.create();
  const list = made.getForm().createOptionList("where");
  list.addOptions(["at home", "at school", "online", "elsewhere"]);
  list.enableMultiselect();
  list.addToPage(made.addPage(), { x: 50, y: 600 });
  if (places.length) list.select(places);
  fs.writeFileSync(`${name}.pdf`, await made.save());
  const read = await getDocument({ data: new Uint8Array(fs.readFileSync(`${name}.pdf`)), verbosity: 0 }).promise;
  seen[name] = (await read.getFieldObjects()).where.filter((field) => field.type === "listbox").map((field) => field.value);
}
console.log("PDF.js ", seen);
assert.deepStrictEqual(seen, { two: ["at school"], one: ["online"], none: [null] });
JS
node form.mjs
venv/bin/python - <<'PY'
import pymupdf
import pypdf

names = ("two", "one", "none")
mupdf = {name: next(pymupdf.open(f"{name}.pdf")[0].widgets()).field_value for name in names}
fields = {name: pypdf.PdfReader(f"{name}.pdf").get_fields()["where"].get("/V") for name in names}
print("PyMuPDF", mupdf)
print("pypdf  ", fields)
assert mupdf == {"two": "", "one": "online", "none": ""}, mupdf
assert fields == {"two": ["at school", "online"], "one": "online", "none": None}, fields
PY
