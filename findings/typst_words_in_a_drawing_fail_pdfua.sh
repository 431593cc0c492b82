#!/usr/bin/env bash
# Typst: a name that sets well in a page fails PDF/UA-1 when it stands in an SVG drawing, if its letters join or it has a
# combining mark; with the same fonts.
#
# Expected: what the body of a document can hold, a chart's label can hold; or the error names the drawing.
# Seen with typst 0.15.2 (Python wheel, its own fonts, Python 3.11, 2026-11-28): the Yoruba name Adébáyọ̀, whose last letter has no
# code of its own (o with a dot, U+1ECD, and a combining grave, U+0300), compiles to PDF/UA-1 as a paragraph; as <text> of an
# SVG the whole document is refused with "the PDF contains text with missing codepoints". A report whose chart names one such
# leader is not made at all, and the hint speaks of fonts.
# Fails when: the drawing compiles, or the paragraph does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q typst==0.15.2
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pathlib

import typst

NAME = "Ad\u00e9b\u00e1y\u1ecd\u0300"
HEAD = '#set document(title: "T")\n#set text(lang: "en")\n'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="5" y="25" font-family="Libertinus Serif">{NAME}</text></svg>'
pathlib.Path("drawing.svg").write_text(SVG, encoding="utf-8")
seen = {}
for name, body in {"paragraph": NAME, "drawing": '#image("drawing.svg", alt: "a name")'}.items():
    pathlib.Path("page.typ").write_text(HEAD + body, encoding="utf-8")
    try:
        typst.compile("page.typ", format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
        seen[name] = "compiles"
    except Exception as error:
        seen[name] = str(error).strip().splitlines()[0]
    print(name, "|", seen[name])
assert seen["paragraph"] == "compiles"
assert "missing codepoints" in seen["drawing"]
PY
