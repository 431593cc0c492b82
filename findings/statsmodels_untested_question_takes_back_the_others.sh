#!/usr/bin/env bash
# statsmodels: three questions differ between two schools, a fourth could not be tested, and now none of the three differs, or has a p-value at all.
#
# Expected: a test that could not be made (everybody said the same, p is NaN) is none of the tests: the others are adjusted without it, as R's
# `p.adjust` and pingouin's `multicomp` do, or NaN is refused, as SciPy's `false_discovery_control` does.
# Seen with statsmodels 0.15.0, scipy 1.17.1, pingouin 0.7.0, pandas 3.0.6 (Python 3.11, 2026-11-30), `multipletests` of 0.01, 0.02, 0.04, alone and with a NaN:
#              rejected alone   with NaN         adjusted alone        with NaN
#   holm       all three        the first        0.03 0.04 0.04        0.04 0.06 0.08
#   hommel     all three        none             0.03 0.04 0.04        NaN NaN NaN
#   fdr_bh     all three        the first two    0.03 0.03 0.04        NaN NaN NaN
#   fdr_gbs    all three        none             0.03 0.03 0.03        NaN NaN NaN
# NaN counts as a test, and what is worked out from the largest p down is NaN for all; what is rejected and what is adjusted no longer
# agree. Nothing warns. Hurt is who tests a questionnaire question by question: one that nobody disagreed about takes back the rest.
# Fails when: a row changes, or NaN is refused or told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6 pandas==3.0.6 pingouin==0.7.0
venv/bin/python -W error::RuntimeWarning -W error::UserWarning:statsmodels - >seen <<'PY'
import numpy as np
from pingouin import multicomp
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

tested, untested = [0.01, 0.02, 0.04], [0.01, 0.02, 0.04, np.nan]


def told(made):
    return made[0][:3].astype(int), made[1][:3].round(2)


for method in ("holm", "hommel", "fdr_bh", "fdr_gbs"):
    print(method, *told(multipletests(tested, method=method)), "with NaN", *told(multipletests(untested, method=method)))
print("pingouin", *told(multicomp(untested, method="holm")), *told(multicomp(untested, method="fdr_bh")))
try:
    false_discovery_control(untested)
except ValueError as error:
    print("scipy", error)
PY
cat seen
diff seen - <<'END'
holm [1 1 1] [0.03 0.04 0.04] with NaN [1 0 0] [0.04 0.06 0.08]
hommel [1 1 1] [0.03 0.04 0.04] with NaN [0 0 0] [nan nan nan]
fdr_bh [1 1 1] [0.03 0.03 0.04] with NaN [1 1 0] [nan nan nan]
fdr_gbs [1 1 1] [0.03 0.03 0.03] with NaN [0 0 0] [nan nan nan]
pingouin [1 1 1] [0.03 0.04 0.04] [1 1 1] [0.03 0.03 0.04]
scipy `ps` must include only numbers between 0 and 1.
END
