#!/usr/bin/env bash
# pingouin: Cramér's V of a table in which the one answer gives the other away is 0.9, or 1.29, or 2.06; seldom 1.
#
# Expected: V lies between 0 and 1 and is 1 when each answer goes with exactly one of the other question; it is worked out of Pearson's
# chi-square, as scipy's `association` does.
# Seen with pingouin 0.7.0, scipy 1.17.1 (Python 3.11, 2026-11-29): `chi2_independence` works V out of each row's own statistic, with
# Yates' correction in it for tables of two by two (`correction=True` is the default). Twenty people, ten yes and ten no, the same to both questions:
# Pearson 0.900, log-likelihood 0.995, Freeman-Tukey 1.105, mod-log-likelihood 1.289, Neyman 2.065; scipy says 1.0. Without the
# correction Pearson's is 1. The correction is meant for p and weighs most in small groups, so that schools of different size
# with the same bond get different effects. Hurt is who reports effects of yes-or-no questions.
# Fails when: Pearson's V is 1 by default, or none passes 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pingouin==0.7.0 scipy==1.17.1 pandas==3.1.1 numpy==2.3.5
"$work/venv/bin/python" -W ignore - <<'PY'
import numpy as np
import pandas as pd
import pingouin
from scipy.stats.contingency import association

said = ["yes"] * 10 + ["no"] * 10
both = pd.DataFrame({"before": said, "after": said})


def effects(**how):
    return pingouin.chi2_independence(both, "before", "after", **how)[2].set_index("test")["cramer"].round(3)


as_it_comes, plain = effects(), effects(correction=False)["pearson"]
scipys = association(np.array([[10, 0], [0, 10]]), method="cramer")
print(as_it_comes.to_string(), f"without the correction: {plain}, scipy: {scipys}", sep="\n")
assert as_it_comes["pearson"] == 0.9 and plain == 1 and scipys == 1
assert as_it_comes["freeman-tukey"] > 1.1 and as_it_comes["neyman"] > 2
PY
