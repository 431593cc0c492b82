#!/usr/bin/env bash
# mlxtend, SciPy: two schools answer alike, one person leaves the question open, and the permutation test says p = 0.
#
# Expected: who left it open is left out, or the result is NaN, as SciPy's own `ttest_ind` and `mannwhitneyu` give it, or refused.
# Seen with mlxtend 0.25.0, scipy 1.17.1, numpy 2.4.6 (Python 3.11, 2026-11-30): the differences of all rearrangements are NaN, none counts
# as large, and of none the share is p = 0.0: `permutation_test` of both, exact, also paired, and SciPy's `pearsonr` with a
# `PermutationMethod`; drawn at random p = 1 / (draws + 1), twice that for two sides, the least that it can say. Without the blank p is 1.0.
# No warning, and the pages of these functions do not speak of missing values. Hurt is who tests many questions between schools or
# waves in a loop: those that somebody skipped, and only those, come out as found.
# Fails when: a blank is left out, refused or told, or gives NaN.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q mlxtend==0.25.0 scipy==1.17.1 numpy==2.4.6 pandas==3.0.6
venv/bin/python -W error - >seen <<'PY'
import numpy as np
from mlxtend.evaluate import permutation_test
from scipy import stats


def apart(x: np.ndarray, y: np.ndarray) -> float:
    return np.mean(x) - np.mean(y)


north, south = [2, 3, 4, 3, np.nan], [3, 4, 2, 3, 3]
print("mlxtend", permutation_test(north, south), permutation_test(north, south, paired=True))
print("mlxtend drawn", permutation_test(north, south, method="approximate", num_rounds=999, seed=1))
print("scipy", *[stats.permutation_test((north, south), apart, permutation_type=kind).pvalue for kind in ("independent", "samples")])
print("scipy drawn", stats.permutation_test((north * 3, south * 3), apart, n_resamples=999, rng=1).pvalue)
print("scipy pearsonr", stats.pearsonr(north, south, method=stats.PermutationMethod(rng=1)).pvalue)
print("scipy t, U", stats.ttest_ind(north, south).pvalue, stats.mannwhitneyu(north, south).pvalue)
print("answered", permutation_test(north[:4], south), stats.permutation_test((north[:4], south), apart).pvalue)
PY
cat seen
diff seen - <<'END'
mlxtend 0.0 0.0
mlxtend drawn 0.001
scipy 0.0 0.0
scipy drawn 0.002
scipy pearsonr 0.0
scipy t, U nan nan
answered 1.0 1.0
END
