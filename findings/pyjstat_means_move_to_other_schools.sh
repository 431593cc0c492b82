#!/usr/bin/env bash
# pyjstat: means by school, sorted by school, become JSON-stat in which South has North's mean of the second wave, and North what was South's.
#
# Expected: a row "South, first wave, 3.2" of a table is 3.2 at South and the first wave of the file; a combination that no row has is null there.
# Seen with pyjstat 2.4.0, pandas 2.2.3 (Python 3.11, 2026-11-30): `Dataset.read(table)` takes the columns' categories in the order in which they first
# appear, the values in the order of the rows, and assumes that the two fit: that the table is the whole cross of its columns, sorted by the first,
# then the second. Sorted otherwise, as `melt` or `sort_values` leaves it, means stand at other places. Where one combination has no row all
# that follow move up, and the list is shorter than its sizes say; read back by pyjstat itself it is an error. Nothing warns; the README's
# example writes what was read from JSON-stat, which is sorted and whole. Hurt is who publishes means by school and wave: every number is
# right and of somebody else. Instead: `table.set_index(columns).reindex(pandas.MultiIndex.from_product(…)).reset_index()` first.
# Fails when: a value stands where its row says, or the table is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyjstat==2.4.0 pandas==2.2.3 numpy==2.4.6 requests==2.34.2
venv/bin/python - >seen <<'PY'
import json

import pandas as pd
from pyjstat import pyjstat

by_wave = pd.DataFrame(
    [("first", "North", 4.1), ("first", "South", 3.2), ("second", "North", 4.4), ("second", "South", 2.5)],
    columns=["wave", "school", "value"],
)


def cells(table):
    written = json.loads(pyjstat.Dataset.read(table).write())
    waves, schools = (list(written["dimension"][name]["category"]["index"]) for name in written["id"])
    places = [(wave, school) for wave in waves for school in schools]
    return {place: value for place, value in zip(places, written["value"])}


for name, table in (
    ("by wave, then school", by_wave),
    ("by school", by_wave.sort_values("school", kind="stable")),
    ("South's first left out", by_wave.drop(1)),
):
    print(name)
    for (wave, school), value in cells(table).items():
        true = by_wave[(by_wave.wave == wave) & (by_wave.school == school)].value.item()
        print(f"  {wave} {school} {value}" + ("" if value == true else f", and is {true}"))
PY
cat seen
diff seen - <<'END'
by wave, then school
  first North 4.1
  first South 3.2
  second North 4.4
  second South 2.5
by school
  first North 4.1
  first South 4.4, and is 3.2
  second North 3.2, and is 4.4
  second South 2.5
South's first left out
  first North 4.1
  first South 4.4, and is 3.2
  second North 2.5, and is 4.4
END
