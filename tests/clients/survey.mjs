// Fills SurveyJS forms in without a page.
//
// Usage: node survey.mjs <lines >filled
// Lines in are {"form": "path"}, and then for each respondent {"answers": {"name": value, ...}}, given one after the other as
// people do, or {"at_once": {...}}, all that is shown together, which takes a hundredth of the time. Each line out answers one in: to a form {"errors": [...], "texts": {"name": {"label": ..., "hint": ..., "choices": {...}}}}; to answers {"data":
// {...}, "hidden": ["name", ...], "invalid": ["name", ...]}: what the survey sends when it is completed.
import fs from "node:fs";
import readline from "node:readline";
import * as survey from "survey-core";

let json, before, once;
const shown = (text) => text.renderedHtml;
const open = (path) => {
  before = {};
  once = undefined;
  json = JSON.parse(fs.readFileSync(path, "utf8"));
  const form = new survey.Model(json);
  const errors = (form.jsonErrors ?? []).map((one) => one.message);
  const texts = {};
  for (const question of form.getAllQuestions()) {
    const told = (texts[question.name] = { label: shown(question.locTitle), hint: shown(question.locDescription) });
    const offered = question.getType() === "rating" ? question.rateValues : (question.choices ?? []);
    told.choices = Object.fromEntries(offered.map((one) => [one.value, shown(one.locText)]));
  }
  return { errors, texts, title: shown(form.locTitle) };
};
const fill = (answers) => {
  const form = new survey.Model(json);
  const questions = form.getAllQuestions();
  // whoever answers changes their mind: first the answers of the one before, and what they showed; then these
  for (const said of [before, answers]) {
    for (const one of questions) {
      if (!one.isVisible) continue;
      if (said[one.name] === undefined) one.clearValue();
      else one.value = said[one.name];
    }
  }
  before = answers;
  const hidden = questions.filter((one) => !one.isVisible).map((one) => one.name);
  const invalid = questions.filter((one) => one.isVisible && !one.validate(false)).map((one) => one.name);
  form.validationEnabled = false;
  form.doComplete();
  return { data: form.data, hidden, invalid };
};
const names = (questions) => questions.filter((one) => one.isVisible).map((one) => one.name);
const fillAtOnce = (answers) => {
  once ??= new survey.Model(json);
  once.data = {};
  const questions = once.getAllQuestions();
  // what one answer shows can be answered next
  for (let shown = [], now = names(questions); now.join() !== shown.join(); now = names(questions)) {
    shown = now;
    once.data = Object.fromEntries(shown.filter((one) => one in answers).map((one) => [one, answers[one]]));
  }
  return { data: once.data, hidden: questions.filter((one) => !one.isVisible).map((one) => one.name) };
};

const answer = (told) => ("form" in told ? open(told.form) : told.at_once ? fillAtOnce(told.at_once) : fill(told.answers));
for await (const line of readline.createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n");
}
