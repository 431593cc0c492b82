#!/usr/bin/env bash
# Numeral.js, accounting.js: grades "9-12" are -912, "K-5" is -5, "4 of 5" is 45, "10 to 12" hours are 1012, and class 2b is two billion.
#
# Expected: a text with more than a number in it is null, as Numeral.js has it of "one" and of "n/a", or its first number, as `parseFloat` has it; so numbro,
# which was made from it, says undefined.
# Seen with numeral 2.0.6, accounting 0.4.1, numbro 2.5.0 (Node 20, 2026-12-01): Numeral.js drops what is no digit, dot or brackets and joins the digits that
# are left; a hyphen anywhere, an odd number of times, is a minus, and a k, m, b or t right after the last digits makes it thousands to trillions.
# accounting.js joins too, and has 0 for "n/a", as its page says.
#   text           Numeral.js        accounting.js    numbro
#   9-12           -912              9                undefined
#   K-5            -5                -5               undefined
#   4 of 5         45                45               undefined
#   10 to 12       1012              1012             NaN
#   Class 2b       2000000000        2                undefined
#   2026-27        -202627           2026             undefined
# Nothing warns, and none is null, so that a filter for what could not be read keeps all of them. Hurt is who reads a column of numbers that people typed:
# one "4 of 5" on a scale to 5 or one "10 to 12" moves the mean off it, and a grade band has a sum. Take what `/^\d+(\.\d+)?$/` fits, and count the rest.
# Fails when: any of the values is another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund numeral@2.0.6 accounting@0.4.1 numbro@2.5.0 >/dev/null
cat >typed.js <<'JS'
const accounting = require("accounting");
const numbro = require("numbro");
const numeral = require("numeral");
for (const text of ["4", "n/a", "one", "9-12", "K-5", "4 of 5", "10 to 12", "1/2", "Class 2b", "2026-27", "grades 3, 4"]) {
  console.log(`${text}: ${numeral(text).value()}, ${accounting.unformat(text)}, ${numbro(text).value()}`);
}
JS
node typed.js 2>&1 | tee seen
diff seen - <<'END'
4: 4, 4, 4
n/a: null, 0, undefined
one: null, 0, undefined
9-12: -912, 9, undefined
K-5: -5, -5, undefined
4 of 5: 45, 45, undefined
10 to 12: 1012, 1012, NaN
1/2: 12, 12, undefined
Class 2b: 2000000000, 2, undefined
2026-27: -202627, 2026, undefined
grades 3, 4: 34, 34, undefined
END
