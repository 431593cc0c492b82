#!/usr/bin/env bash
# num2words: a change of -0.5 is read out as 0.5, in English, Spanish and Korean alike; in Vietnamese a change of -3 is 17, and a mean of 4.05 is 4.5.
#
# Expected: "minus zero point five", as inflect says it, and num2words itself of -1.5, and of -0.5 in Italian; or a language refuses what it cannot say.
# Seen with num2words 0.5.14, inflect 7.5.0 (Python 3.11, 2026-12-01):
#              -0.5                     -1.5                                     -3                   4.05
#   en         zero point five          minus one point five                     minus three          four point zero five
#   es         cero punto cinco         menos uno punto cinco                    menos tres           cuatro punto cero cinco
#   ko         영 점 오                 마이너스 일 점 오                        마이너스 삼          사 점 영 오
#   it         meno zero virgola cinque meno uno virgola cinque                  meno tre             quattro virgola zero cinque
#   vi         không phẩy năm mươi      mười chín phẩy năm mươi (19.50)          mười bảy (17)        bốn phẩy năm (4.5)
# The sign goes with the whole part, and that of -0.5 is 0; Vietnamese counts back from the end of its list of words up to twenty. As money, -0.5 dollars keep
# the minus. Nothing warns; that decimals between -1 and 0 lose their sign has been told to its makers since 2021.
# Hurt is who has results read aloud or sends them to families in words: from one year to the next scores move by less than a point, and
# each fall is read as a rise.
# Fails when: any of the words changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q num2words==0.5.14 inflect==7.5.0
PYTHONIOENCODING=utf-8 venv/bin/python - <<'PY' | tee seen
import inflect
from num2words import num2words

for lang in ("en", "es", "ko", "it", "vi"):
    print(lang, *(num2words(value, lang=lang) for value in (-0.5, -1.5, -3, 4.05)), sep="; ")
print(inflect.engine().number_to_words(-0.5))
print(num2words(-0.5, to="currency", currency="USD"))
PY
diff seen - <<'END'
en; zero point five; minus one point five; minus three; four point zero five
es; cero punto cinco; menos uno punto cinco; menos tres; cuatro punto cero cinco
ko; 영 점 오; 마이너스 일 점 오; 마이너스 삼; 사 점 영 오
it; meno zero virgola cinque; meno uno virgola cinque; meno tre; quattro virgola zero cinque
vi; không phẩy năm mươi; mười chín phẩy năm mươi; mười bảy; bốn phẩy năm
minus zero point five
minus zero dollars, fifty cents
END
