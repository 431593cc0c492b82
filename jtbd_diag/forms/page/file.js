/* The answers file: YAML of which every value is also JSON, so that this page can read it back. */

const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;

function quoted(text) {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return JSON.stringify(whole).replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function written(item, value) {
  if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
  if (typeof value === "number") return String(value).replace(/^(-?\d+)e/, "$1.0e");
  return item.type === "rating" ? value : quoted(value);
}

function answersFile() {
  const block = (name, entries) => (entries.length ? [`${name}:`, ...entries.map((entry) => `  ${entry}`)] : []);
  const keyed = (object, write) =>
    [...items.values()]
      .filter((item) => own(object, item.id))
      .map((item) => `${RESERVED.test(item.id) ? quoted(item.id) : item.id}: ${write(item, object[item.id])}`);
  const { asked } = current();
  const answers = keyed(state.answers, written);
  const lines = [
    `questionnaire: ${quoted(form.name)}`,
    `version: ${form.version}`,
    `fingerprint: ${quoted(form.fingerprint)}`,
    `wording: ${quoted(form.wording)}`,
    ...(form.respondent ? [`respondent: ${quoted(form.respondent)}`] : []),
    `begun: ${quoted(state.begun || now())}`,
    ...(answers.length ? block("answers", answers) : ["answers: {}"]),
    ...block("notes", keyed(state.notes, (item, note) => quoted(note))),
    ...block("skipped", state.skipped.filter((id) => asked.includes(id)).map((id) => `- ${quoted(id)}`)),
  ];
  return `${lines.join("\n")}\n`;
}

/* This moment as files tell it, with the zone's distance. */
function now() {
  const time = new Date();
  const away = -time.getTimezoneOffset();
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const local = new Date(time.getTime() + away * 60000).toISOString().slice(0, 19);
  return `${local}${away < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
}

/* The answers in a file that this page wrote. Throws what is wrong with it, in words. */
function readFile(text) {
  const top = {};
  let block;
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    if (!line.trim() || line.startsWith("#")) continue;
    const parts = /^(  )?(?:- )?(?:("[^"]*"|[A-Za-z][\w]*):(?: |$))?(.*)$/.exec(line);
    const key = parts[2] && parts[2].replace(/"/g, "");
    if (!parts[1] && key) top[key] = block = parts[3] ? value(parts[3]) : {};
    else if (parts[1] && key && block) block[key] = value(parts[3]);
    else if (parts[1] && block && line.startsWith("  - ")) block[Object.keys(block).length] = value(parts[3]);
    else throw new Error(say("file_strange"));
  }
  if (!own(top, "questionnaire") || typeof top.answers !== "object") throw new Error(say("file_strange"));
  const same = top.questionnaire === form.name && top.fingerprint === form.fingerprint;
  if (!same) throw new Error(say("file_foreign", { name: String(top.questionnaire) }));
  const read = { begun: top.begun, answers: {}, notes: {}, skipped: [] };
  for (const [id, given] of Object.entries(top.answers)) {
    const item = items.get(id);
    const one = item && item.type === "rating" ? String(given) : given;
    if (!item || !takes(item, one)) throw new Error(say("file_damaged", { item: id }));
    read.answers[id] = one;
  }
  for (const [id, note] of Object.entries(top.notes || {})) if (items.has(id)) read.notes[id] = String(note);
  read.skipped = Object.values(top.skipped || {}).filter((id) => items.has(id) && !own(read.answers, id));
  return read;

  function value(json) {
    try {
      return JSON.parse(json);
    } catch {
      throw new Error(say("file_strange"));
    }
  }
}
