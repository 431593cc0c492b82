#!/usr/bin/env bash
# cliffs-delta: one person leaves the question open, and the effect is anything from -0.55 "large" to 0.45 "medium", by the order of the rows.
#
# Expected: who left it open is left out, or the effect is NaN, or a blank is refused, as `None` is; and an effect does not depend on the order of the file.
# Seen with cliffs-delta 1.0.0, numpy 2.4.6 (Python 3.11, 2026-11-30): 1, 2, 3, 4 and a blank against 2, 3, 4, 5 have 13 effects over the 120
# orders they can stand in, among them "large", "medium", "small" and "negligible", below and above nought. Without the blank there is one, -0.44,
# in whatever order. Nothing warns: answers are sorted, and what is not a number stays where it stood and
# keeps its neighbors unsorted. Hurt is who reports an effect beside each change between two waves: what the report says, and which way the change
# goes, is that somebody sorted the export.
# Fails when: a blank is refused or told, or the order no longer matters.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q cliffs-delta==1.0.0 numpy==2.4.6
venv/bin/python -W error - >seen <<'PY'
from itertools import permutations

from cliffs_delta import cliffs_delta

later = [2, 3, 4, 5]
for name, before in (("answered", [1, 2, 3, 4]), ("one blank", [1, 2, 3, 4, float("nan")])):
    effects = sorted({cliffs_delta(list(order), later) for order in permutations(before)})
    print(name, len(effects), effects[0], effects[-1], sorted({size for _, size in effects}))
PY
cat seen
diff seen - <<'END'
answered 1 (-0.4375, 'medium') (-0.4375, 'medium') ['medium']
one blank 13 (-0.55, 'large') (0.45, 'medium') ['large', 'medium', 'negligible', 'small']
END
