#!/usr/bin/env bash
# docxcompose: of two reports joined into one Word file both say "Report for Ana Ruiz" at the top of each page.
#
# Expected: a document that is appended begins a section of its own and keeps its header, paper and margins, as Word does when one is
# inserted behind a section break; or what is left out is told.
# Seen with docxcompose 2.2.0, python-docx 1.2.0 (Python 3.11, 2026-11-29): two reports of one section each, headers "Report for Ana Ruiz" and "Report for
# Ben Cole", Ben's sheet turned sideways. `Composer.append` gives one section: Ben's results follow on Ana's last page, upright, beneath "Report
# for Ana Ruiz", and his own header is nowhere in the file; so too behind a page break. His 9 points are 12. Its README says that other headers are ignored; nothing
# warns. Hurt is who joins the reports of all leaders to print them in one go: each is handed out under the name of the first.
# Fails when: the joined file has two sections, or either header or size changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q docxcompose==2.2.0 python-docx==1.2.0
cd "$work"
"$work/venv/bin/python" -W error - <<'PY'
import zipfile

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from docxcompose.composer import Composer


def report(name, size, orientation):
    made = docx.Document()
    made.styles["Normal"].font.size = Pt(size)
    made.sections[0].header.paragraphs[0].text = f"Report for {name}"
    if orientation == WD_ORIENT.LANDSCAPE:
        made.sections[0].page_width, made.sections[0].page_height = made.sections[0].page_height, made.sections[0].page_width
    made.sections[0].orientation = orientation
    made.add_paragraph(f"What {name} decided.")
    made.save(f"{name}.docx")
    return docx.Document(f"{name}.docx")


first = report("Ana Ruiz", 12, WD_ORIENT.PORTRAIT)
first.add_page_break()
joined = Composer(first)
joined.append(report("Ben Cole", 9, WD_ORIENT.LANDSCAPE))
joined.save("all.docx")
seen = docx.Document("all.docx")
headers = [section.header.paragraphs[0].text for section in seen.sections]
with zipfile.ZipFile("all.docx") as parts:
    named = [name for name in parts.namelist() if b"Report for Ben Cole" in parts.read(name)]
print("headers", headers, "Ben's header in", named, "sheets", [str(section.orientation) for section in seen.sections], seen.styles["Normal"].font.size.pt)
assert "What Ben Cole decided." in [paragraph.text for paragraph in seen.paragraphs]
assert headers == ["Report for Ana Ruiz"] and named == []
assert [section.orientation for section in seen.sections] == [WD_ORIENT.PORTRAIT] and seen.styles["Normal"].font.size.pt == 12
PY
