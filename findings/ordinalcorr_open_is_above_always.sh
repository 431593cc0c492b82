#!/usr/bin/env bash
# ordinalcorr: who left a question open counts as one step above the highest answer, or makes the correlation 1.
#
# Expected: a polychoric or polyserial correlation leaves out the pairs that have a hole, as pandas' `corr` and R's `polycor` do, or says
# that it cannot; and an ordered Categorical keeps its order, as `hetcor` says that it takes ordered ones.
# Seen with ordinalcorr 0.9.0, pandas 3.1.1, numpy 2.4.6 (Python 3.11, 2026-11-29): 2000 people, two statements in five steps that correlate by 0.6; 700 chosen
# by chance leave the first one open. `polychoric` and `hetcor` then say 0.47; the 1300 whole rows say 0.62. `polyserial` says 0.26 in place of 0.62 where
# the steps have the holes, and 1.00 where the measured score has them. In words, as an ordered Categorical (never to always), both whole columns have
# 0.29 in place of 0.61: the steps go by the alphabet. Nothing warns. Hurt is who builds a factor or reliability analysis of a
# survey on that matrix: the question most people skip loses its place in the scale, or leads it.
# Fails when: the holes are left out, the order is kept, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q ordinalcorr==0.9.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
import pandas as pd
from ordinalcorr import hetcor, polychoric, polyserial

score = np.random.default_rng(3).multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 2000)
first, second = (np.digitize(score, [-1.5, -0.5, 0.5, 1.5]) + 1.0).T
steps = ["never", "seldom", "sometimes", "often", "always"]
words = {name: pd.Categorical.from_codes(said.astype(int) - 1, steps, ordered=True) for name, said in (("a", first), ("b", second))}
given = np.arange(2000) >= 700


def holed(answers):
    return np.where(given, answers, np.nan)


seen = {
    "polychoric": (polychoric(holed(first), second), polychoric(first[given], second[given])),
    "hetcor": (hetcor(pd.DataFrame({"a": holed(first), "b": second})).loc["a", "b"], polychoric(first[given], second[given])),
    "polyserial, steps": (polyserial(score[:, 0], holed(second)), polyserial(score[given, 0], second[given])),
    "polyserial, score": (polyserial(holed(score[:, 0]), second), polyserial(score[given, 0], second[given])),
    "hetcor, words": (hetcor(pd.DataFrame(words)).loc["a", "b"], polychoric(first, second)),
}
for name, (found, right) in seen.items():
    print(f"{name:18} {found:.2f} in place of {right:.2f}")
assert [round(float(found), 2) for found, _ in seen.values()] == [0.47, 0.47, 0.26, 1.0, 0.29], seen
assert [round(float(right), 2) for _, right in seen.values()] == [0.62, 0.62, 0.62, 0.62, 0.61], seen
PY
