#!/usr/bin/env bash
# reproschema: REDCap's slider from 0 to 100 becomes a choice of the three words that stand under it, in a file that a browser cannot read.
#
# Expected: a slider of REDCap gives a whole number from 0 to 100; the words are those at its left, middle and right. And what is written is JSON.
# Seen with reproschema 1.1.0, pandas 3.1.1 (Python 3.11, Node 20, 2026-11-29): `redcap2reproschema` says that it converted the dictionary; the
# slider's item has the choices "Not at all", "Some" and "Very", which are its values, and limits NaN, as has a calculated field. Python's
# json reads NaN; JSON (RFC 8259) has none, and `JSON.parse` ends with a SyntaxError. With pandas 2.3.3 the file is JSON and
# the three words are the same. Hurt is who moves a questionnaire out of REDCap: the item does not open in a page; and where that is mended,
# those who would have stood at 35 may say "Not at all", "Some" or "Very".
# Fails when: the slider has no such choices, or any of the two files is JSON, or that of the radio buttons is not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q reproschema==1.1.0 pandas==3.1.1 numpy==2.4.6
cat >dictionary.csv <<'CSV'
Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"Choices, Calculations, OR Slider Labels",Field Note,Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field only if...),Required Field?,Custom Alignment,Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation
record_id,survey,,text,Number,,,,,,,,,,,,,
safe,survey,,radio,Safe?,"0, No | 1, Yes",,,,,,,,,,,,
trust,survey,,slider,How much do you trust?,Not at all | Some | Very,,number,,,,,,,,,,
total,survey,,calc,Sum,"sum([safe], [trust])",,,,,,,,,,,,
CSV
printf '%s\n' 'protocol_name: "survey"' 'protocol_display_name: "Survey"' 'redcap_version: "1"' >survey.yaml
mkdir out
venv/bin/reproschema redcap2reproschema dictionary.csv survey.yaml --output-path out 2>&1 | tail -1
node - <<'JS'
const assert = require("assert");
const fs = require("fs");
const written = (name) => fs.readFileSync(`out/survey/activities/survey/items/${name}`, "utf8");
const told = (name) => {
  try {
    return JSON.parse(written(name)).responseOptions.choices.map((choice) => choice.value);
  } catch (error) {
    return error.name;
  }
};
const read = Object.fromEntries(["safe", "trust", "total"].map((name) => [name, told(name)]));
const mended = JSON.parse(written("trust").replaceAll("NaN", "null"));
console.log(read, mended.responseOptions.choices, mended.ui.inputType);
assert.deepStrictEqual(read, { safe: [0, 1], trust: "SyntaxError", total: "SyntaxError" });
assert.deepStrictEqual(mended.responseOptions.choices.map((choice) => choice.value), ["Not at all", "Some", "Very"]);
JS
