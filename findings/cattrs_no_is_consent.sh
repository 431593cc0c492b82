#!/usr/bin/env bash
# cattrs, colander: "no", "false" and "off" under consent are True, a rating of 4.9 is 4, and a comment that is missing is the text "None".
#
# Expected: what is none of a field's values is refused, or "no" is no, as pydantic has it; a missing answer is no text.
# Seen with cattrs 26.2.1, colander 2.0 (Python 3.11, 2026-11-30), `cattrs.structure` as it comes: to bool every text but "" is True, to int 4.9 and
# "4" are 4, to str `None` is "None"
# and a list its code, to `Literal[1, 2, 3]` True stays True. colander's Boolean takes "false" and "0" for False, as its page says, and for True
# also "no", "off" and "n"; its
# Float takes "nan" through a Range of 1 to 5; its Integer 4.9 for 4. `detailed_validation`, which is on, finds none of it. Nothing warns. Hurt is who reads
# answers out of CSV into classes: everybody who said "no" agreed, and to be left out is to comment.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q cattrs==26.2.1 colander==2.0 setuptools==80.9.0
venv/bin/python - >seen <<'PY'
from dataclasses import dataclass
from typing import Literal

import cattrs
import colander


@dataclass
class Answer:
    consent: bool
    rating: int
    comment: str
    grade: Literal[1, 2, 3]


for consent in ("yes", "no", "false", "0", ""):
    print("cattrs", cattrs.structure({"consent": consent, "rating": 4.9, "comment": None, "grade": True}, Answer))
agree = colander.SchemaNode(colander.Boolean())
print("colander", {said: agree.deserialize(said) for said in ("yes", "no", "off", "n", "false", "0")})
print(colander.SchemaNode(colander.Float(), validator=colander.Range(1, 5)).deserialize("nan"), end=" ")
print(colander.SchemaNode(colander.Integer()).deserialize(4.9))
PY
cat seen
diff seen - <<'END'
cattrs Answer(consent=True, rating=4, comment='None', grade=True)
cattrs Answer(consent=True, rating=4, comment='None', grade=True)
cattrs Answer(consent=True, rating=4, comment='None', grade=True)
cattrs Answer(consent=True, rating=4, comment='None', grade=True)
cattrs Answer(consent=False, rating=4, comment='None', grade=True)
colander {'yes': True, 'no': True, 'off': True, 'n': True, 'false': False, '0': False}
nan 4
END
