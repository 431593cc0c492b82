#!/usr/bin/env bash
# crowd-kit: two coders differ over three of four interviews, and the majority says "gain" of all four; the file turned round, "loss" of three.
#
# Expected: where as many say the one as the other there is no majority: no label, a chance that can be set, or a rule that is told.
# Seen with crowd-kit 1.4.2, pandas 3.1.1 (Python 3.11, 2026-11-30): `MajorityVote` gives every tie to the label that the file has first, of
# all its rows, not of that interview: whatever the first coder said of the first interview wins wherever the two differ. A file
# in another order has another result from the same votes; with pandas 2.3.3 the first of the alphabet wins. `fit_predict_proba` shows
# the halves; the labels come without a warning, and its page does not speak of ties. Hurt is who lets a majority settle what two or four
# coders said: the counts of themes are the order of the rows.
# Fails when: a tie is not given to the first label, or is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1 tqdm==4.67.1 nltk==3.9.2 attrs==25.4.0 typing-extensions==4.15.0
venv/bin/pip install -q --no-deps crowd-kit==1.4.2
venv/bin/python - >seen <<'PY'
import pandas as pd
from crowdkit.aggregation.classification import MajorityVote

ana = {"one": "gain", "two": "loss", "three": "loss", "four": "gain"}
ben = {"one": "gain", "two": "gain", "three": "gain", "four": "loss"}
votes = pd.DataFrame(
    [(task, worker, label) for worker, said in (("ana", ana), ("ben", ben)) for task, label in said.items()],
    columns=["task", "worker", "label"],
)
for name, table in (("as coded", votes), ("turned round", votes[::-1]), ("by interview", votes.sort_values(["task", "worker"]))):
    labels = MajorityVote().fit_predict(table)
    print(name, *[labels[task] for task in ana])
PY
cat seen
diff seen - <<'END'
as coded gain gain gain gain
turned round gain loss loss loss
by interview gain gain gain gain
END
