#!/usr/bin/env bash
# PyMuPDF: a box it ticks is a 3 to whoever reads the page's text, so that under "rate from 1 to 5" everybody who ticked anything said 3.
#
# Expected: a tick in a box is no text, as in forms by reportlab, or the sign ✓.
# Seen with PyMuPDF 2.0, pypdf 7.1.1, pdfplumber 0.11.10, pypdfium2 5.15.2, reportlab 5.1.0 (Python 3.11), poppler 22.12 of Debian 12 (2026-11-30): a
# form with "I agree" and a box, made by PyMuPDF and ticked, then flattened by its `bake`, as one does before keeping what came in:
#   PyMuPDF, pypdf, pdfplumber, pdftotext    3
#   pypdfium2                                ✓
#   not ticked, all five                     nothing
# The tick is the character 3 of the font ZapfDingbats, which the file says is encoded like letters (`WinAnsiEncoding`). A form by reportlab, ticked
# and baked by the same call, has nothing. Nothing warns. Hurt is who takes the text of returned forms apart, or hands it to a search or a language
# model: each consent is a number beside the ratings.
# Fails when: a reader other than pypdfium2 gives ✓ or nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends poppler-utils >/dev/null 2>&1 || { echo "needs Debian's poppler-utils, and root"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pymupdf==2.0 pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2 reportlab==5.1.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import subprocess

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from reportlab.pdfgen import canvas

READERS = {
    "PyMuPDF": lambda name: pymupdf.open(name)[0].get_text(),
    "pypdf": lambda name: pypdf.PdfReader(name).pages[0].extract_text(),
    "pdfplumber": lambda name: pdfplumber.open(name).pages[0].extract_text(),
    "pdftotext": lambda name: subprocess.run(["pdftotext", name, "-"], capture_output=True, text=True, check=True).stdout,
    "pypdfium2": lambda name: pypdfium2.PdfDocument(name)[0].get_textpage().get_text_range(),
}


def baked(form, name):
    form.bake()
    form.save(name)
    return {reader: " ".join(read(name).replace("I agree", "").split()) for reader, read in READERS.items()}


def by_pymupdf(ticked):
    form = pymupdf.open()
    page = form.new_page()
    page.insert_text((80, 65), "I agree")
    box = pymupdf.Widget()
    box.field_type, box.field_name = pymupdf.PDF_WIDGET_TYPE_CHECKBOX, "agree"
    box.rect, box.field_value = pymupdf.Rect(50, 50, 70, 70), ticked
    page.add_widget(box)
    return form


page = canvas.Canvas("other.pdf")
page.drawString(80, 700, "I agree")
page.acroForm.checkbox(name="agree", checked=True, x=50, y=700)
page.save()
seen = {
    "ticked": baked(by_pymupdf(True), "ticked.pdf"),
    "not ticked": baked(by_pymupdf(False), "open.pdf"),
    "reportlab": baked(pymupdf.open("other.pdf"), "reportlab.pdf"),
}
for form, read in seen.items():
    print(f"{form:11}", read)
assert seen["ticked"] == {reader: "3" for reader in READERS} | {"pypdfium2": "✓"}
assert set(seen["not ticked"].values()) == set(seen["reportlab"].values()) == {""}
PY
