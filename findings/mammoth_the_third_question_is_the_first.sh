#!/usr/bin/env bash
# mammoth, markitdown: in a questionnaire made with Word, question 3 is "1." again, since a heading or a line stands before it.
#
# Expected: the numbers that Word shows, as pandoc has them: a list that goes on below a heading goes on counting (`<ol start="3">`).
# Seen with mammoth 1.13.0, markitdown 0.1.9, pandoc 3.9 (pypandoc-binary 1.17), python-docx 1.2.0 that makes the file (Python 3.11, 2026-11-30): five questions
# of one numbered list, two below "Clarity", two below "Trust" and one after a sentence, are
#   pandoc                1 2   3 4   5
#   mammoth, markitdown   1 2   1 2   1
# mammoth has no message on it; its page has lists among what it supports. Hurt is who makes a form or a page, or text for a language
# model, of a school's questionnaire: answers are kept by the numbers of the questions, "if no in 3, go to 5" leads to another one, and every page looks well made.
# Fails when: the question on listening is the third.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q mammoth==1.13.0 "markitdown[docx]==0.1.9" pypandoc-binary==1.17 python-docx==1.2.0
venv/bin/python - >seen 2>/dev/null <<'PY'
import re

import docx
import mammoth
import pypandoc
from markitdown import MarkItDown

form = docx.Document()
for line in ["# Clarity", "Goals are clear.", "Roles are clear.", "# Trust", "Leaders listen.", "Staff speak up.", "> Please go on.", "Parents are heard."]:
    if line.startswith("#"):
        form.add_heading(line[2:], 2)
    else:
        form.add_paragraph(line.removeprefix("> "), style="Normal" if line.startswith(">") else "List Number")
form.save("form.docx")


def told(name: str, text: str) -> None:
    print(f"{name:<12}", re.findall(r"^(\d+)\. +(\w+)", text, re.MULTILINE))


print("pandoc", pypandoc.get_pandoc_version())
told("pandoc", pypandoc.convert_file("form.docx", "gfm"))
told("markitdown", MarkItDown().convert("form.docx").text_content)
with open("form.docx", "rb") as file:
    made = mammoth.convert_to_html(file)
told("mammoth", pypandoc.convert_text(made.value, "gfm", "html"))
print("messages", made.messages)
PY
cat seen
diff seen - <<'END'
pandoc 3.9
pandoc       [('1', 'Goals'), ('2', 'Roles'), ('3', 'Leaders'), ('4', 'Staff'), ('5', 'Parents')]
markitdown   [('1', 'Goals'), ('2', 'Roles'), ('1', 'Leaders'), ('2', 'Staff'), ('1', 'Parents')]
mammoth      [('1', 'Goals'), ('2', 'Roles'), ('1', 'Leaders'), ('2', 'Staff'), ('1', 'Parents')]
messages []
END
