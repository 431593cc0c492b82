#!/usr/bin/env bash
# nameparser: King Davis has the first name Davis and no last one, Judge Taylor no first name, and neither is told as a guess.
#
# Expected: of two words the first is the first name, as "Dean Smith" and "Major Brown" are read; or the doubt stands among
# `ambiguities`, where it is for "Van Johnson".
# Seen with nameparser 2.6.0 (Python 3.11, 2026-11-29): King and Prince are titles before a first name, so the last name is empty, also
# of "Davis, King"; Judge, Bishop and Marquis are titles before a last name, so the first name is empty. `ambiguities` is empty for
# all of them. They are given names that people bear. Hurt is who writes to leaders or links the lists of two years by first and
# last name: a letter begins "Dear ,", the list is sorted under a blank, and King Davis is joined to nobody.
# Fails when: any of the names is split another way, or its doubts are told otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q nameparser==2.6.0
"$work/venv/bin/python" -W error - >"$work/seen" <<'PY'
from nameparser import parse

for text in ("King Davis", "Prince Jackson", "Davis, King", "Judge Taylor", "Bishop Lee", "Marquis Hill", "Dean Smith", "Major Brown", "Van Johnson"):
    name = parse(text)
    print(f"{text}: title={name.title} first={name.given} last={name.family} doubts={len(name.ambiguities)}")
PY
cat "$work/seen"
diff "$work/seen" - <<'END'
King Davis: title=King first=Davis last= doubts=0
Prince Jackson: title=Prince first=Jackson last= doubts=0
Davis, King: title=King first=Davis last= doubts=0
Judge Taylor: title=Judge first= last=Taylor doubts=0
Bishop Lee: title=Bishop first= last=Lee doubts=0
Marquis Hill: title=Marquis first= last=Hill doubts=0
Dean Smith: title= first=Dean last=Smith doubts=0
Major Brown: title= first=Major last=Brown doubts=0
Van Johnson: title= first=Van last=Johnson doubts=1
END
