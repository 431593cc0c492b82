#!/usr/bin/env bash
# diffprivlib: a thousand people all say 4 on a scale of 1 to 5, and their median is any number between 1 and 5, drawn evenly.
#
# Expected: a median with differential privacy is near the median once there are many people and the budget is large; certainly where all said the same.
# Seen with diffprivlib 0.6.6, numpy 2.0.2, scikit-learn 1.5.2 (Python 3.11, 2026-11-29): `tools.median(…, epsilon=1, bounds=(1, 5))` draws a gap
# between two neighbouring answers, the wider the likelier, and then a place in it. Between equal answers there is no gap, so the true
# median is the one value that cannot be drawn: of 400 medians of a thousand 4s about a quarter lie in each of 1 to 2, 2 to 3, 3 to 4 and
# 4 to 5. With noise of up to a half added to each answer beforehand all are within 0.1 of 4. Nothing warns; `quantile` and `percentile`
# draw alike. Hurt is who publishes ratings of schools with a promise of privacy: the figure says nothing about the school, and looks like
# one that does. Measurements, which seldom tie, fare well.
# Fails when: fewer than 15 or more than 35 in a hundred lie in any of the four quarters, or the answers with noise are not near 4.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q diffprivlib==0.6.6 scikit-learn==1.5.2 numpy==2.0.2 scipy==1.15.3
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import numpy as np
from diffprivlib import tools

draw = np.random.default_rng(1)
fours = np.full(1000, 4.0)
medians = [tools.median(fours, epsilon=1, bounds=(1, 5), random_state=seed) for seed in range(400)]
quarters = np.histogram(medians, bins=[1, 2, 3, 4, 5])[0] / len(medians)
spread = fours + draw.uniform(-0.5, 0.5, fours.size)
near = [tools.median(spread, epsilon=1, bounds=(0.5, 5.5), random_state=seed) for seed in range(100)]
print("of a thousand 4s, between 1, 2, 3, 4 and 5:", quarters.tolist())
print("with noise of a half:", round(min(near), 2), "to", round(max(near), 2))
assert 0.15 < quarters.min() and quarters.max() < 0.35, quarters
assert 3.9 < min(near) and max(near) < 4.1
PY
