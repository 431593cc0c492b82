// Fills XForms in with ODK's web engine; lines in and out are those of Fill.java.
//
// Usage: node fill.mjs <lines >filled
import fs from "node:fs";
import readline from "node:readline";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<html/>", { url: "https://localhost/" });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document, __dirname: process.cwd() });
const tell = console.log; // the engine talks, too
console.log = console.warn = console.error = () => {};
const { createInstance } = await import("@getodk/xforms-engine");

const nodes = new Map();
const open = async (path) => {
  const form = await createInstance(fs.readFileSync(path, "utf8"), {
    form: {
      fetchFormAttachment: async () => {
        throw new Error("there is none");
      },
    },
    instance: { stateFactory: (state) => state },
  });
  nodes.clear();
  walk(form.root ?? form);
  return labels();
};
const walk = (node) => {
  for (const child of node.currentState.children ?? []) {
    const name = child.currentState.reference.split("/").pop();
    if (name === "meta") continue;
    if (child.currentState.children) walk(child);
    else nodes.set(name, child);
  }
};

const text = (range) => (range ? range.asString : null);
const labels = () =>
  Object.fromEntries(
    [...nodes]
      .filter(([, node]) => node.nodeType !== "model-value")
      .map(([name, { nodeType, currentState: state }]) => {
        const told = { label: text(state.label), hint: text(state.hint) };
        if (nodeType === "select") {
          told.choices = Object.fromEntries(state.valueOptions.map((one) => [one.value, text(one.label)]));
        }
        return [name, told];
      }),
  );
const give = (node, given) => {
  if (node.nodeType === "select") {
    const values = given == null ? [] : [].concat(given);
    if (node.selectType === "select") node.selectValues(values);
    else node.selectValue(values[0] ?? null);
  } else if (node.nodeType === "input") {
    node.setValue(given == null ? (node.valueType === "decimal" ? null : "") : given);
  }
};

const fill = (answers) => {
  for (const [name, node] of nodes) give(node, answers[name]);
  const told = { values: {}, hidden: [], invalid: [] };
  for (const [name, node] of nodes) {
    const shown = node.currentState.relevant;
    told.values[name] = shown ? node.currentState.instanceValue : "";
    if (!shown) told.hidden.push(name);
    else if (node.validationState?.violation) told.invalid.push(name);
  }
  return told;
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  tell(JSON.stringify("form" in told ? await open(told.form) : fill(told.answers)));
}
process.exit(0);
