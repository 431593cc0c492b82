#!/usr/bin/env bash
# pyxform: a misspelt column and a misspelt "yes" pass without a word: the question meant for some is asked of all, and
# the required one becomes a path to a question that is not there.
#
# Expected: a warning, as pyxform gives one for a misspelt sheet and for a choices column with a space in its name.
# Seen with pyxform 4.5.0 (Python 3.11, 2026-11-28): a survey column "relevent" is dropped and its condition with it, warnings
# empty; required "yess" is written as required="yess" into the form: in XPath that is a path to a question named
# "yess", which is not there, in place of true(). A foundation that adds one condition by hand sends the form to everybody.
# Fails when: either is warned of, refused, or treated otherwise.
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


def made(*rows):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in rows:
        book.active.append(row)
    settings = book.create_sheet("settings")
    settings.append(["form_id"])
    settings.append(["leaders"])
    book.save("form.xlsx")
    warnings = []
    form = convert("form.xlsx", warnings=warnings)
    return re.search(r'<bind nodeset="/[^"]*/staff"[^>]*>', form.xform)[0], [*warnings, *form.warnings]


misspelt = made(["type", "name", "label", "relevent"], ["integer", "staff", "How many?", "1 = 2"])
required = made(["type", "name", "label", "required"], ["integer", "staff", "How many?", "yess"])
print(misspelt, required, sep="\n")
assert "relevant" not in misspelt[0] and misspelt[1] == []
assert 'required="yess"' in required[0] and required[1] == []
PY
