#!/usr/bin/env bash
# regression (npm): ratings rise from 3.1 in 2019 to 3.7 in 2024, and their exponential trend is 0 in each year; by hours of training they do not rise at all.
#
# Expected: a fit is worked out in full and rounded to be shown; or, as its page has it, `precision` is "the number of significant figures the output is
# rounded to", and a slope of 0.00296 has two of them, 0.0030.
# Seen with regression 2.0.1, simple-statistics 7.12.1 (Node 20, 2026-12-01): coefficients are rounded to so many digits behind the point, 2 unless told, and
# with those `predict`, `points` and `r2` are worked out:
#   ratings by hours of training (120 to 1080)   linear        y = 0x + 3.45         r2 0         at 1080 3.45   simple-statistics 0.999, 4.93
#                                                polynomial    y = 0x^2 + 0x + 1.7   r2 -2.86     at 1080 1.7
#   ratings by year (2019 to 2024)               exponential   y = 0e^(0.04x)        r2 -266.77   in 2024 0
#                                                power         y = 0x^71.5           r2 -266.77   in 2024 0
# Of the last two no precision up to 12 digits gives another forecast; linear by year is right, 3.7. Nothing warns, and an r2 of 0 reads as no
# relation. Hurt is who draws a trend below a chart of surveys or tells a district that training changes nothing: what x is counted in
# decides. Take years since the first, or hundreds of hours. Issue 94 of its tracker tells of a wrong r2 from the same rounding.
# Fails when: any of the fits is told otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund regression@2.0.1 simple-statistics@7.12.1 >/dev/null
cat >fit.js <<'JS'
const regression = require("regression");
const simple = require("simple-statistics");
const hours = [[120, 2.1], [240, 2.4], [480, 3.2], [600, 3.5], [960, 4.6], [1080, 4.9]];
const years = [[2019, 3.1], [2020, 3.2], [2021, 3.4], [2022, 3.4], [2023, 3.6], [2024, 3.7]];
const told = (kind, points, options) => {
  const fit = regression[kind](points, options);
  console.log(kind, fit.string, fit.r2, fit.predict(points.at(-1)[0])[1]);
};
told("linear", hours);
told("polynomial", hours);
const line = simple.linearRegressionLine(simple.linearRegression(hours));
console.log("simple-statistics", simple.rSquared(hours, line).toFixed(3), line(1080).toFixed(2));
for (const kind of ["linear", "exponential", "power"]) told(kind, years);
told("exponential", years, { precision: 12 });
told("power", years, { precision: 12 });
JS
node fit.js | tee seen
grep -q "number of significant figures the output is rounded to" node_modules/regression/README.md
diff seen - <<'END'
linear y = 0x + 3.45 0 3.45
polynomial y = 0x^2 + 0x + 1.7 -2.86 1.7
simple-statistics 0.999 4.93
linear y = 0.12x + -239.18 0.97 3.7
exponential y = 0e^(0.04x) -266.77 0
power y = 0x^71.5 -266.77 0
exponential y = 0e^(0.035317601539x) -266.769230769231 0
power y = 0x^71.504136839452 -266.769230769231 0
END
