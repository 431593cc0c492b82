#!/usr/bin/env bash
# PyYAML: whether a file is valid YAML depends on whether the wheel was built with libyaml: `{a: Who?, b: 1}` and a comment
# after a tab are read by the one parser and refused by the other.
#
# Expected: yaml.CSafeLoader is yaml.SafeLoader, only faster.
# Seen with PyYAML 6.0.3 and 6.0.4 (Python 3.11, 2026-11-28): CSafeLoader reads both lines; SafeLoader raises ScannerError for both.
# Questionnaires are full of plain texts that end in a question mark: a file checked on one machine is "not YAML" on another
# whose Python had to build PyYAML without libyaml's headers.
# Fails when: the two loaders agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for pinned in PyYAML==6.0.3 PyYAML==6.0.4; do
  python3 -m venv "$work/$pinned"
  "$work/$pinned/bin/pip" install -q "$pinned"
  "$work/$pinned/bin/python" - <<'PY'
import yaml

for text in ("{a: Who?, b: 1}", "a: b\t# a note"):
    fast = yaml.load(text, Loader=yaml.CSafeLoader)
    try:
        slow = yaml.load(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        slow = type(error).__name__
    print(yaml.__version__, repr(text), fast, slow)
    assert isinstance(fast, dict) and isinstance(slow, str), "the loaders agree"
PY
done
