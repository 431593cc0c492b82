#!/usr/bin/env bash
# word2number: "two or three hours" are 5, "forty five to fifty" 250, "two and a half" 2, and "no one" is 1.
#
# Expected: a text that is more than one number is refused, as words that are none are, and as number-parser's `parse_number` does it.
# Seen with word2number 1.1, number-parser 0.3.2 (Python 3.11, 2026-11-30): every word that is no number is left out, and what is left is
# added up or multiplied as if it had been said in one breath, without a message: "between five and ten" is 15, "twenty twenty five" 405.
# Its page is of "number words" and shows clean ones; only a text without any is an error.
# Hurt is who reads "how many hours a week?" or "how many of your teachers?" from what people wrote or said: a range is its sum, an
# interview on "nobody" counts one, and each of the figures is a number that could have been meant.
# Fails when: any of the texts is refused, or is another number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q word2number==1.1 number-parser==0.3.2
venv/bin/python - >seen <<'PY'
from number_parser import parse_number
from word2number import w2n

for said in (
    "two or three hours",
    "between five and ten",
    "forty five to fifty",
    "two and a half",
    "twenty twenty five",
    "no one",
    "forty five",
):
    print(said, w2n.word_to_num(said), parse_number(said), sep=": ")
PY
cat seen
diff seen - <<'END'
two or three hours: 5: None
between five and ten: 15: None
forty five to fifty: 250: None
two and a half: 2: None
twenty twenty five: 405: None
no one: 1: None
forty five: 45: 45
END
