#!/usr/bin/env bash
# krippendorff and irrCAC: "Krippendorff's alpha, ordinal" of the same ratings is two different figures.
#
# Expected: the nominal and interval alphas of both packages agree to all digits printed, and so would the ordinal one.
# Seen with krippendorff 0.9.0 and irrCAC 0.4.4 (numpy 1.26.4, Python 3.11, 2026-11-28), ten passages, two coders, codes 1 to 5:
# nominal .3987 in both, interval .5682 in both, ordinal .5496 and .5618. krippendorff weighs a disagreement by how often the
# codes between were used (Krippendorff's own metric); irrCAC's weights="ordinal" are Gwet's, which look at the codes' ranks
# only. A codebook's "ordinal alpha of at least …" may hold in one package and fail in the other.
# Fails when: the ordinal figures agree, or any figure changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q irrCAC==0.4.4 krippendorff==0.9.0 numpy==1.26.4 pandas==2.3.3 scipy==1.12.0
"$work/venv/bin/python" -W ignore - <<'PY'
import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

codes = np.array([[1, 1], [2, 2], [3, 4], [4, 5], [5, 5], [1, 2], [3, 3], [5, 4], [1, 5], [2, 2]], dtype=float)
seen = {}
for level, weights in {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic"}.items():
    one = krippendorff.alpha(reliability_data=codes.T, level_of_measurement=level)
    other = CAC(pd.DataFrame(codes), weights=weights).krippendorff()["est"]["coefficient_value"]
    seen[level] = (round(float(one), 4), round(float(other), 4))
    print(level, seen[level])
assert seen == {"nominal": (0.3987, 0.3987), "ordinal": (0.5496, 0.5618), "interval": (0.5682, 0.5682)}
PY
