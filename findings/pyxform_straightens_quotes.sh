#!/usr/bin/env bash
# pyxform: typographic quotes become straight ones without a word, in expressions as well: a text that holds ’ ends there,
# and the form no longer says what its sheet says.
#
# Expected: texts and expressions as they stand in the sheet, or a warning. Quotes around a text may be mended ('“yes”' from
# a word processor); an apostrophe within one is a part of it.
# Seen with pyxform 4.5.0 (Python 3.11, 2026-11-29): the label “It’s so” is written "It's so"; relevant ${town} = 'O’Fallon'
# is written 'O'Fallon', which is no XPath (ODK Validate refuses the form), warnings empty. In a label of a question two
# blanks become one, in that of a choice they stay. An export of labels no longer holds the words that the survey's author
# wrote, so that whoever joins its columns and cells to a codebook by text loses those questions.
# Fails when: the quotes are kept, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyxform==4.5.0 openpyxl==3.1.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import re

import openpyxl
from pyxform.xls2xform import convert

SHEETS = {
    "survey": [
        ["type", "name", "label", "relevant"],
        ["text", "town", "Which town?  Its name:", None],
        ["select_one sure", "why", "“It’s so”", "${town} = 'O’Fallon'"],
    ],
    "choices": [["list_name", "name", "label"], ["sure", "yes", "Yes,  it’s so"], ["sure", "no", "No"]],
    "settings": [["form_id"], ["leaders"]],
}
book = openpyxl.Workbook()
book.remove(book.active)
for title, rows in SHEETS.items():
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
book.save("form.xlsx")
warnings = []
form = convert("form.xlsx", warnings=warnings)
labels = re.findall(r"<label>(.*?)</label>", form.xform)
bind = re.search(r'<bind nodeset="/[^"]*/why"[^>]*>', form.xform)[0]
print(labels, bind, [*warnings, *form.warnings], sep="\n")
assert sorted(labels) == sorted(["Which town? Its name:", '"It\'s so"', "Yes,  it's so", "No"])
assert "= 'O'Fallon'" in bind
assert [*warnings, *form.warnings] == []
PY
