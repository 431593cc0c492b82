#!/usr/bin/env bash
# pandas: in a crosstab of an ordered scale by school the column of those without a school says 0 in every row; its own total says 2.
#
# Expected: with `dropna=False` the table has a column for those without a school and counts them in it, as it does for the same answers
# as plain text; the cells add up to the margins.
# Seen with pandas 3.1.1 (Python 3.11, 2026-11-30): six people, two of whom named no school and said "never". As text, the two stand
# in the column NaN. With the answers as an ordered categorical (the dtype pandas asks for scales) the column NaN stands there and is
# all 0, "never" is 0 at every school, and `margins=True` says 2 for it beside three zeros; the share of "never" in a row is NaN. With the
# schools as categories too the column is gone. No warning. Hurt is who counts answers by school: those without a school, often
# those who would not be found out, fall out of the cells and stay in the totals.
# Fails when: the cells count them, or the margins do not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pandas==3.1.1 numpy==2.4.6
venv/bin/python -W error - >seen <<'PY'
import pandas as pd

scale = ["never", "sometimes", "often"]
heard = pd.Series(["often", "sometimes", "often", "never", "sometimes", "never"], name="heard")
school = pd.Series(["North", "North", "South", None, "South", None], name="school")
ordered = heard.astype(pd.CategoricalDtype(scale, ordered=True))


def lines(table: pd.DataFrame) -> None:
    print(*[str(column) for column in table.columns])
    for name, row in table.loc[scale].iterrows():
        print(name, *row.astype(int))


for answers, by in ((heard, school), (ordered, school), (ordered, school.astype("category"))):
    print(answers.dtype, by.dtype)
    lines(pd.crosstab(answers, by, dropna=False))
print("with margins")
lines(pd.crosstab(ordered, school, dropna=False, margins=True))
PY
cat seen
diff seen - <<'END'
str str
North South nan
never 0 0 2
sometimes 1 1 0
often 1 1 0
category str
North South nan
never 0 0 0
sometimes 1 1 0
often 1 1 0
category category
North South
never 0 0
sometimes 1 1
often 1 1
with margins
North South nan All
never 0 0 0 2
sometimes 1 1 0 2
often 1 1 0 2
END
