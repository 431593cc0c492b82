#!/usr/bin/env bash
# pikepdf, pypdf, PyMuPDF: a report put behind its cover still claims PDF/UA-1, and whoever listens hears the cover.
#
# Expected: two accessible files joined are accessible, as their joiners keep what is on the page; or the claim goes with the tags.
# Seen with pikepdf 10.18.0, pypdf 7.1.1, PyMuPDF 2.0, files by typst 0.15.2, tags read by pypdfium2 5.15.2 (Python 3.11, 2026-11-29): cover and report, one page each,
# tagged. Appended to the cover, the report has no tags (pypdf, PyMuPDF), or by pikepdf the cover's: both pages say StructParents 0, so that from
# the page its first two pieces are the cover's heading and paragraph, and its list is none. The joined file keeps pdfuaid:part 1 and Marked true.
# Joined into an empty file, no page has tags, nor the claim. Nothing warns, and on the screen all is as it was. Hurt is who puts a
# cover with the leader's name before each report: to a blind leader a report of six tagged pieces ends after two or is empty.
# Fails when: the second page has its own six tagged pieces, or a file that has lost them no longer makes the claim.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pikepdf==10.18.0 pypdf==7.1.1 pymupdf==2.0 typst==0.15.2 pypdfium2==5.15.2
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
from pathlib import Path

import pikepdf
import pymupdf
import pypdf
import pypdfium2
import typst
from pypdfium2 import raw

for name, body in {"cover": "= For Ana Ruiz\nConfidential.", "report": "= Results\nTwo of five.\n\n- Ask.\n- Listen."}.items():
    Path(f"{name}.typ").write_text(f'#set document(title: "{name}")\n#set text(lang: "en")\n{body}')
    typst.compile(f"{name}.typ", f"{name}.pdf", pdf_standards=["ua-1"])
with pikepdf.open("cover.pdf") as cover, pikepdf.open("report.pdf") as report:
    cover.pages.extend(report.pages)
    cover.save("pikepdf.pdf")
writer = pypdf.PdfWriter(clone_from="cover.pdf")
writer.append("report.pdf")
writer.write("pypdf.pdf")
joined = pymupdf.open("cover.pdf")
joined.insert_pdf(pymupdf.open("report.pdf"))
joined.save("pymupdf.pdf")
empty = pypdf.PdfWriter()
for name in ("cover.pdf", "report.pdf"):
    empty.append(name)
empty.write("empty.pdf")


def pieces(tag):
    own = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(tag, at) for at in range(raw.FPDF_StructElement_GetMarkedContentIdCount(tag))]
    below = [raw.FPDF_StructElement_GetChildAtIndex(tag, at) for at in range(raw.FPDF_StructElement_CountChildren(tag))]
    return sum(one >= 0 for one in own) + sum(pieces(one) for one in below if one)


def on_page(page):
    tree = raw.FPDF_StructTree_GetForPage(page)
    return sum(pieces(raw.FPDF_StructTree_GetChildAtIndex(tree, at)) for at in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)))


seen = {}
for name in ("cover", "report", "pikepdf", "pypdf", "pymupdf", "empty"):
    with pikepdf.open(f"{name}.pdf") as file, file.open_metadata() as data:
        claim = data.get("pdfuaid:part")
    seen[name] = (claim, [on_page(page) for page in pypdfium2.PdfDocument(f"{name}.pdf")])
    print(f"{name:8} PDF/UA {claim}, tagged pieces by page {seen[name][1]}")
assert seen["cover"] == ("1", [2]) and seen["report"] == ("1", [6]), seen
assert seen["pikepdf"] == ("1", [2, 2]), seen
assert seen["pypdf"] == seen["pymupdf"] == ("1", [2, 0]), seen
assert seen["empty"] == (None, [0, 0]), seen
PY
