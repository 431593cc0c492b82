#!/usr/bin/env bash
# cleanco: "Greenville School District, SC" and "Greenville School District, CA" are both "Greenville School District"; the one in TX stays in TX.
#
# Expected: what takes "LLC" and "Inc" off the names of organizations, to compare them, leaves the state at their end, or takes every state.
# Seen with cleanco 2.3 (Python 3.11, 2026-11-30): `basename` takes off CA, CO, KS, KY, NV, OK, SC and SD, which are kinds of company somewhere, and leaves the
# other 42; so too the "Co" of a county and the "PS" of a school. Its page shows "Some Big Pharma, LLC" and says that some suffixes may be wrong.
# Nothing warns. Hurt is who matches lists of districts or grantees by cleaned names: in eight states two of one name become one, with
# a neighbor's numbers. Instead: the state in a column of its own before names are cleaned, or `custom_basename` with own terms.
# Fails when: one of the eight stays, or another goes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q cleanco==2.3
venv/bin/python - >seen <<'PY'
from cleanco import basename

states = """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO
MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY""".split()
for name in ("Greenville School District, SC", "Greenville School District, CA", "Greenville School District, TX", "Jefferson Co", "Aurora PS"):
    print(f"{name:31} {basename(name)}")
print(len(states), "states, taken off:", *[state for state in states if basename(f"Greenville School District, {state}") == "Greenville School District"])
PY
cat seen
diff seen - <<'END'
Greenville School District, SC  Greenville School District
Greenville School District, CA  Greenville School District
Greenville School District, TX  Greenville School District, TX
Jefferson Co                    Jefferson
Aurora PS                       Aurora
50 states, taken off: CA CO KS KY NV OK SC SD
END
