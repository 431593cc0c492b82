/* Elements, from words that are never read as markup. */

function say(name, values = {}) {
  const sentence = form.texts[name];
  const whole = typeof sentence === "string" ? sentence : sentence[values.n] || sentence[values.n === 1 ? "one" : "other"];
  return whole.replace(/\{(\w+)\}/g, (_, place) => values[place]);
}

function timeLeft(ids) {
  const weight = (some) => some.reduce((sum, id) => sum + items.get(id).seconds, 0);
  const share = weight(ids) / weight(current().asked);
  const [quick, slow] = form.minutes.map((minutes) => Math.max(1, Math.round(minutes * share)));
  if (form.minutes[1] * share < 0.8) return say("time_short");
  return quick === slow ? say("time", { n: slow }) : say("time_span", { quick, slow });
}

/* An element: its attributes (functions listen, `true` is there, null and false are not), and what is in it. */
function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...inside.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return element;
}

/* Words of the questionnaire's author or of who answers, in lines as written and in their own direction. */
const wordsOf = (tag, text, attributes = {}) => (text ? make(tag, { dir: "auto", ...attributes }, text) : null);
const button = (text, click, attributes = {}) => make("button", { type: "button", click, ...attributes }, text);
const heading = (text, attributes = {}) => make("h1", { tabindex: "-1", dir: "auto", ...attributes }, text);
