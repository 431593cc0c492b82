#!/usr/bin/env bash
# statsmodels: what an ordered model prints beside "1/2" and "2/3" is not where the answers part.
#
# Expected: the row "2/3" of an ordered logit is the threshold between the answers 2 and 3, with its interval, as polr in R, ologit in
# Stata and SPSS print it.
# Seen with statsmodels 0.15.0 (Python 3.11, 2026-11-29): only the first row is one. Each later row is the logarithm of the distance to the one before:
# thresholds put at -2, 0 and 1.5 and found at -1.91, 0.00 and 1.42 are printed as -1.91, 0.64 and 0.35, under the labels 0/1, 1/2, 2/3; so are
# their standard errors, tests and intervals, in `params` as in `summary()`. They do not even rise. `transform_threshold_params`
# gives the thresholds, without errors. Hurt is who reads off them how likely "agree" is, or puts them into a report beside R's.
# Fails when: the rows are the thresholds.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q statsmodels==0.15.0 scipy==1.17.1 pandas==3.1.1 numpy==2.3.5
"$work/venv/bin/python" -W error::UserWarning - <<'PY'
import numpy as np
import pandas as pd
from statsmodels.miscmodels.ordinal_model import OrderedModel

PUT = [-2, 0, 1.5]
draw = np.random.default_rng(0)
support = draw.normal(size=800)
answer = pd.Series(np.digitize(support + draw.logistic(size=800), PUT), dtype=pd.CategoricalDtype(range(4), ordered=True))
fitted = OrderedModel(answer, pd.DataFrame({"support": support}), distr="logit").fit(method="bfgs", disp=False)
printed = fitted.params[["0/1", "1/2", "2/3"]]
found = fitted.model.transform_threshold_params(fitted.params.to_numpy())[1:-1]
print(fitted.summary().tables[1])
print("thresholds put at", PUT, "and found at", found.round(2).tolist())
assert np.allclose(found, PUT, atol=0.15)
assert printed["2/3"] < printed["1/2"] and abs(printed["2/3"] - 1.5) > 1
assert np.allclose(printed.iloc[1:], np.log(np.diff(found)))
PY
