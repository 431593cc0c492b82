#!/usr/bin/env bash
# anonypy: twelve leaders, two of whom did not give their age; the k-anonymous table is of ten, and the counts of who rated low are those of ten.
#
# Expected: the table holds everybody, those without an age under an age of their own or under none; or says whom it suppressed; or refuses the blank.
# Seen with anonypy 0.2.1, pandas 2.3.3 (Python 3.11, 2026-12-01), groups of three or more by age and school:
#   table                           people   rated 2
#   all twelve                      12       4
#   k-anonymous, of all twelve      10       2
#   k-anonymous, ages all given     12       4
# People are parted at the middle age into those below it and those not below; who has none is in neither, and falls away at the first cut. A school left open is kept.
# Nothing warns, all groups have their size, and only adding up the column `count` shows it. Hurt is who publishes the table in place of the answers: left out are
# those who were careful with what they gave, and where they think otherwise than the rest, so does the table. Instead: blanks as a category, and add up `count`.
# Fails when: the counts add up to twelve, or the blank is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q anonypy==0.2.1 pandas==2.3.3 numpy==2.0.2
venv/bin/python -W error::UserWarning - >seen <<'PY'
import anonypy
import pandas as pd

ages = [28, 31, 34, 36, 39, 41, 45, 48, 52, 57, None, None]
leaders = pd.DataFrame({"age": ages, "school": list("NSNSNSNSNSNS"), "rating": [4, 4, 5, 2, 4, 5, 4, 2, 4, 5, 2, 2]})
given = leaders.assign(age=leaders["age"].fillna(44))
print(f"{'all twelve':28} {len(leaders):3} people, rated 2: {(leaders['rating'] == 2).sum()}")
for name, people in (("k-anonymous", leaders), ("k-anonymous, ages all given", given)):
    people = people.astype({"school": "category", "rating": "category"})
    table = pd.DataFrame(anonypy.Preserver(people, ["age", "school"], "rating").anonymize_k_anonymity(k=3))
    print(f"{name:28} {table['count'].sum():3} people, rated 2: {table.loc[table['rating'] == 2, 'count'].sum()}")
PY
cat seen
diff seen - <<'END'
all twelve                    12 people, rated 2: 4
k-anonymous                   10 people, rated 2: 2
k-anonymous, ages all given   12 people, rated 2: 4
END
