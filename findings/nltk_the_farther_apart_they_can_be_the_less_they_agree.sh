#!/usr/bin/env bash
# NLTK: two people rate eight interviews and agree with a weighted kappa of 0.85; told how far apart two ratings can be, it is 0.38, or -1.46.
#
# Expected: a weighted kappa is one less the disagreement seen over the one expected by chance; in what unit distances are counted, both are, and it falls out.
# Seen with nltk 3.10.4, scikit-learn 1.7.2 (Python 3.11, 2026-12-01), `AnnotationTask(…, distance=…).weighted_kappa(max_distance=…)`:
#   distance        max_distance        NLTK     scikit-learn
#   squared         1, as it comes      0.85     0.85
#   squared         16, the greatest   -1.46     0.85
#   steps           1, as it comes      0.65     0.65
#   steps           4, the greatest    -0.39     0.65
#   steps / 4       1, as it comes      0.65     0.65
# What is expected is divided by `max_distance`, what is seen is not, since it is not handed on. The parameter has no text beside its name, which says
# what to put there. Nothing warns. Hurt is who lets two people code interviews and sets it to what it is called, as one does where distances
# pass 1, NLTK's own `interval_distance` among them: coders who agree well are sent back to the start. Leave it alone.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q nltk==3.10.4 scikit-learn==1.7.2
venv/bin/python - <<'PY' | tee seen
from nltk.metrics import interval_distance
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

ana, ben = [1, 2, 3, 4, 5, 3, 2, 4], [1, 3, 3, 4, 4, 3, 1, 5]
rows = [(who, interview, said) for who, ratings in (("ana", ana), ("ben", ben)) for interview, said in enumerate(ratings)]


def steps(one, other):
    return abs(one - other)


def quarters(one, other):
    return abs(one - other) / 4


for distance, greatest, weights in (
    (interval_distance, 1, "quadratic"),
    (interval_distance, 16, "quadratic"),
    (steps, 1, "linear"),
    (steps, 4, "linear"),
    (quarters, 1, "linear"),
):
    kappa = AnnotationTask(data=rows, distance=distance).weighted_kappa(max_distance=greatest)
    print(distance.__name__, greatest, f"{kappa:.2f}", f"{cohen_kappa_score(ana, ben, weights=weights):.2f}")
PY
diff seen - <<'END'
interval_distance 1 0.85 0.85
interval_distance 16 -1.46 0.85
steps 1 0.65 0.65
steps 4 -0.39 0.65
quarters 1 0.65 0.65
END
