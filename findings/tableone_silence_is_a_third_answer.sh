#!/usr/bin/env bash
# tableone: in two schools half say yes and half no, and they differ with p < 0.001: those who said nothing are a third answer, and none is missing.
#
# Expected: the shares are of those who answered, the column "Missing" counts the others, as it does for numbers in the same table, and the
# test compares answers, as R's tableone, after which it is made, has it (`includeNA = FALSE`).
# Seen with tableone 0.9.6, pandas 2.3.3 (Python 3.11, 2026-11-30), of 40 answers of 20 yes and 20 no against 10 yes, 10 no and 20 blanks:
#                                 Missing   North, yes    South, yes    P-Value   SMD
#   as it comes                   blank     20 (50.0)     10 (25.0)     <0.001    1.414
#   include_null=False            20        20 (50.0)     10 (50.0)     1         <0.001
# The blanks are a row "None" among the answers, as its page says of `include_null`, and go into the test and the difference, which it does not say; ratings
# of the same people (mean 3, 20 blanks) have p = 1 and 20 missing. Nothing warns. Hurt is who compares schools or waves by yes-no questions:
# skipped ones come out as disagreement, and the
# column that would tell says that none is missing.
# Fails when: any of these values changes, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q tableone==0.9.6 pandas==2.3.3 numpy==2.0.2 scipy==1.17.1 statsmodels==0.15.0
venv/bin/python -W error::UserWarning:tableone - >seen <<'PY'
import pandas as pd
from tableone import TableOne

people = pd.DataFrame(
    {
        "school": ["North"] * 40 + ["South"] * 40,
        "safe": ["yes"] * 20 + ["no"] * 20 + ["yes"] * 10 + ["no"] * 10 + [None] * 20,
        "rating": [2.0, 4.0] * 20 + [2.0, 4.0] * 10 + [None] * 20,
    }
)
for how in ({}, {"include_null": False}):
    table = TableOne(people, columns=["safe", "rating"], categorical=["safe"], groupby="school", pval=True, smd=True, **how).tableone
    print(how or "as it comes")
    for (question, answer), row in table.iterrows():
        print("|".join([question, answer, *row.astype(str)]))
PY
cat seen
diff seen - <<'END'
as it comes
n|||80|40||40|
safe, n (%)|None||20 (25.0)|0 (0.0)|1.414|20 (50.0)|<0.001
safe, n (%)|no||30 (37.5)|20 (50.0)||10 (25.0)|
safe, n (%)|yes||30 (37.5)|20 (50.0)||10 (25.0)|
rating, mean (SD)||20|3.0 (1.0)|3.0 (1.0)|<0.001|3.0 (1.0)|1.000
{'include_null': False}
n|||80|40||40|
safe, n (%)|no|20|30 (50.0)|20 (50.0)|<0.001|10 (50.0)|1.000
safe, n (%)|yes||30 (50.0)|20 (50.0)||10 (50.0)|
rating, mean (SD)||20|3.0 (1.0)|3.0 (1.0)|<0.001|3.0 (1.0)|1.000
END
