#!/usr/bin/env bash
# scikit-learn: weighted kappa counts the steps between the labels that occur, not between the labels of the scale.
#
# Expected: on a scale from 1 to 5 a disagreement of 1 and 5 weighs four steps, whether or not anybody said 2 or 3.
# Seen with scikit-learn 1.9.1 (Python 3.11, 2026-11-28): two raters who used 1, 4 and 5 only get 0.375 with linear weights, as if
# 4 were next to 1; with labels=[1, 2, 3, 4, 5] the same ratings get 0.4375. Few raters and skewed ratings, the rule when
# interviews are coded, leave labels out, and two waves of the same study are then weighed by two different rulers.
# Fails when: the two figures agree or change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q scikit-learn==1.9.1
"$work/venv/bin/python" - <<'PY'
from sklearn.metrics import cohen_kappa_score

one, two = [1, 1, 1, 5, 5, 5, 1, 5], [1, 1, 5, 5, 5, 1, 1, 4]
found = cohen_kappa_score(one, two, weights="linear")
named = cohen_kappa_score(one, two, weights="linear", labels=[1, 2, 3, 4, 5])
print(found, named)
assert (round(found, 4), round(named, 4)) == (0.375, 0.4375)
PY
