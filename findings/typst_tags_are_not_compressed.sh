#!/usr/bin/env bash
# Typst: in a tagged PDF every tag is an object of its own, stored as plain text, though text and fonts are compressed.
#
# Expected: a PDF as small as the standard that it states lets it be. PDF/UA-1 is PDF 1.7, in which objects may stand
# together in compressed object streams (ISO 32000-1, 7.5.7), and those who read tags read them there.
# Seen with typst 0.15.2 and pikepdf 10.18.0 (Python 3.11, 2026-11-29): a sheet with a table of 60 rows holds 252 tags, all of them readable
# in the file as it stands, and takes 51 KB; packed into object streams by pikepdf, with every tag kept, 17 KB. Whoever mails
# tagged forms or handouts to a thousand people sends three times what is needed, and the usual advice, smaller images and
# subset fonts, gains nothing.
# Fails when: the tagged file is written in object streams, or packing gains less than half.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q typst==0.15.2 pikepdf==10.18.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import re
from pathlib import Path

import pikepdf
import typst

rows = ", ".join(f"[Step {n}], [By whom], [Done when it is seen]" for n in range(60))
Path("sheet.typ").write_text(
    '#set document(title: "Sheet", author: "Nobody")\n#set text(lang: "en")\n= Sheet\n'
    f"#table(columns: 3, table.header([*Step*], [*Who*], [*Done when*]), {rows})\n"
)
tagged = typst.compile("sheet.typ", format="pdf", pdf_standards=["ua-1"])
Path("tagged.pdf").write_bytes(tagged)


def elements(file):
    with pikepdf.open(file) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        return sorted(str(one.get("/S")) for one in found if one.get("/Type") == "/StructElem")


with pikepdf.open("tagged.pdf") as pdf:
    pdf.save("packed.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
packed = Path("packed.pdf").read_bytes()
tags = elements("tagged.pdf")
plain_text = len(re.findall(rb"/Type\s*/StructElem", tagged))
print(f"{len(tags)} tags, {plain_text} of them readable in the file as it stands")
print(f"as Typst writes it {len(tagged):,} bytes, packed {len(packed):,}")
assert tags and tags == elements("packed.pdf")
assert b"/ObjStm" not in tagged and plain_text == len(tags), plain_text
assert len(packed) < len(tagged) / 2, (len(tagged), len(packed))
PY
