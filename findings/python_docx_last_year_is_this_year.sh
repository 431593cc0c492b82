#!/usr/bin/env bash
# python-docx: in a Word form that has a field in one cell, the rating of last year is this year's, and all that follows stands one cell too early.
#
# Expected: a cell is a cell whether or not a content control, Word's field of a form, is around it (ECMA-376, 17.5.2), as mammoth, docx2txt and pandoc have it;
# at least `table.cell(2, 1)` is the cell in the third row and the second column.
# Seen with python-docx 1.2.0, mammoth 1.11.0 (Python 3.11, 2026-12-01): a table of ratings by year, the one in the second row and column is a drop-down:
#   in the file                    by `table.cell(row, column)`
#   Question  2025  2026           Question  2025   2026
#   Clear     [5]   2              Clear     2      Heard
#   Heard     3     4              3         4      (an IndexError)
# What lies in the control is in no list of cells, paragraphs or runs, so that "We meet [never]." is "We meet ." too. `cell` takes all cells in a row and
# counts; `row.cells` has two of three, of which `zip` with the heading gives 2025 the 2. Nothing warns. Hurt is who reads filled-in forms from Word: forms
# without fields are right; 2 for 5 is a rating that could be meant. Its makers have been told since 2019, and its pages do not say.
# Fails when: any of the cells is read otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q python-docx==1.2.0 mammoth==1.11.0
venv/bin/python - <<'PY' | tee seen
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SAID = """<w:sdt {space}><w:sdtPr><w:dropDownList><w:listItem w:displayText="{text}" w:value="{text}"/></w:dropDownList></w:sdtPr>
<w:sdtContent>{content}</w:sdtContent></w:sdt>"""


def field(text, content):
    return parse_xml(SAID.format(space=nsdecls("w"), text=text, content=content))


form = docx.Document()
said = form.add_paragraph("We meet ")
said._p.append(field("never", "<w:r><w:t>never</w:t></w:r>"))
said.add_run(".")
table = form.add_table(3, 3)
for row, texts in enumerate((("Question", "2025", "2026"), ("Clear", "5", "2"), ("Heard", "3", "4"))):
    for column, text in enumerate(texts):
        table.cell(row, column).text = text
cell = table.cell(1, 1)._tc
cell.getparent().replace(cell, field("5", "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>"))
form.save("form.docx")

form = docx.Document("form.docx")
table = form.tables[0]
print(form.paragraphs[0].text)
for row in range(3):
    for column in range(3):
        try:
            print(table.cell(row, column).text, end=" ")
        except IndexError:
            print("-", end=" ")
print()
heading, clear, _ = ([cell.text for cell in row.cells] for row in table.rows)
print(dict(zip(heading, clear)))
with open("form.docx", "rb") as file:
    print(*mammoth.extract_raw_text(file).value.split())
PY
diff -Z seen - <<'END'
We meet .
Question 2025 2026 Clear 2 Heard 3 4 -
{'Question': 'Clear', '2025': '2'}
We meet never. Question 2025 2026 Clear 5 2 Heard 3 4
END
