#!/usr/bin/env bash
# pandas, polars, MarkItDown: in a table that goes through Markdown a comment "yes | no" pushes the score out of its column.
#
# Expected: a writer of Markdown tables writes a bar inside a cell as "\|", as the table extension of GitHub has it, so that what is read
# again has the cells that were written. MarkItDown does that for a CSV.
# Seen with pandas 3.1.1 on tabulate 0.10.0, polars 2.1.0, markitdown 0.1.9, read by markdown-it-py 4.0.0 (Python 3.11, 2026-11-29): one row, said "yes | no",
# score 4, of building 1E3. `DataFrame.to_markdown`, polars with tbl_formatting "MARKDOWN" and MarkItDown of an .xlsx file leave the bar as it
# is: the row's score is read as "no", its note as 4, and "late" is a cell too many, which is dropped. And the text "1E3" is 1000 from
# pandas, 1000.0 from MarkItDown. Hurt is who hands survey tables to a wiki, a report or a language model that way: in just the
# rows whose comment holds a bar every cell stands one column too far to the right, and nothing shows it.
# Fails when: any of the four rows is read otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pandas==3.1.1 tabulate==0.10.0 polars==2.1.0 "markitdown[xlsx]==0.1.9" openpyxl==3.1.5 markdown-it-py==4.0.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pandas as pd
import polars as pl
from markdown_it import MarkdownIt
from markitdown import MarkItDown

row = {"building": ["1E3"], "said": ["yes | no"], "score": [4], "note": ["late"]}
frame = pd.DataFrame(row)
frame.to_csv("survey.csv", index=False)
frame.to_excel("survey.xlsx", index=False)


def read(markdown):
    tokens = MarkdownIt("js-default").parse(markdown)
    cells = [token.content for opened, token in zip(tokens, tokens[1:]) if opened.type == "td_open"]
    return dict(zip(row, cells, strict=True))


with pl.Config(tbl_formatting="MARKDOWN", tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True):
    polars = str(pl.DataFrame(row))
seen = {
    "pandas": read(frame.to_markdown(index=False)),
    "polars": read(polars),
    "markitdown xlsx": read(MarkItDown().convert("survey.xlsx").markdown),
    "markitdown csv": read(MarkItDown().convert("survey.csv").markdown),
}
for name, cells in seen.items():
    print(f"{name:16}", *cells.values(), sep="; ")
moved = ("yes", "no", "4")
assert list(map(tuple, (cells.values() for cells in seen.values()))) == [
    ("1000", *moved),
    ("1E3", *moved),
    ("1000.0", *moved),
    ("1E3", "yes | no", "4", "late"),
], seen
PY
