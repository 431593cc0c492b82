#!/usr/bin/env bash
# factor_analyzer: the newest release installs beside the newest scikit-learn without a conflict, and then fits nothing.
#
# Expected: pip keeps the two apart, or they work together.
# Seen with factor_analyzer 0.5.1 and scikit-learn 1.9.1 (Python 3.11, 2026-11-28): every FactorAnalyzer.fit ends in "TypeError: check_array() got an unexpected keyword argument 'force_all_finite'", since the argument it passes
# was renamed and then taken away, while its requirement on scikit-learn has no upper bound. An
# evaluator who sets up an environment today has no factor analysis until somebody finds the pair. It fits with 1.5.2.
# Fails when: the fit works, pip refuses the pair, or the older pair breaks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/fit.py" <<'PY'
import numpy as np
from factor_analyzer import FactorAnalyzer

draw = np.random.default_rng(1)
answers = draw.normal(size=(200, 1)) + draw.normal(size=(200, 4))
try:
    print("fits", FactorAnalyzer(n_factors=1, rotation=None).fit(answers).loadings_.shape)
except TypeError as error:
    print("TypeError", error)
PY
for sklearn in 1.9.1 1.5.2; do
  python3 -m venv "$work/$sklearn"
  "$work/$sklearn/bin/pip" install -q factor_analyzer==0.5.1 "scikit-learn==$sklearn"
  "$work/$sklearn/bin/python" -W ignore "$work/fit.py"
done >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<<$'TypeError check_array() got an unexpected keyword argument \'force_all_finite\'\nfits (4, 1)'
