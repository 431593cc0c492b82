#!/usr/bin/env bash
# NLTK: a school that rates all four jobs alike has a rank correlation of -0.4 with the order of another school, and -0.4 with that order turned round.
#
# Expected: of a ranking in which all are alike there is no correlation; where some are, they share the middle of their ranks. SciPy does both.
# Seen with nltk 3.10.4, scipy 1.17.1 (Python 3.11, 2026-12-01), `spearman_correlation` of `ranks_from_scores`, which is "suitable for use" there:
#                                          NLTK                    SciPy
#                                   order   turned round    order   turned round
#   all four rated 4                -0.40      -0.40         nan        nan
#   4, 4, 4, 2                       0.50      -1.30        0.77      -0.77
#   4, 4, 3, 3                       0.80      -0.80        0.89      -0.89
#   4, 3, 2, 1                       1.00      -1.00        1.00      -1.00
# Alike ones get the best rank of theirs, 0, 0, 0 and 3, and the short formula holds for ranks without ties. It says "from -1.0 to 1.0". Nothing warns.
# Hurt is who compares the order of priorities of schools by their ratings, where ties are the rule on a scale of five steps: who set no order is
# against everybody, and who set half of one agrees less than they do.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q nltk==3.10.4 scipy==1.17.1
venv/bin/python - <<'PY' | tee seen
import warnings

from nltk.metrics import ranks_from_scores, spearman_correlation
from scipy.stats import spearmanr

warnings.simplefilter("ignore")
QUESTIONS = ("clear", "heard", "safe", "time")
for ratings in ((4, 4, 4, 4), (4, 4, 4, 2), (4, 4, 3, 3), (4, 3, 2, 1)):
    told = []
    for order in (QUESTIONS, QUESTIONS[::-1]):
        other = {question: rank for rank, question in enumerate(order)}
        ranks = dict(ranks_from_scores(zip(QUESTIONS, ratings, strict=True)))
        mine = [-rating for rating in ratings]
        told.append((spearman_correlation(ranks, other), spearmanr(mine, [other[one] for one in QUESTIONS]).statistic))
    print(*ratings, *(f"{value:.2f}" for pair in zip(*told, strict=True) for value in pair))
PY
diff seen - <<'END'
4 4 4 4 -0.40 -0.40 nan nan
4 4 4 2 0.50 -1.30 0.77 -0.77
4 4 3 3 0.80 -0.80 0.89 -0.89
4 3 2 1 1.00 -1.00 1.00 -1.00
END
