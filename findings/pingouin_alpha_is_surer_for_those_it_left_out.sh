#!/usr/bin/env bash
# pingouin: of 30 people 20 answered all questions, and Cronbach's alpha, told to leave the others out, has the interval of 30.
#
# Expected: `nan_policy="listwise"` leaves out people with a blank: all of what it returns is that of the 20 alone.
# Seen with pingouin 0.7.0, pandas 3.0.6 (Python 3.11, 2026-11-30): alpha is that of the 20, 0.953, and the interval reaches from 0.915 to 0.976; the 20 by
# themselves have 0.902 to 0.980. The number of people is taken before they are left out; the more leave a question open the surer it is of the
# few: with 20 who answered and 200 who did not, 0.942 to 0.963. So it is for pairs, as it comes. Nothing warns. Hurt is who reports
# a scale's alpha with its interval: a survey that most broke off looks as good as one that all finished.
# Fails when: the interval is that of the people who answered.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pingouin==0.7.0 scipy==1.17.1 numpy==2.4.6 pandas==3.0.6
venv/bin/python -W error::RuntimeWarning -W error::UserWarning - >seen <<'PY'
import pandas as pd
import pingouin

answered = pd.DataFrame({"q1": [1, 2, 3, 5] * 5, "q2": [2, 2, 3, 4] * 5, "q3": [1.0, 2, 4, 5] * 5})
open_ = pd.DataFrame({"q1": [4.0], "q2": [4.0], "q3": [None]}, dtype=float)
for more in (0, 10, 200):
    people = pd.concat([answered, *[open_] * more], ignore_index=True)
    alpha, interval = pingouin.cronbach_alpha(people, nan_policy="listwise")
    print(f"20 answered, {more} did not: {alpha:.3f}, {interval}")
PY
cat seen
diff seen - <<'END'
20 answered, 0 did not: 0.953, [0.902 0.98 ]
20 answered, 10 did not: 0.953, [0.915 0.976]
20 answered, 200 did not: 0.953, [0.942 0.963]
END
