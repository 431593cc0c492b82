/* One question: its options or field, what helps, and where it leads. */

const at = { item: null, trail: [], ahead: new Set(), errand: null, asked: null, told: new Set() };

/* Shows a question; on an errand from the review it leads back there. */
function ask(id) {
  state.begun = state.begun || now(); // the order of options hangs on it
  at.item = id;
  at.asked = null;
  at.ahead.delete(id);
  const item = items.get(id);
  const { asked } = current();
  const number = asked.indexOf(id) + 1;
  const before = at.trail[at.trail.length - 1];
  const begins = !before || items.get(before).section !== item.section;
  const message = make("p", { class: "message", role: "alert", id: "message" });
  const tell = (text) => message.replaceChildren(text);
  const field = fieldOf(item, tell, () => onward(id));
  const proceed = (event) => {
    event.preventDefault();
    const told = field.read();
    if (told) tell(told);
    else onward(id);
  };
  const hints = [item.help && "help", field.hint && "hint"].filter(Boolean).join(" ") || null;
  show(
    make(
      "form",
      { class: "question", novalidate: true, submit: proceed },
      wordsOf(begins ? "h2" : "p", item.section.title, { class: "section" }),
      begins && wordsOf("p", item.section.intro, { class: "intro" }),
      make(
        "fieldset",
        { "aria-describedby": hints, "aria-required": null, keydown: (event) => keys(event, item, field), input: () => tell("") },
        make("legend", {}, heading(item.ask), item.required && make("span", { class: "needed" }, say("needed"))),
        wordsOf("p", item.help, { class: "help", id: "help" }),
        field.hint && make("p", { class: "help", id: "hint" }, field.hint),
        field.element,
      ),
      message,
      make(
        "div",
        { class: "moves" },
        button(say("back"), () => back(id), { class: "quiet", disabled: !whereBack(id) && !at.errand }),
        !item.required && button(say("skip"), () => skip(id, tell), { class: "quiet" }),
        make("button", { type: "submit", class: "go" }, say("continue")),
      ),
      make("div", { class: "asides" }, item.why && aside(say("why"), wordsOf("p", item.why)), noteOf(item)),
    ),
    { title: say("question", { number, n: asked.length }), place: id },
  );
}

function aside(title, ...inside) {
  return make("details", {}, make("summary", {}, title), ...inside);
}

function noteOf(item) {
  const title = () => (own(state.notes, item.id) ? say("note_there") : say("note"));
  const text = make("textarea", { rows: 3, dir: "auto", id: "note", input: () => putNote(item.id, text.value) });
  text.value = state.notes[item.id] || "";
  text.addEventListener("change", () => summary.replaceChildren(title()));
  const summary = make("summary", {}, title());
  return make("details", { open: own(state.notes, item.id) }, summary, make("label", { for: "note" }, say("note_label")), text);
}

function fieldOf(item, tell, go) {
  if (item.type === "multiple") return ticks(item, tell);
  if (item.options.length) return choice(item, go);
  if (item.type === "number") return number(item);
  if (item.type === "date") return date(item);
  return text(item);
}

/* A tap chooses and goes on; arrow keys only choose, since they pass over what is between. */
function choice(item, go) {
  let tapped = false;
  const options = offered(item).map((option) => {
    const input = make("input", { type: "radio", name: "answer", value: option.id });
    input.checked = state.answers[item.id] === option.id;
    input.addEventListener("change", () => put(item.id, option.id));
    const tap = (event) => {
      if (event.target === input && tapped) setTimeout(() => at.item === item.id && go(), 220);
      tapped = event.detail > 0;
    };
    return make("label", { class: "option", dir: "auto", click: tap }, input, make("span", {}, option.text));
  });
  const scale = item.type === "rating" && options.length < 8 && item.options.every((option) => option.text.length < 28);
  return {
    element: make("div", { class: scale ? "options scale" : "options" }, options),
    read: () => (answered(item.id) ? "" : say("choose")),
  };
}

function ticks(item, tell) {
  const options = offered(item);
  const boxes = options.map((option) => make("input", { type: "checkbox", value: option.id }));
  const chosen = () => options.filter((_, n) => boxes[n].checked);
  boxes.forEach((box, n) => {
    box.checked = (state.answers[item.id] || []).includes(options[n].id);
    box.addEventListener("change", () => {
      const gone = chosen().filter((other) => other !== options[n] && (other.alone || options[n].alone));
      if (box.checked && gone.length) {
        boxes.forEach((other, m) => (other.checked = other.checked && !gone.includes(options[m])));
        tell(say("alone", { option: (options[n].alone ? options[n] : gone[0]).text }));
      } else tell("");
      const ids = item.options.map((option) => option.id).filter((id) => chosen().some((option) => option.id === id));
      if (ids.length || answered(item.id)) put(item.id, ids.length ? ids : undefined);
      if (!ids.length) state.skipped = state.skipped.filter((id) => id !== item.id);
    });
  });
  const labels = boxes.map((box, n) => make("label", { class: "option", dir: "auto" }, box, make("span", {}, options[n].text)));
  return {
    element: make("div", { class: "options" }, labels),
    hint: say("tick_all"),
    read: () => (answered(item.id) ? "" : say("choose")),
  };
}

function text(item) {
  const field = make("textarea", { rows: 4, dir: "auto", "aria-label": item.ask });
  field.value = state.answers[item.id] || "";
  const take = () => {
    if (field.value.trim()) put(item.id, field.value.trim());
    else if (answered(item.id)) takeOut(item.id);
  };
  field.addEventListener("input", take);
  return { element: field, read: () => (answered(item.id) ? "" : say("write")) };
}

function number(item) {
  const field = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": item.ask });
  field.value = answered(item.id) ? String(state.answers[item.id]) : "";
  field.addEventListener("input", () => {
    const found = numberOf(item, field.value);
    if (found !== undefined) put(item.id, found);
    else if (answered(item.id)) takeOut(item.id);
  });
  const read = () => (answered(item.id) ? "" : field.value.trim() ? say("no_number", { typed: field.value.trim() }) : say("write_number"));
  const unit = item.unit && make("span", { dir: "auto" }, item.unit);
  return { element: make("div", { class: "number" }, field, unit), hint: rangeOf(item), read };
}

function rangeOf({ min, max }) {
  if (min !== undefined && max !== undefined) return say("between", { min, max });
  if (min !== undefined) return say("at_least", { min });
  return max === undefined ? "" : say("at_most", { max });
}

function date(item) {
  const field = make("input", { type: "date", min: "0001-01-01", max: "9999-12-31", "aria-label": item.ask });
  field.value = state.answers[item.id] || "";
  field.addEventListener("input", () => {
    if (takes(item, field.value)) put(item.id, field.value);
    else if (answered(item.id)) takeOut(item.id);
  });
  return { element: make("div", { class: "number" }, field), read: () => (answered(item.id) ? "" : say("choose_day")) };
}

/* Takes an answer out without calling it skipped: it is open again. */
function takeOut(id) {
  delete state.answers[id];
  keep();
}

/* Digits choose as they do in the terminal, and Enter goes on, but not out of a text. */
function keys(event, item, field) {
  const writes = /^(textarea|text|date)$/.test(event.target.type || "");
  if (event.key === "Enter" && (!writes || event.ctrlKey || event.metaKey) && event.target.tagName !== "BUTTON") {
    event.preventDefault();
    event.currentTarget.form.querySelector("[type=submit]").click();
  } else if (/^[1-9]$/.test(event.key) && !writes && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const input = field.element.querySelectorAll("input")[Number(event.key) - 1];
    if (input) input.click();
    if (input) input.focus();
  }
}

/* Where things lead. */

function onward(here) {
  const { asked } = current();
  at.trail.push(here);
  askAgain();
  keep();
  const left = open().filter((id) => !(at.errand && at.errand.has(id)));
  const waiting = asked.filter((id) => id !== here && (at.ahead.has(id) || left.includes(id)));
  const next = waiting.find((id) => asked.indexOf(id) > asked.indexOf(here)) || waiting[0];
  if (!next) review();
  else if (at.errand || typeof stoppingEarly !== "function" || !stoppingEarly(next)) ask(next);
}

function skip(id, tell) {
  if (answered(id) && at.asked !== id) {
    at.asked = id;
    tell(say("skip_takes_out"));
    return;
  }
  put(id, undefined);
  onward(id);
}

function whereBack(here) {
  const { asked } = current();
  const trail = at.trail.filter((id) => asked.includes(id) && id !== here);
  const place = here === null ? asked.length : asked.indexOf(here);
  return trail[trail.length - 1] || (at.errand ? null : asked.slice(0, place).reverse().find(done));
}

function back(here) {
  const earlier = whereBack(here);
  if (!earlier) {
    review();
    return;
  }
  if (here !== null) at.ahead.add(here);
  at.trail = at.trail.slice(0, Math.max(at.trail.lastIndexOf(earlier), 0));
  ask(earlier);
}

/* To one question, and back to the review after it and what it newly brings in. */
function errand(id) {
  Object.assign(at, { trail: [], ahead: new Set(), errand: new Set(open()) });
  ask(id);
}

function resume() {
  const [first] = open();
  Object.assign(at, { trail: [], ahead: new Set(), errand: null });
  if (first) ask(first);
  else review();
}
