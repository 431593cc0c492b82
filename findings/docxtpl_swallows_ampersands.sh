#!/usr/bin/env bash
# docxtpl: in a letter made from a Word template the school "Arts & Sciences" loses its "&", and "R&D Academy" what follows.
#
# Expected: what is filled into a template stands in the letter, as python-docx and mail merge do it; or the file is refused.
# Seen with docxtpl 0.20.2, python-docx 1.2.0 (Python 3.11, 2026-11-29): values go into the XML as they are unless `render(…, autoescape=True)` is said, and
# what is no XML then is mended by dropping it, without a word: "Arts & Sciences" becomes "Arts  Sciences", "grades <5" becomes "grades 5", "R&D Academy"
# becomes "R Academy", and after "a <b> c" the rest of the paragraph is gone, the template's own words with it. An "&amp;" that was meant comes out as "&".
# Word opens the letter and finds nothing wrong. Hurt is who sends a letter to every family or leader: names with "&" are common among schools, and nobody
# reads the thousandth letter.
# Fails when: any of the four stands in the letter as it was given, or raises an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q docxtpl==0.20.2 python-docx==1.2.0
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
import docx
from docxtpl import DocxTemplate

template = docx.Document()
template.add_paragraph("To {{ school }}, with thanks.")
template.save("template.docx")


def letter(school, **how):
    made = DocxTemplate("template.docx")
    made.render({"school": school}, **how)
    made.save("letter.docx")
    return docx.Document("letter.docx").paragraphs[0].text


for school, became in {
    "Arts & Sciences": "To Arts  Sciences, with thanks.",
    "grades <5": "To grades 5, with thanks.",
    "R&D Academy": "To R Academy, with thanks.",
    "a <b> c": "To a ",
}.items():
    print(f"{school!r}: {letter(school)!r}")
    assert letter(school) == became, letter(school)
    assert letter(school, autoescape=True) == f"To {school}, with thanks."
PY
