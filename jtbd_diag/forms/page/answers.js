/* What is asked and what was answered: the way through the questions, and time left. */

const form = JSON.parse(document.getElementById("form").textContent);
const sections = form.sections;
const items = new Map();
for (const section of sections) {
  for (const item of section.items) {
    const options = typeof item.options === "number" ? form.sets[item.options] : [];
    items.set(item.id, { ...item, section, options: options.map(([id, text, alone = 0]) => ({ id, text, alone })) });
  }
}

const leftOut = new Set(); // open questions that are not asked for now
const state = { begun: null, answers: {}, notes: {}, skipped: [] };
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const answered = (id) => own(state.answers, id);
const done = (id) => answered(id) || state.skipped.includes(id);

/* The items that are asked, in order; `answer` gives each answer when its turn has come. */
function course(answer) {
  const given = {};
  const at = reader(given);
  const asked = [];
  for (const item of items.values()) {
    if (item.if && !at(item.if)) continue;
    asked.push(item.id);
    const value = answer(item);
    if (value !== undefined) given[item.id] = value;
  }
  return { asked, given };
}

const current = () => course((item) => (answered(item.id) ? state.answers[item.id] : undefined));
const toAsk = () => current().asked.filter((id) => done(id) || !leftOut.has(id));
const open = () => toAsk().filter((id) => !done(id));

/* Takes an answer, or with undefined takes it out and marks the item as skipped. */
function put(id, value) {
  state.skipped = state.skipped.filter((one) => one !== id);
  if (value === undefined) {
    delete state.answers[id];
    state.skipped.push(id);
  } else {
    state.answers[id] = value;
  }
  keep();
}

function putNote(id, text) {
  if (text.trim()) state.notes[id] = text.trim();
  else delete state.notes[id];
  keep();
}

/* The options in the order shown: for `shuffle` one of this respondent's own, the same each time. */
function offered(item) {
  if (!item.shuffle) return item.options;
  const place = (option) => {
    let hash = 2166136261;
    for (const sign of `${state.begun}|${item.id}|${option.id}`) hash = Math.imul(hash ^ sign.codePointAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    return (hash ^ (hash >>> 13)) >>> 0;
  };
  const places = new Map(item.options.map((option) => [option, place(option)]));
  return [...item.options].sort((a, b) => a.alone - b.alone || places.get(a) - places.get(b));
}

/* An answer in words; an empty text where there is none. */
function inWords(item, value, between = "; ") {
  if (value === undefined) return "";
  const text = (id) => (item.options.find((option) => option.id === id) || { text: id }).text;
  if (Array.isArray(value)) return value.map(text).join(between);
  if (item.type === "number") return item.unit ? `${value} ${item.unit}` : String(value);
  return item.options.length ? text(value) : value;
}

/* The number that was typed: with thousands in commas, or its unit behind it. Undefined for what is none. */
function numberOf(item, typed) {
  let bare = typed.trim();
  if (item.unit && bare.endsWith(item.unit)) bare = bare.slice(0, -item.unit.length);
  bare = bare.replace(/%$/, "").trim().replace(/^\u2212/, "-");
  if (!/^[-+]?((\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,9})?|\.\d{1,9})$/.test(bare)) return undefined;
  const number = Number(bare.replace(/,/g, ""));
  const fits = !(item.min !== undefined && number < item.min) && !(item.max !== undefined && number > item.max);
  return fits ? number : undefined;
}

/* Whether an item takes a value, as it comes from a file or a code. */
function takes(item, value) {
  const ids = item.options.map((option) => option.id);
  if (item.type === "multiple") {
    const right = Array.isArray(value) && value.length && value.every((one) => ids.includes(one));
    if (!right || new Set(value).size < value.length) return false;
    return value.length === 1 || !item.options.some((option) => option.alone && value.includes(option.id));
  }
  if (ids.length) return ids.includes(value);
  if (item.type === "number") {
    if (typeof value !== "number" || !Number.isFinite(value)) return false;
    return !(item.min !== undefined && value < item.min) && !(item.max !== undefined && value > item.max);
  }
  if (typeof value !== "string" || !value.trim()) return false;
  return item.type !== "date" || (/^\d{4}-\d\d-\d\d$/.test(value) && dayOf(value) !== undefined);
}

/* The place of a day among days, the first of January of the year 1 being 1; undefined for what is none. */
function dayOf(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const right = year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return right ? Math.round(date.getTime() / 86400000) + 719163 : undefined;
}

const dayText = (place) => new Date((place - 719163) * 86400000).toISOString().slice(0, 10);
