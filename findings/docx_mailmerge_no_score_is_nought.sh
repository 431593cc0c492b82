#!/usr/bin/env bash
# docx-mailmerge2: who has no score gets the score 0.0 in the letter, if the field says how a number looks.
#
# Expected: a field filled with None is empty, as the same field without a format is.
# Seen with docx-mailmerge2 1.0.3, python-docx 1.2.0 (Python 3.11, 2026-11-29): { MERGEFIELD score \# 0.0 } is "0.0" for None, just as for 0;
# { MERGEFIELD score } is empty for None. Nothing warns. Hurt is who writes to leaders from a table: databases and workbooks
# give None for one whom nobody rated, and the letter tells that leader the lowest mark there is; tried with full rows all looks right.
# Fails when: any of the four texts changes, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q docx-mailmerge2==1.0.3 python-docx==1.2.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import warnings

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from mailmerge import MailMerge


def letter(score, looks):
    made = docx.Document()
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD score {looks} "><w:r><w:t>score</w:t></w:r></w:fldSimple>'
    made.add_paragraph()._p.append(parse_xml(field))
    made.save("template.docx")
    with MailMerge("template.docx") as merge:
        merge.merge(score=score)
        merge.write("letter.docx")
    return "".join(docx.Document("letter.docx").element.xpath("//w:t/text()"))


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    seen = [letter(score, looks) for score in (None, 0) for looks in ("", r"\# 0.0")]
print(seen)
assert seen == ["", "0.0", "0", "0.0"], seen
assert not [one for one in told if "field" in str(one.message).lower()], told
PY
