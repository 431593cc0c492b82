#!/usr/bin/env bash
# PyMuPDF: a name is blacked out and the file scrubbed; it stays in the bookmarks, under the picture and behind the link, where a screen reader reads it.
#
# Expected: `scrub`, which the manual says removes "potentially sensitive data", leaves no name that was redacted, or says where it does not look.
# Seen with PyMuPDF 2.0, the page set by Typst 0.15.2 (Python 3.11, 2026-11-30): every "Ana Ruiz" that `search_for` finds is redacted, then
# `apply_redactions`, `scrub()` and `save(garbage=4)`: no text of the page has the name. But the heading is a bookmark with it, shown beside the page; the picture's
# alternative text has it; and of the mail link, gone from the page, address and words hang on the tags. `scrub` has a switch for each of twelve
# things, all on; bookmarks and tags are none of them. Nothing is told. Hurt is who was promised to be left out: the better a report is
# made for those who cannot see it, the more of her is in it. Instead: take the name out of the source and set that anew.
# Fails when: one of the three is gone after `scrub`, or it is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pymupdf==2.0 typst==0.15.2
cat >interview.typ <<'TYP'
#set document(title: "An interview")
= Interview with Ana Ruiz
Ana Ruiz said that the board left. Write to #link("mailto:ana@school.example")[Ana Ruiz].
#figure(rect[photo], alt: "Ana Ruiz in her office")
TYP
venv/bin/python - >seen 2>&1 <<'PY'
import pymupdf
import typst

typst.compile("interview.typ", output="interview.pdf")
report = pymupdf.open("interview.pdf")
for page in report:
    for place in page.search_for("Ana Ruiz"):
        page.add_redact_annot(place)
    page.apply_redactions()
report.scrub()
report.save("redacted.pdf", garbage=4)

report = pymupdf.open("redacted.pdf")
print("on the page:", "Ana" in report[0].get_text(), "links:", len(report[0].get_links()))
print("bookmarks:", [title for _, title, _ in report.get_toc()])
for number in range(1, report.xref_length()):
    for line in report.xref_object(number).splitlines():
        if "ana" in line.lower():
            print(line.strip())
PY
cat seen
diff seen - <<'END'
on the page: False links: 0
bookmarks: ['Interview with Ana Ruiz']
/Title (Interview with Ana Ruiz)
/Alt (Ana Ruiz in her office)
/URI (mailto:ana@school.example)
/Contents (Email ana@school.example)
END
