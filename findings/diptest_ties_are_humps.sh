#!/usr/bin/env bash
# diptest: answers on a scale of five steps are nearly always found to have several humps, also where they have one.
#
# Expected: of samples from a population with a single hump, Hartigan's dip test at 0.05 rejects about one in twenty or fewer, as it
# does for measurements (it is conservative).
# Seen with diptest 0.12.0, numpy 2.3.5 (Python 3.11, 2026-11-29): 60 answers a sample from a rating whose steps 1 to 5 are chosen by
# 5, 20, 50, 20 and 5 %: rejected in all of 200 samples. With numbers drawn from a bell curve, in none or few. Equal values are taken
# as steps of the distribution, which leave the nearest one-humped curve at each of them; nothing warns. Hurt is who looks
# for two camps among raters of a place or levels of a staff: every question of a survey comes out "split".
# Fails when: fewer than half of the samples of ratings are rejected, or more than one in ten of the bell curve's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q diptest==0.12.0 numpy==2.3.5
"$work/venv/bin/python" - <<'PY'
import diptest
import numpy as np

dice = np.random.default_rng(1)
share = {}
for name, draw in (
    ("ratings in five steps", lambda: dice.choice(5, 60, p=[0.05, 0.2, 0.5, 0.2, 0.05]).astype(float)),
    ("a bell curve", lambda: dice.normal(size=60)),
):
    share[name] = np.mean([diptest.diptest(draw())[1] < 0.05 for _ in range(200)])
    print(f"{name}: {share[name]:.0%} of 200 samples of 60 have several humps, at 0.05")
assert share["ratings in five steps"] > 0.5, share
assert share["a bell curve"] <= 0.1, share
PY
