#!/usr/bin/env bash
# OpenDP: one person leaves the question open, and the published mean is that everybody gave the lowest answer.
#
# Expected: "5.0" read as a whole number is 5, and what cannot be read is left out or told.
# Seen with opendp 0.16.0, pandas 3.1.1 (Python 3.11, 2026-11-29): pandas writes a column of whole numbers with a blank as 5.0, 4.0 and nothing;
# `then_cast_default(TOA=int)`, the cast that cannot fail, makes 0 of "5.0" as of the blank; `then_clamp((1, 5))`, without which there is no
# sum, makes 1 of each 0. Of the ratings 5, 5, 4, 5 and none the mean is 1.0 before any noise; of 5, 5, 4, 5, 4, which are written without
# a point, 4.6. Nothing warns, and nobody can look at the answers themselves. Hurt is who publishes ratings with a promise of privacy, and the
# school that is said to be the worst, since one person there did not answer.
# Fails when: any of the two means changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q opendp==0.16.0 pandas==3.1.1 numpy==2.4.6
cd "$work"
"$work/venv/bin/python" - <<'PY'
import csv

import opendp.prelude as dp
import pandas as pd

dp.enable_features("contrib")


def mean(ratings):
    pd.DataFrame({"rating": ratings}).to_csv("answers.csv")
    with open("answers.csv", newline="") as file:
        texts = [row["rating"] for row in csv.DictReader(file)]
    space = dp.vector_domain(dp.atom_domain(T=str)), dp.symmetric_distance()
    total = space >> dp.t.then_cast_default(TOA=int) >> dp.t.then_clamp((1, 5)) >> dp.t.then_sum()
    print(texts, total(texts) / len(texts))
    return total(texts) / len(texts)


assert mean([5, 5, 4, 5, 4]) == 4.6
assert mean([5, 5, 4, 5, None]) == 1.0
PY
