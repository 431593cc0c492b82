#!/usr/bin/env bash
# ECharts: on a scale from 1 to 5 the box of a question that some left open reaches down to 0, and its median falls with everybody who did.
#
# Expected: a box is of those who answered; null and "-" are what ECharts itself calls no data, and leaves out of a bar, a pie and the mean of a series.
# Seen with echarts 6.1.0 (Node 20, 2026-11-30), `transform: { type: "boxplot" }` of answers in rows: null is a 0 in lowest, quartiles and median (4, 5, 4, 5
# and three nulls have the median 4 and the lower quartile 0); "-" leaves the row unsorted and a NaN in the box. In the same library `markLine: { type:
# "average" }` of a bar series with null is the mean of the others. Nothing warns. Hurt is who draws one box per question or school out of rows from a
# database: the more people leave a question open, the worse its box, and a whisker at 0 is taken for somebody's answer. Leave nulls out before:
# rows.map((row) => row.filter((rating) => rating != null)).
# Fails when: any of the boxes, or the mean, changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund echarts@6.1.0 >/dev/null
cat >draw.js <<'JS'
const echarts = require("echarts");
const empty = () => echarts.init(null, null, { renderer: "svg", ssr: true, width: 400, height: 300 });
const questions = {
  "all answered": [4, 5, 4, 5],
  "three null": [4, 5, 4, 5, null, null, null],
  'one "-"': [4, 5, 4, 5, "-"],
  "nulls left out": [4, 5, 4, 5, null, null, null].filter((rating) => rating != null),
};
const boxes = empty();
boxes.setOption({
  dataset: [{ source: Object.values(questions) }, { transform: { type: "boxplot" } }],
  xAxis: { type: "category" }, yAxis: {}, series: { type: "boxplot", datasetIndex: 1 },
});
const data = boxes.getModel().getSeriesByIndex(0).getData();
Object.keys(questions).forEach((name, row) => {
  const [, low, lower, median, upper, high] = data.getValues(row);
  console.log(name.padEnd(14), "lowest", low, "quartile", lower, "median", median, "quartile", upper, "highest", high);
});
const bars = empty();
const markLine = { data: [{ type: "average" }], label: { formatter: "mean {c}" } };
bars.setOption({ xAxis: { data: ["a", "b", "c"] }, yAxis: {}, series: { type: "bar", data: [5, null, 4], markLine } });
console.log(bars.renderToSVGString().match(/mean [\d.]+/)[0], "of a bar series 5, null, 4");
process.exit();
JS
node draw.js >seen 2>&1
cat seen
diff seen - <<'END'
all answered   lowest 4 quartile 4 median 4.5 quartile 5 highest 5
three null     lowest 0 quartile 0 median 4 quartile 4.5 highest 5
one "-"        lowest 4 quartile 4 median 5 quartile 5 highest NaN
nulls left out lowest 4 quartile 4 median 4.5 quartile 5 highest 5
mean 4.5 of a bar series 5, null, 4
END
