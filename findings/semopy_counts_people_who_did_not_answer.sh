#!/usr/bin/env bash
# semopy: a factor model on data with holes counts everybody as if they had answered all, so that its standard errors and
# fit are those of a larger survey.
#
# Expected: rows with holes are left out, or used for what they hold (full information), and the errors grow with the holes.
# Seen with semopy 2.3.11, numpy 2.4.6, pandas 3.1.1, scipy 1.17.1 (Python 3.11, 2026-11-28): 600 people, four statements of one
# factor; then two of three cells of the last one are emptied at random. Model.fit takes each covariance from the pairs that
# are there (a masked covariance), keeps n = 600, warns of nothing, and gives the loading of that statement the same standard
# error as with all its answers (ratio about 1.0); the 200 whole rows alone give one that is larger by about the root of three.
# Fails when: holes are told, n falls, or the error grows with the holes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q semopy==2.3.11 numpy==2.4.6 pandas==3.1.1 scipy==1.17.1
"$work/venv/bin/python" - <<'PY'
import warnings

import numpy as np
import pandas as pd
import semopy

draw = np.random.default_rng(5)
factor = draw.normal(size=600)
whole = pd.DataFrame({name: factor * 0.8 + draw.normal(size=600) * 0.6 for name in "abcd"})
holed = whole.copy()
holed.loc[draw.permutation(600)[:400], "d"] = np.nan


def error(data):
    model = semopy.Model("F =~ a + b + c + d")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        model.fit(data)
    about = [str(one.message) for one in told if "missing" in str(one.message).lower() or "nan" in str(one.message).lower()]
    table = model.inspect()
    return float(table[table.lval.eq("d") & table.op.eq("~")]["Std. Err"].iloc[0]), model.n_samples, about


(all_, n_all, _), (holes, n_holes, told), (rows, n_rows, _) = error(whole), error(holed), error(holed.dropna())
print(f"all {all_:.4f} n={n_all}; holes {holes:.4f} n={n_holes} {told}; whole rows {rows:.4f} n={n_rows}")
assert (n_all, n_holes, n_rows, told) == (600, 600, 200, [])
assert 0.8 < holes / all_ < 1.25 and rows / all_ > 1.5
PY
