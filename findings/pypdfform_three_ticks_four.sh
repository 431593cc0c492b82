#!/usr/bin/env bash
# PyPDFForm: in a row of buttons 1 to 5 a 3 ticks the 4, a "3" ticks none, and a list of three grade bands takes a fourth.
#
# Expected: an answer is filled in by the value it has in the form, as text fields and lists are; what the form does not offer is refused.
# Seen with PyPDFForm 6.0.1, reportlab 5.1.0, pypdf 6.21.4 (Python 3.11, 2026-11-29): a number is the button's place, counted from 0, whatever the
# buttons are called: 3 ticks "4", 1 ticks "2"; the text "3" ticks none, without a word. A list takes both: the number 1 is its second entry,
# and a text is written as it is, so that "2" or "9-10" is in a field that offers K-5, 6-8 and 9-12. Hurt is who fills forms in from a table of
# ratings: each is a step higher, until somebody said 5 and it is refused; or, read as texts, all are blank.
# Fails when: any of the values in the filled forms changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q PyPDFForm==6.0.1 reportlab==5.1.0 pypdf==6.21.4
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import io

import pypdf
from PyPDFForm import PdfWrapper
from reportlab.pdfgen import canvas

page = canvas.Canvas("form.pdf")
for step in range(1, 6):
    page.acroForm.radio(name="rating", value=str(step), x=50 * step, y=700, selected=False)
page.acroForm.choice(name="grades", value="K-5", options=["K-5", "6-8", "9-12"], x=50, y=600, width=80, height=20)
page.showPage()
page.save()


def filled(name, answer):
    form = PdfWrapper("form.pdf").fill({name: answer})
    kept = pypdf.PdfReader(io.BytesIO(form.read())).get_fields()[name].get("/V")
    print(f"{name} filled with {answer!r}: {kept}")
    return kept


ratings = [filled("rating", answer) for answer in (1, 3, 4, "3")]
grades = [filled("grades", answer) for answer in ("6-8", 1, "2", "9-10")]
assert ratings == ["/2", "/4", "/5", None], ratings
assert grades == ["6-8", "6-8", "2", "9-10"], grades
PY
