#!/usr/bin/env bash
# frictionless: a question of which two answers were ticked becomes a place on the globe.
#
# Expected: the cells "1,3" and "2,4" of a column, the codes of the answers that were ticked, as platforms export them, are text.
# Seen with frictionless 5.21.0 (Python 3.11, 2026-11-29): `describe` and `Resource(…).read_rows()` take a column of pairs for `geopoint`,
# longitude and latitude, and give the numbers [1.0, 3.0]. Whoever ticked one or three ("2", "1,2,4") is then in error, while the
# column is a text where they are more than one in ten: the type depends on how many people ticked exactly two. The
# pair "1,99" is an error of its own: no latitude is 99. Hurt is who lets a data package be described from the pilot, in which
# everybody was asked for two, and checks the survey by it.
# Fails when: the pairs are text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q frictionless==5.21.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
from pathlib import Path

from frictionless import Resource, describe, validate

PAIRS = ["1,3", "2,4", "1,2", "3,4"] * 5


def survey(name, cells):
    Path(name).write_text("id,ticked\n" + "".join(f'R{n},"{cell}"\n' for n, cell in enumerate(cells)))
    return describe(name, type="resource").schema.get_field("ticked").type


pilot, mixed, few = survey("pilot.csv", PAIRS), survey("mixed.csv", [*PAIRS, "2", "1,2,4", "4"]), survey("few.csv", [*PAIRS, "2", "1,99"])
first = Resource("pilot.csv").read_rows()[0]["ticked"]
errors = validate("few.csv").flatten(["rowNumber", "type"])
print(f"pairs: {pilot}, the first is {first}; three others among them: {mixed}; two: {few}, {errors}")
assert (pilot, [float(one) for one in first], mixed, few) == ("geopoint", [1.0, 3.0], "string", "geopoint")
assert errors == [[22, "type-error"], [23, "type-error"]], errors
PY
