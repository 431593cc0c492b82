#!/usr/bin/env bash
# tablib: of people who answered the same questions in another order, the answers stand under each other's questions.
#
# Expected: an object of JSON or YAML has names so that order does not count, and what is read from a list of them goes by its name, as pandas and
# pyexcel have it; who has other names than the first is refused, or has a blank.
# Seen with tablib 3.10.0, pandas 2.3.3 and pyexcel 0.7.4 (Python 3.11, 2026-12-01): three people say 5 to trust and 1 to workload; the second
# was asked about workload first. Loaded as JSON, as YAML, as a workbook in JSON and by `Dataset.dict`, names are those of the first person and the others'
# values follow as they stand: the second has a trust of 1 and a workload of 5, and the mean of trust is 3.67. A fourth, who has no workload and
# left a comment, has it as the workload. Only another number of answers is refused. tablib's own export, sorted or not, goes in again as it came out, so that
# a round trip does not show it. Hurt is who asks in random order, or lets people leave a question out: forms keep answers in the order they were given.
# Fails when: any answer stands under its own question, the rows are refused, or pandas or pyexcel moves one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "tablib[yaml]==3.10.0" pandas==2.3.3 pyexcel==0.7.4
"$work/venv/bin/python" - <<'PY'
import json

import pandas as pd
import pyexcel
import tablib
import yaml

people = [
    {"code": "MA04", "trust": 5, "workload": 1},
    {"code": "JO11", "workload": 1, "trust": 5},
    {"code": "EL30", "trust": 5, "workload": 1},
]
plain = tablib.Dataset()
plain.dict = people
book = tablib.Databook().load(json.dumps([{"title": "May", "data": people}]), format="json")
moved = {
    "dict": plain,
    "json": tablib.Dataset().load(json.dumps(people), format="json"),
    "yaml": tablib.Dataset().load(yaml.safe_dump(people, sort_keys=False), format="yaml"),
    "book": book.sheets()[0],
}
for name, table in moved.items():
    print(f"tablib, {name}: trust {table['trust']}, workload {table['workload']}")
    assert (table["trust"], table["workload"]) == ([5, 1, 5], [1, 5, 1])
sheet = pyexcel.get_sheet(records=people, name_columns_by_row=0)
kept = {
    "pandas": pd.DataFrame(people)["trust"].tolist(),
    "pyexcel": list(sheet.column["trust"]),
}
print(kept)
assert all(values == [5, 5, 5] for values in kept.values())

commented = tablib.Dataset().load(json.dumps([*people, {"code": "AB12", "trust": 4, "comment": "too much"}]), format="json")
print("left workload open:", commented[3])
assert commented.headers == ["code", "trust", "workload"]
assert commented[3] == ("AB12", 4, "too much")
try:
    tablib.Dataset().load(json.dumps([*people, {"code": "AB12", "trust": 4}]), format="json")
except tablib.InvalidDimensions:
    print("one answer fewer: refused")
else:
    raise SystemExit("one answer fewer is not refused")
PY
