#!/usr/bin/env bash
# pandas: in a file of fixed width the first hundred people rate from 1 to 9; the next rates 10, and has rated 0.
#
# Expected: columns that are found by looking at a file hold what stands in it, as readr (R) finds them, or a row that sticks out of them is told.
# Seen with pandas 2.3.3 (Python 3.11), readr 2.1.4 (R 4.2, Debian 12, 2026-12-01): how likely one would recommend the district is answered from 0
# to 10, right-aligned, as statistics programs write it. `read_fwf` finds the columns in the first 100 rows, where nobody says 10; from then on a 10 is cut
# to the 0 that stands in the column found, and the 1 is in no column. Left-aligned, "maybe" below a hundred times "yes" and "no" is "may", and its "be"
# stands in no column or under the next question. Nothing warns. `infer_nrows`, beyond the length of the file, gives 10, and readr does without being asked.
# Hurt is whoever says the most: of thirty tens after row 100 each is a nought, a promoter a detractor, and the mean is 3.8 in place of 6.1.
# Fails when: a 10 is a 10, or anything is told, without `infer_nrows`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pandas==2.3.3
apt-get install -qq --no-install-recommends r-cran-readr=2.1.4-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-readr, and root"; exit 1; }
cat >fixed.py <<'PY'
import warnings

import pandas as pd

warnings.simplefilter("error")
rated = [at % 9 + 1 for at in range(100)] + [10] * 30
with open("rated.txt", "w") as file:
    file.writelines(f"A{at:03d} {rating:2d} {at % 5 + 1}\n" for at, rating in enumerate(rated))
found = pd.read_fwf("rated.txt", header=None, names=["code", "rating", "trust"])
whole = pd.read_fwf("rated.txt", header=None, names=["code", "rating", "trust"], infer_nrows=1000)
for name, frame in {"as is": found, "infer_nrows": whole}.items():
    print(f"pandas, {name}: mean {frame['rating'].mean():.2f}, of the last thirty {set(frame['rating'][100:])}")
assert found["rating"].tolist() == rated[:100] + [0] * 30
assert whole["rating"].tolist() == rated
assert found["trust"].tolist() == whole["trust"].tolist()

with open("said.txt", "w") as file:
    file.writelines(f"A{at:03d} {said:5} {at % 5 + 1}\n" for at, said in enumerate(["yes", "no"] * 50 + ["maybe"]))
said = pd.read_fwf("said.txt", header=None).iloc[100, 1]
print("pandas: maybe is", said)
assert said == "may"
PY
venv/bin/python fixed.py
Rscript --vanilla -e 'rated <- suppressMessages(readr::read_fwf("rated.txt", show_col_types = FALSE))' \
  -e 'cat("readr: mean", round(mean(rated$X2), 2), "\n"); stopifnot(all(rated$X2[101:130] == 10))'
