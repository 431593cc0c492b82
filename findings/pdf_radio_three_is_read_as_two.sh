#!/usr/bin/env bash
# pypdf, PyMuPDF, pikepdf: of a PDF form made with pdf-lib, a 3 that was ticked is read as 2, a 5 as 4, and a 1 as 0.
#
# Expected: a row of buttons has the value that the form calls the one that is ticked: what pdf-lib was told, and gives back.
# Seen with pdf-lib 1.17.1 (Node 20), pypdf 7.1.1, PyMuPDF 2.0, pikepdf 10.18.0 (Python 3.11), pdftk-java 3.3.2 of Debian 12 (2026-11-30): pdf-lib calls the buttons 0, 1, 2 …
# by their place and writes what they stand for beside them (the format's `Opt`, one entry a button). Ticked "3" of 1 to 5, and "often" of never and often:
#   pdf-lib, pdftk                       3     often
#   pypdf, `get_fields()`                /2    /1
#   PyMuPDF, `field_value`               2     1
#   pikepdf, the field's `V`             /2    /1
# All readers open the same file, and nothing warns. Hurt is who makes forms in the browser and reads what comes back in Python: on a scale of numbers
# each rating is one lower and looks like a rating, until somebody has ticked 1. Filling in goes the same way: "/3" ticks the 4.
# Fails when: a reader follows `Opt`, or pdf-lib names its buttons by their answers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends pdftk-java=3.3.2-1 >/dev/null 2>&1 || { echo "needs Debian 12's pdftk-java, and root"; exit 1; }
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pdf-lib@1.17.1 >/dev/null
python3 -m venv venv
venv/bin/pip install -q pypdf==7.1.1 pymupdf==2.0 pikepdf==10.18.0
node - <<'JS'
const assert = require("assert");
const { PDFDocument } = require("pdf-lib");
const asked = { rating: [["1", "2", "3", "4", "5"], "3"], how: [["never", "often"], "often"] };
(async () => {
  const made = await PDFDocument.create();
  const page = made.addPage();
  for (const [name, [options, ticked]] of Object.entries(asked)) {
    const row = made.getForm().createRadioGroup(name);
    const y = name === "rating" ? 700 : 600;
    options.forEach((option, at) => row.addOptionToPage(option, page, { x: 50 + 50 * at, y, width: 15, height: 15 }));
    row.select(ticked);
  }
  const bytes = await made.save({ useObjectStreams: false });
  require("fs").writeFileSync("form.pdf", bytes);
  const again = (await PDFDocument.load(bytes)).getForm();
  for (const [name, [, ticked]] of Object.entries(asked)) assert.strictEqual(again.getRadioGroup(name).getSelected(), ticked);
})();
JS
pdftk form.pdf dump_data_fields | grep -E "^Field(Name|Value):" | tee pdftk.txt
venv/bin/python - <<'PY'
import pikepdf
import pymupdf
import pypdf

ticked = {"pypdf": {name: field["/V"] for name, field in pypdf.PdfReader("form.pdf").get_fields().items()}}
widgets = pymupdf.open("form.pdf")[0].widgets()
ticked["PyMuPDF"] = {widget.field_name: widget.field_value for widget in widgets if widget.field_value != "Off"}
with pikepdf.open("form.pdf") as form:
    ticked["pikepdf"] = {str(field.T): str(field.V) for field in form.Root.AcroForm.Fields}
for reader, fields in ticked.items():
    print(reader, fields)
assert ticked["pypdf"] == ticked["pikepdf"] == {"rating": "/2", "how": "/1"}
assert ticked["PyMuPDF"] == {"rating": "2", "how": "1"}
filled = pypdf.PdfWriter(clone_from="form.pdf")
filled.update_page_form_field_values(filled.pages[0], {"rating": "/3"})
filled.write("filled.pdf")
pdftk = open("pdftk.txt").read().split("\n")
assert "FieldValue: 3" in pdftk and "FieldValue: often" in pdftk
PY
pdftk filled.pdf dump_data_fields | grep -qx "FieldValue: 4"
