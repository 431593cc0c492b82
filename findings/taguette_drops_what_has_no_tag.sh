#!/usr/bin/env bash
# Taguette: "all highlights" as CSV leaves out those without a tag, and takes words apart where a letter is set bold.
#
# Expected: the export of all highlights has a row for each, one without a tag with an empty tag, as the code that writes
# the file provides for; and `content` holds the words as they stand in the document.
# Seen with Taguette 1.5.2 (Python 3.11, 2026-11-28): of three highlights the one that has no tag yet is missing, and a
# highlight of "un<b>bear</b>able" reads "un bear able". Whoever counts what a second person marked, before or beside
# tagging, counts too few; whoever looks the exported words up in the transcript does not find them. The file tells neither
# who highlighted nor where.
# Fails when: the row is there, or the words are whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q taguette==1.5.2
"$work/venv/bin/python" - 2>/dev/null <<'PY'
import csv
import io

from taguette import database, export, extract

db = database.connect("sqlite:///:memory:")()
project = database.Project(name="tried", description="")
body = "<p>Late buses are un<b>bear</b>able. Nobody asks the drivers.</p>"
document = database.Document(
    name="one.txt", description="", filename="one.txt", project=project, contents=body,
    text_direction=database.TextDirection.LEFT_TO_RIGHT,
)
tag = database.Tag(project=project, path="push", description="")
plain = "Late buses are unbearable. Nobody asks the drivers."
for words, tags in (("Late buses", [tag]), ("unbearable", [tag]), ("Nobody asks the drivers", [])):
    start = plain.index(words)
    snippet = extract.extract(body, start, start + len(words))
    one = database.Highlight(document=document, start_offset=start, end_offset=start + len(words), snippet=snippet)
    one.tags.extend(tags)
    db.add(one)
db.commit()
out = io.StringIO(newline="")
export.highlights_csv(db, project.id, "", out)
rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
print([row["content"] for row in rows], list(rows[0]))
assert [row["content"] for row in rows] == ["Late buses", "un bear able"]
assert list(rows[0]) == ["id", "document", "tag", "content"]
PY
