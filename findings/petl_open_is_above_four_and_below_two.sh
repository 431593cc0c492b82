#!/usr/bin/env bash
# petl: who left the question open is among those who rated it 4 or more; turned into None, among those who rated it below 2.
#
# Expected: a comparison with a number selects rows that hold a number; another is left out, as in SQL and pandas, or refused.
# Seen with petl 1.7.30 (Python 3.11, 2026-11-30): `convertnumbers` leaves the blank cell of a CSV and "n/a" as text, and for
# `selectge` and `selectgt` text is greater than any number: of five people two rated 4 or more, and four are
# selected. Where the blank is None, as out of a database, `selectlt` and `selectle` take it, since None is less than anything. The rule is
# told for sorting; "rows where the given field is less than the given value" is all that these functions say. Of a CSV not converted,
# everybody is above 3. Hurt is who counts the satisfied or the worried: the more people skip, the more there are of both.
# Fails when: a row without a number is not selected, or refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q petl==1.7.30
printf 'code,rating\nana,5\nben,\ncy,1\ndee,4\neve,n/a\n' >survey.csv
venv/bin/python -W error - >seen <<'PY'
import petl

text = petl.fromcsv("survey.csv")
numbers = petl.convertnumbers(text)
holes = petl.convert(numbers, "rating", {"": None, "n/a": None})
for name, table in (("numbers", numbers), ("holes", holes), ("text", text)):
    print(name, *[repr(value) for value in table.values("rating")])
    print("  4 or more:", *petl.selectge(table, "rating", 4).values("code"))
    print("  below 2:", *petl.selectlt(table, "rating", 2).values("code"))
PY
cat seen
diff seen - <<'END'
numbers 5 '' 1 4 'n/a'
  4 or more: ana ben dee eve
  below 2: cy
holes 5 None 1 4 None
  4 or more: ana dee
  below 2: ben cy eve
text '5' '' '1' '4' 'n/a'
  4 or more: ana ben cy dee eve
  below 2:
END
