#!/usr/bin/env bash
# Babel: "1,5" hours, read for an American, are 15; "4.5", read for a German, 45; and 12.5 % is 12 % beside a page that says 13 %.
#
# Expected: a separator of thousands stands before three digits; elsewhere the text is refused, as `float` does, or read as a decimal; and a
# percentage is rounded alike in the report (Python) and in the page (Intl), which share CLDR's rules.
# Seen with babel 2.19.0 (Python 3.11) and Intl of Node 20, 2026-11-29: `parse_decimal` drops the locale's separator of thousands wherever
# it stands: "1,5" in en_US and es_MX is 15, "4.5" in de and es 45, "1,2,3" (three ticks) in en_US 123. Only `strict=True` refuses. `format_percent`
# gives 12 % for 0.125 and 2 % for 0.025, Intl 13 % and 3 %: half to even, half up. Hurt is who reads hours or ratings typed by families of two
# languages: an answer is tenfold, and ten times the mean of a small group; and whose report and page differ by a point.
# Fails when: any of the numbers changes, or one is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q babel==2.19.0
venv/bin/python -W error - >seen <<'PY'
from babel.numbers import NumberFormatError, format_percent, parse_decimal

for text, locale in (("1,5", "en_US"), ("1,5", "es_MX"), ("4.5", "de"), ("4.5", "es"), ("1,2,3", "en_US")):
    try:
        strict = parse_decimal(text, locale=locale, strict=True)
    except NumberFormatError:
        strict = "refused"
    print(text, locale, parse_decimal(text, locale=locale), strict)
print([format_percent(share, locale="en_US") for share in (0.125, 0.025, 0.375)])
PY
node -p '[0.125, 0.025, 0.375].map((share) => share.toLocaleString("en-US", { style: "percent" })).join()' >>seen
cat seen
diff seen - <<'END'
1,5 en_US 15 refused
1,5 es_MX 15 refused
4.5 de 45 refused
4.5 es 45 refused
1,2,3 en_US 123 refused
['12%', '2%', '38%']
13%,3%,38%
END
