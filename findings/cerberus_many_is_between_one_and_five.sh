#!/usr/bin/env bash
# Cerberus: a rating between 1 and 5 may be "many", "9", a list and NaN, and `True` is one of the choices 1, 2 and 3.
#
# Expected: what cannot be compared with 1 and 5 is not between them: an error, as for 9, or an exception; a required answer is not blank.
# Seen with Cerberus 1.3.8 (Python 3.11, 2026-11-30): `{"min": 1, "max": 5}` refuses 9 and passes every value whose comparison fails, and NaN; a
# rule "required" passes "" (it is about the key), `allowed: [1, 2, 3]` passes True and 1.0. Nothing warns. With "type" beside it, "float" passes NaN and "integer"
# True. Hurt is who checks an import of answers with ranges alone, as they stand in a codebook: the cells that are worst
# are the ones that pass, and one NaN makes the mean of all NaN.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q Cerberus==1.3.8
venv/bin/python -W error - >seen <<'PY'
from cerberus import Validator

CHECKS = {
    "range": ({"min": 1, "max": 5}, (3, 9, "many", "9", [9], float("nan"))),
    "range, float": ({"type": "float", "min": 1, "max": 5}, (3.5, 9.0, "many", float("nan"))),
    "range, integer": ({"type": "integer", "min": 1, "max": 5}, (3, 3.5, True)),
    "choices": ({"allowed": [1, 2, 3]}, (2, 4, "2", True, 1.0)),
    "required": ({"required": True}, ("yes", "", [])),
}
for name, (rules, answers) in CHECKS.items():
    passed = [answer for answer in answers if Validator({"rating": rules}).validate({"rating": answer})]
    print(f"{name}: {passed} of {list(answers)}")
PY
cat seen
diff seen - <<'END'
range: [3, 'many', '9', [9], nan] of [3, 9, 'many', '9', [9], nan]
range, float: [3.5, nan] of [3.5, 9.0, 'many', nan]
range, integer: [3, True] of [3, 3.5, True]
choices: [2, True, 1.0] of [2, 4, '2', True, 1.0]
required: ['yes', '', []] of ['yes', '', []]
END
