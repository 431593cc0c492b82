#!/usr/bin/env bash
# SurveyJS Dashboard (survey-analytics): all five leaders tick "Correct", and the chart says 55.56 %; ratings of 4, 4 and 5 have the mean 4.34.
#
# Expected: where several may be ticked, a share is one of people, here 100 %, the "percent of cases" of
# statistics programs, or is called one of ticks; 4.333… to two places is 4.33; a rating that is null, as exports write one left open, is no rating.
# Seen with survey-analytics 2.5.25 and survey-core 2.5.25 (Node 20, 2026-12-01): with `showPercentages` each bar is divided by all ticks of all people, so
# that five of five are 55.56 %, and a sixth who ticks all three makes "Correct", still ticked by all, 50 %. The mean of a rating is rounded up: 4, 4 and
# 5 have 4.34. A null is a 0: 4, 5 and null have the mean 3 and the minimum 0. Who ticked what is no longer among the choices is in no bar. Nothing says so.
# Hurt is who reads a majority off it: the more kinds of help people tick, the fewer seem to want any of them, and of two districts the one whose leaders
# tick more wants each kind less.
# Fails when: a share is one of people, a mean is rounded to the nearest, or null is left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund survey-analytics@2.5.25 survey-core@2.5.25 jsdom@26.1.0 >/dev/null
cat >dashboard.mjs <<'JS'
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, HTMLElement: window.HTMLElement });
const require = createRequire(import.meta.url);
const { Model } = require("survey-core");
const { NumberModel, SelectBase } = require("survey-analytics/survey.analytics.core");
const survey = new Model({
  elements: [
    { type: "checkbox", name: "help", choices: ["Correct", "Coordinate", "Reorient"] },
    { type: "rating", name: "trust", rateMin: 1, rateMax: 5 },
  ],
});
const shares = async (people) => {
  const chart = new SelectBase(survey.getQuestionByName("help"), people.map((help) => ({ help })), {});
  chart.showPercentages = true;
  const { labels, datasets, texts } = await chart.getAnswersData();
  return labels.map((label, at) => `${label} ${datasets[0][at]} = ${texts[0][at]} %`).reverse().join(", ");
};
const rated = async (...values) => {
  const [mean, lowest] = await new NumberModel(survey.getQuestionByName("trust"), values.map((trust) => ({ trust })), {}).getCalculatedValues();
  return `mean ${mean}, lowest ${lowest}`;
};
const five = [["Correct", "Coordinate"], ["Correct", "Reorient"], ["Correct", "Coordinate", "Reorient"], ["Correct"], ["Correct"]];
console.log("five people:  ", await shares(five));
console.log("a sixth:      ", await shares([...five, ["Correct", "Coordinate", "Reorient"]]));
console.log("renamed:      ", await shares([["Correct"], ["Redirect"]]));
console.log("4, 4, 5:      ", await rated(4, 4, 5));
console.log("4, 5, null:   ", await rated(4, 5, null));
console.log("4, 5, not set:", await rated(4, 5, undefined));
JS
node dashboard.mjs >seen 2>&1
cat seen
diff seen - <<'END'
five people:   Correct 5 = 55.56 %, Coordinate 2 = 22.22 %, Reorient 2 = 22.22 %
a sixth:       Correct 6 = 50 %, Coordinate 3 = 25 %, Reorient 3 = 25 %
renamed:       Correct 1 = 100 %, Coordinate 0 = 0 %, Reorient 0 = 0 %
4, 4, 5:       mean 4.34, lowest 4
4, 5, null:    mean 3, lowest 0
4, 5, not set: mean 4.5, lowest 4
END
