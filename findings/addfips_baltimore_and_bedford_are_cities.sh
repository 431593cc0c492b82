#!/usr/bin/env bash
# addfips: Fairfax in Virginia is the city, not the county around it; Baltimore and St. Louis likewise; and Bedford a city that is none since 2013.
#
# Expected: where a county and an independent city share a name none is given, or the county: `get_county_fips` is asked for a county.
# Seen with addfips 0.4.2 (Python 3.11, 2026-11-29), its list of 2020 as it comes: names are kept without "County" and "city", a later line over an
# earlier one, and the cities come later:
#   asked for           given                        with "County" behind it
#   Baltimore, MD       24510 (the city)             24005
#   St. Louis, MO       29510 (the city)             29189
#   Fairfax, VA         51600 (the city)             51059
#   Richmond, VA        51760 (the city)             51159
#   Bedford, VA         51515 (gone since July 2013) 51019
# So for Roanoke and Franklin. Nothing warns. Hurt is who joins school systems by the name of their county to figures of the Census: a county's
# schools get the children, incomes and rents of a city that is no part of it. (Say "County".)
# Fails when: any of the codes changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q addfips==0.4.2 setuptools==80.9.0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import addfips

code = addfips.AddFIPS().get_county_fips
asked = {
    ("Baltimore", "MD"): ("24510", "24005"),
    ("St. Louis", "MO"): ("29510", "29189"),
    ("Fairfax", "VA"): ("51600", "51059"),
    ("Richmond", "VA"): ("51760", "51159"),
    ("Bedford", "VA"): ("51515", "51019"),
    ("Roanoke", "VA"): ("51770", "51161"),
    ("Franklin", "VA"): ("51620", "51067"),
}
found = {place: (code(place[0], state=place[1]), code(f"{place[0]} County", state=place[1])) for place in asked}
for place, codes in found.items():
    print(*place, *codes)
assert found == asked, found
PY
