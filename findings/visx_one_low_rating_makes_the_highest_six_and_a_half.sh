#!/usr/bin/env bash
# visx: on a scale from 1 to 5 one rating of 1 among fours and fives makes the highest rating 6.5, and the lowest 2.5.
#
# Expected: `min` and `max` of a box are answers that were given, its whiskers the lowest and highest that are no outliers, as in matplotlib, R, and
# @sgratzl/boxplots, which Chart.js draws with.
# Seen with @visx/stats 4.0.0 and @sgratzl/boxplots 2.0.0 (Node 20, 2026-11-30): `computeStats` of 4 4 4 5 5 5 has min 4 and max 5; with a 1 as well they are
# the limits beyond which one is an outlier, 2.5 and 6.5, at both ends, though only the 1 lies outside; `BoxPlot` draws its whiskers to them, and the shape
# of `ViolinPlot` is made of bins from 2.5 to 6.5. Nothing warns. Hurt is who shows ratings by school or rater: one dissatisfied person lifts the upper end
# off the scale, and a school without one looks the worse beside it. Take min and max of the answers that are not in `outliers`.
# Fails when: the min or max of either changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @visx/stats@4.0.0 react@19.2.0 react-dom@19.2.0 @sgratzl/boxplots@2.0.0 >/dev/null
cat >boxes.js <<'JS'
const { boxplot } = require("@sgratzl/boxplots");
const { computeStats } = require("@visx/stats");
for (const ratings of [[4, 4, 4, 5, 5, 5], [1, 4, 4, 4, 5, 5, 5]]) {
  const { boxPlot, binData } = computeStats(ratings);
  const { whiskerLow, whiskerHigh } = boxplot(ratings);
  console.log("ratings", ...ratings);
  console.log("  visx    min", boxPlot.min, "max", boxPlot.max, "outliers", boxPlot.outliers, "bins", ...binData.map(({ value, count }) => `${value}:${count}`));
  console.log("  sgratzl low", whiskerLow, "high", whiskerHigh);
}
JS
node boxes.js >seen 2>&1
cat seen
diff seen - <<'END'
ratings 4 4 4 5 5 5
  visx    min 4 max 5 outliers [] bins 4:0 4.5:3 5:3
  sgratzl low 4 high 5
ratings 1 4 4 4 5 5 5
  visx    min 2.5 max 6.5 outliers [ 1 ] bins 2.5:0 3:0 4:3 5:3 6:0 6.5:0
  sgratzl low 4 high 5
END
