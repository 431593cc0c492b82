#!/usr/bin/env bash
# mord: ratings from 1 to 5 are predicted to be 0, and `score` is a share of hits in one model and an error in its neighbours.
#
# Expected: a predicted rating is one of those that occur, as scikit-learn's classifiers have it; and `score` of ordinal models that
# are offered side by side means the same, so that it can choose among them.
# Seen with mord 0.7, scikit-learn 1.9.1, numpy 2.0.2, scipy 1.15.3 (Python 3.11, 2026-11-29), 300 ratings of 1 to 5: OrdinalRidge and LAD predict 0 for some (they cut off at 0
# below, at the largest label above). LogisticIT scores 0.69, the share of hits; LogisticAT, with just as many hits, -0.31, minus the mean
# absolute error, like LogisticSE and LAD; OrdinalRidge minus the mean square. Nothing warns. Hurt is who predicts ratings of leaders and takes the
# model that cross-validation scores best: it is always LogisticIT, whatever the data; and a table by predicted rating has a step that nobody could choose.
# Fails when: 0 is no longer predicted, or the scores of the two with equal hits are of one sign.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q mord==0.7 scikit-learn==1.9.1 numpy==2.0.2 scipy==1.15.3
"$work/venv/bin/python" -W error - <<'PY'
import mord
import numpy as np

dice = np.random.default_rng(0)
known = dice.normal(size=(300, 1))
rating = np.clip(np.round(3 + known[:, 0] + 0.4 * dice.normal(size=300)), 1, 5).astype(int)
seen = {}
for model in (mord.OrdinalRidge(), mord.LAD(), mord.LogisticAT(), mord.LogisticIT(), mord.LogisticSE()):
    predicted = model.fit(known, rating).predict(known)
    name = type(model).__name__
    seen[name] = (int(predicted.min()), round(float(np.mean(predicted == rating)), 2), round(float(model.score(known, rating)), 2))
    print(f"{name}: lowest prediction {seen[name][0]}, hits {seen[name][1]:.2f}, score {seen[name][2]:.2f}")
assert rating.min() == 1 and seen["OrdinalRidge"][0] == seen["LAD"][0] == 0, seen
assert seen["LogisticAT"][1] == seen["LogisticIT"][1] == seen["LogisticIT"][2] > 0 > seen["LogisticAT"][2], seen
assert max(seen, key=lambda name: seen[name][2]) == "LogisticIT"
PY
