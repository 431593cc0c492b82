"""Highlights that Taguette itself exports: a transcript, its words and their tags on standard input as JSON, CSV out.

Run in an environment of its own with taguette 1.5.2. A paragraph of the transcript is one of the document, as when it
is imported.
"""

import html
import io
import json
import sys

from taguette import database, export, extract

asked = json.load(sys.stdin)
db = database.connect("sqlite:///:memory:")()
project = database.Project(name="tried", description="")
db.add(project)
tags = {}
for name, told in asked.items():
    body = "".join(f"<p>{html.escape(one, quote=False)}</p>" for one in told["text"].split("\n\n"))
    document = database.Document(
        name=name,
        description="",
        filename=name,
        project=project,
        contents=body,
        text_direction=database.TextDirection.LEFT_TO_RIGHT,
    )
    db.add(document)
    plain = told["text"].replace("\n\n", "")
    for marked, paths in told["marks"]:
        words = marked.replace("\n\n", "")
        start = len(plain[: plain.index(words)].encode())
        end = start + len(words.encode())
        highlight = database.Highlight(
            document=document, start_offset=start, end_offset=end, snippet=extract.extract(body, start, end)
        )
        for path in paths:
            if path not in tags:
                tags[path] = database.Tag(project=project, path=path, description="")
            highlight.tags.append(tags[path])
        db.add(highlight)
db.commit()
out = io.StringIO(newline="")
export.highlights_csv(db, project.id, "", out)
sys.stdout.buffer.write(out.getvalue().encode())
