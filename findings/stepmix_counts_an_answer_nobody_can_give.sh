#!/usr/bin/env bash
# stepmix: latent classes of answers coded 1, 2, 3 have parameters for an answer 0, which no question offers.
#
# Expected: a model of categories depends on which answers are equal, not on the numbers that stand for them; or codes that do not begin
# with 0 are refused.
# Seen with stepmix 3.0.0, scikit-learn 1.9.1 (Python 3.11, 2026-11-29): with measurement="categorical" the number of answers is taken
# from the largest code, so that a scale coded 1 to 3 has four. The likelihood is the same to ten digits, but two classes of four
# questions count 25 parameters in place of 17, and BIC grows by 45.6 for 300 people; nothing is said. What is added grows
# with the number of classes, so that BIC and AIC choose fewer classes than there are. A code 9 or 99 for "does not apply" costs as
# much as ten or a hundred answers. Surveys are exported from 1 nearly always. Hurt is who looks for kinds of leaders.
# Fails when: both codings have the same BIC, or codes from 1 are refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q stepmix==3.0.0 scikit-learn==1.9.1 pandas==3.1.1 numpy==2.3.5
"$work/venv/bin/python" -W error::UserWarning - <<'PY'
import numpy as np
from stepmix.stepmix import StepMix

from_one = np.random.default_rng(0).integers(1, 4, size=(300, 4))
seen = {}
for name, answers in (("coded from 0", from_one - 1), ("coded from 1", from_one)):
    model = StepMix(n_components=2, measurement="categorical", random_state=1, verbose=0, progress_bar=0).fit(answers)
    seen[name] = (model.n_parameters, model.score(answers), model.bic(answers))
    print(f"{name}: {seen[name][0]} parameters, log-likelihood {seen[name][1]:.10f} a person, BIC {seen[name][2]:.1f}")
(right, likelihood, bic), (more, same, worse) = seen.values()
assert (right, more) == (17, 25) and abs(likelihood - same) < 1e-9
assert round(worse - bic, 1) == 45.6
PY
