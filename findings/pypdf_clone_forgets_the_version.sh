#!/usr/bin/env bash
# pypdf: a copy of a PDF 1.7 says that it is PDF 1.3, though it still claims PDF/UA-1.
#
# Expected: a clone keeps the version of the document, or at least the one that what it holds needs: tags for those who
# read by ear, and the claim to PDF/UA-1, which is a profile of PDF 1.7.
# Seen with pypdf 7.1.1, typst 0.15.2 (Python 3.11, 2026-11-28): a document that Typst writes as PDF/UA-1 begins with
# %PDF-1.7; after PdfWriter(clone_from=…), with nothing changed, it begins with %PDF-1.3 and its catalog names no other
# version, while its metadata still say pdfuaid:part 1. append() keeps the version and drops metadata and tags, claim and
# all. Only incremental=True, or setting pdf_header by hand, keeps both. Who adds form fields, a stamp or an attachment to
# an accessible form hands on a file whose claim contradicts its first line, without a warning.
# Fails when: a clone begins with the version of its source, or the catalog says it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pypdf==7.1.1 typst==0.15.2
cd "$work"
"$work/venv/bin/python" - <<'PY'
import io

import pypdf
import typst

source = typst.compile(b'#set document(title: "A form")\n= A form\nName:', format="pdf", pdf_standards=["ua-1"])


def written(writer: pypdf.PdfWriter) -> tuple[str, object, bool]:
    stream = io.BytesIO()
    writer.write(stream)
    reader = pypdf.PdfReader(stream)
    told = reader.root_object.get("/Metadata")
    claims = told is not None and b"pdfuaid:part" in told.get_object().get_data()
    return stream.getvalue()[:8].decode(), reader.root_object.get("/Version"), claims


appended = pypdf.PdfWriter()
appended.append(io.BytesIO(source))
by_hand = pypdf.PdfWriter(clone_from=io.BytesIO(source))
by_hand.pdf_header = "%PDF-1.7"
cloned = written(pypdf.PdfWriter(clone_from=io.BytesIO(source)))
kept = written(pypdf.PdfWriter(io.BytesIO(source), incremental=True))
print(source[:8], cloned, kept, sep="\n")
assert source.startswith(b"%PDF-1.7")
assert cloned == ("%PDF-1.3", None, True)
assert written(appended) == ("%PDF-1.7", None, False)
assert kept == ("%PDF-1.7", None, True)
assert written(by_hand)[0] == "%PDF-1.7"
PY
