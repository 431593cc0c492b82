#!/usr/bin/env bash
# irrCAC: weighted agreement of ratings in words takes them in the order of the alphabet, also where pandas knows another.
#
# Expected: Gwet's AC2 of an ordered rating (`low` < `middle` < `high`) is the same whether it is given as words of an ordered
# pandas Categorical or as 1, 2, 3.
# Seen with irrCAC 0.4.4, pandas 2.3.3 (Python 3.11, 2026-11-29): the words become `high`, `low`, `middle`, and the weights
# are those of this order: AC2 with linear weights is 0.440 in place of 0.580, without a warning; the order of the Categorical is
# not looked at. Numbers that were read as text go the same way, "10" before "2". Only `categories=` mends it. Hurt is who rates
# interviews by words and reports how far the raters agree.
# Fails when: the ordered Categorical gives what 1, 2, 3 give.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q irrCAC==0.4.4 pandas==2.3.3 numpy==1.26.4
"$work/venv/bin/python" -W ignore - <<'PY'
import pandas as pd
from irrCAC.raw import CAC

steps = ["low", "middle", "high"]
one = ["low", "high", "middle", "low", "high", "middle", "low", "high"]
other = ["low", "middle", "middle", "middle", "high", "low", "low", "high"]
words = pd.DataFrame({"one": one, "other": other})
ordered = words.astype(pd.CategoricalDtype(steps, ordered=True))
numbers = words.apply(lambda column: column.map(steps.index) + 1)


def ac2(ratings, **more):
    found = CAC(ratings, weights="linear", **more)
    return found.categories, found.gwet()["est"]["coefficient_value"]


for name, found in (
    ("1, 2, 3", ac2(numbers)),
    ("ordered words", ac2(ordered)),
    ("words with categories=", ac2(words, categories=steps)),
):
    print(f"{name}: {found}")
assert ac2(ordered) == (["high", "low", "middle"], 0.44023), ac2(ordered)
assert ac2(numbers)[1] == ac2(words, categories=steps)[1] == 0.58017, ac2(numbers)
PY
