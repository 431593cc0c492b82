#!/usr/bin/env bash
# mirt (Python): a statement is turned round, and who left it open has answered one step above the top.
#
# Expected: -1 is the package's own mark for a missing answer (`validate_responses` puts it for NaN, `itemstats` and the models take all negatives
# so); `reverse_score` leaves it, and turns by the scale.
# Seen with mirt 1.2.0, numpy 2.4.6 (Python 3.11, 2026-11-29), six people on a scale of 0 to 4, of whom two leave the statement open. Checked, then turned round, the two
# have 5, `itemstats` counts six answers with a mean of 3 where four have a mean of 2, and no hole is left to be seen. NaN that was not checked
# first stays. `key2binary` makes the marks a wrong answer. Without max_score the turn is by the highest number in the table:
# where nobody chose 4, 0 becomes 3. Nothing warns. Hurt is who scales a survey with statements worded both ways: the more people skip
# one, the higher it is, and it has a sixth step in the model.
# Fails when: the marks stay, or are told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q mirt==1.2.0 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/python" -W error - <<'PY'
import numpy as np
from mirt import itemstats, key2binary, reverse_score, validate_responses

given = np.array([[0, 1], [2, 2], [np.nan, 3], [2, 4], [4, 0], [np.nan, 2]])
checked = validate_responses(given)
turned = reverse_score(checked, [0], max_score=4)
stats = itemstats(turned)
right = itemstats(reverse_score(given, [0], max_score=4))
print("checked", checked[:, 0], "turned", turned[:, 0])
print("answers", stats.n[0], "missing", stats.n_missing[0], "mean", stats.mean[0], "; not checked first:", right.n[0], right.n_missing[0], right.mean[0])
print("by a key", key2binary(checked, [4, 4])[:, 0], "turned by what occurs", reverse_score(np.array([[0.0], [3.0]]))[:, 0])
assert checked[:, 0].tolist() == [0, 2, -1, 2, 4, -1]
assert turned[:, 0].tolist() == [4, 2, 5, 2, 0, 5]
assert (stats.n[0], stats.n_missing[0], stats.mean[0]) == (6, 0, 3)
assert (right.n[0], right.n_missing[0], right.mean[0]) == (4, 2, 2)
assert key2binary(checked, [4, 4])[:, 0].tolist() == [0, 0, 0, 0, 1, 0]
assert reverse_score(np.array([[0.0], [3.0]]))[:, 0].tolist() == [3, 0]
PY
