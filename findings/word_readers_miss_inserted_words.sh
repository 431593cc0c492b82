#!/usr/bin/env bash
# python-docx, mammoth, pandoc: one transcript in Word, three texts; the "not" that a transcriber inserted with changes
# tracked is missing from one of them.
#
# Expected: a paragraph's text is what Word shows and prints: inserted words are in it, as are those in a box to fill in (a content
# control), in a merge field and in a smart tag.
# Seen with python-docx 1.2.0, mammoth 1.13.0, pypandoc_binary 1.17 (it carries pandoc 3.9), docx2txt 0.9 (Python 3.11, 2026-11-29): of "We did
# [inserted: not] finish in [smart tag: Dallas] on [content control: Monday] with [merge field: Ana]" python-docx' `Paragraph.text` has "We did
# finish in  on  with ": all four are left out, and the sentence says the opposite. mammoth and pandoc leave out the merge
# field only, docx2txt has all. Nothing warns. Hurt is who codes interviews, or scores forms filled in with Word: transcripts are
# corrected with changes tracked, Word marked places and names with smart tags, and forms are content controls.
# Fails when: any of the four texts changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2txt==0.9
cd "$work"
"$work/venv/bin/python" - <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
PARTS = (
    ("We did ", 'ins {} w:id="1" w:author="A" w:date="2026-11-02T09:00:00Z"', "not"),
    (" finish in ", 'smartTag {} w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="City"', "Dallas"),
    (" on ", "sdt {}", "Monday"),
    (" with ", 'fldSimple {} w:instr="MERGEFIELD first"', "Ana"),
)
book = docx.Document()
paragraph = book.add_paragraph()
for plain, holder, word in PARTS:
    paragraph.add_run(plain)
    run = f"<w:r><w:t>{word}</w:t></w:r>"
    inner = f"<w:sdtPr/><w:sdtContent>{run}</w:sdtContent>" if holder.startswith("sdt") else run
    paragraph._p.append(parse_xml(f"<w:{holder.format(W)}>{inner}</w:{holder.split()[0]}>"))
book.save("talk.docx")

with open("talk.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
seen = {
    "python-docx": docx.Document("talk.docx").paragraphs[0].text,
    "mammoth": by_mammoth,
    "pandoc": pypandoc.convert_file("talk.docx", "plain", extra_args=["--wrap=none"]).strip(),
    "docx2txt": docx2txt.process("talk.docx").strip(),
}
for name, text in seen.items():
    print(f"{name:11}", repr(text))
assert list(seen.values()) == [
    "We did  finish in  on  with ",
    "We did not finish in Dallas on Monday with",
    "We did not finish in Dallas on Monday with",
    "We did not finish in Dallas on Monday with Ana",
], seen
PY
