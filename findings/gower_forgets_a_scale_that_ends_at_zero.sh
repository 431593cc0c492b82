#!/usr/bin/env bash
# gower: a numeric column whose largest value is 0 counts as if everybody had said the same, and one blank spoils its row.
#
# Expected: as Gower (1971) has it, a number's part in the distance is |a - b| / (largest - smallest), and a pair in which one of the
# two is missing is left out of that pair's mean.
# Seen with gower 0.1.2 (Python 3.11, 2026-11-29): the range is worked out as |1 - smallest / largest|, and taken as 0 where the
# largest is 0. Four interviews coded -4 to 0 on "loss of the old way" have distance 0 to each other; the same codes without
# the sign have the right ones. A blank in one number makes all distances of that interview NaN, though the other columns
# are filled. Whoever clusters coded interviews, with scales that run from bad (negative) to none (0), clusters without them.
# Fails when: the distances over the signed column are right, or the blank is left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q gower==0.1.2 pandas==2.3.3 numpy==1.26.4
"$work/venv/bin/python" - <<'PY'
import gower
import numpy as np
import pandas as pd

who = ["one", "two", "three", "four"]
place = ["city", "city", "town", "town"]
loss = [-4.0, -2.0, -1.0, 0.0]
right = np.abs(np.subtract.outer(loss, loss)) / 4

signed = gower.gower_matrix(pd.DataFrame({"loss": loss}, index=who))
unsigned = gower.gower_matrix(pd.DataFrame({"loss": [-value for value in loss]}, index=who))
print("coded  4 to 0:", unsigned[0].tolist())
print("coded -4 to 0:", signed[0].tolist(), "  right:", right[0].tolist())
assert np.allclose(unsigned, right), unsigned
assert not signed.any(), signed

blank = gower.gower_matrix(pd.DataFrame({"gain": [4.0, np.nan, 1.0, 0.0], "place": place}, index=who))
print("with one blank:", blank[1].tolist(), "  right: [0.0, 0.0, 1.0, 1.0]")
assert np.isnan(blank[1]).all() and not np.isnan(blank[0, 2]), blank
PY
