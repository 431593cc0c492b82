#!/usr/bin/env bash
# price-parser: a budget of "$1.5 million" is 1.5, a deficit of "-$500" is 500, and "3 schools at $200" cost 3.
#
# Expected: an amount with a word or a letter that makes it thousands is thousands, one below zero is below zero, or none is read.
# Seen with price-parser 0.5.1 (Python 3.11, 2026-11-30): the first number of the text is taken, without its sign and its "k", "M" or "million"; of a range the
# lower end. The currency is found in each. "1.250" is 1250. Its page is about prices in shops and says of none of these what becomes of it;
# what it cannot read is None, so that one trusts the rest. Hurt is who reads open answers to "what is your budget": the largest districts,
# which write "million", come out as the smallest, and who overspent as who has money left. Instead: ask for a number, and read
# only answers of digits, separators and a currency.
# Fails when: any of the amounts changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q price-parser==0.5.1
venv/bin/python - >seen <<'PY'
from price_parser import Price

for said in ("$1.5 million", "$2M", "$40k", "-$500", "($500)", "$10,000 to $15,000", "3 schools at $200", "about 1.250", "none"):
    price = Price.fromstring(said)
    print(f"{said:20} {price.amount} {price.currency}")
PY
cat seen
diff seen - <<'END'
$1.5 million         1.5 $
$2M                  2 $
$40k                 40 $
-$500                500 $
($500)               500 $
$10,000 to $15,000   10000 $
3 schools at $200    3 $
about 1.250          1250 None
none                 None None
END
