/* The result on the page, in the words and the order of `diagnose`. */

/* A number as the program writes it: of two that are as near, the even one. */
function rounded(number, digits = 0) {
  const halves = number * (digits ? 8 : 2); // only these are as near to two numbers of so many digits
  if (!Number.isInteger(halves) || halves % 2 === 0) return number.toFixed(digits);
  const below = Math.floor(number * 10 ** digits);
  return ((below + (below % 2)) / 10 ** digits).toFixed(digits);
}

const jobOf = (id) => scoring.jobs.find((job) => job.id === id);
const scaleOf = (id) => scoring.scales.find((scale) => scale.id === id);

function resultOf() {
  const found = scored();
  return make("section", { class: "result", "aria-labelledby": "result" }, make("h2", { id: "result" }, say("result")), [
    verdictOf(found),
    (scoring.rule ? scoring.rule.scales : scoring.scales.map((scale) => scale.id)).map((id) => barOf(scaleOf(id), found.scores[id])),
    found.job && reasonsOf(found),
    scoring.struggle && [make("h3", {}, say("push")), make("p", {}, pushOf(found))],
    bandsOf("preconditions", found.scores),
    bandsOf("forces", found.scores),
    found.far && make("p", { class: "warning" }, say("far")),
    make("p", { class: "help" }, make("span", { dir: "auto" }, scoring.honesty), " ", footing()),
  ]);
}

function verdictOf(found) {
  if (!scoring.rule) return null;
  if (!found.job) {
    const left = lacking(found);
    return [
      make("p", { class: "job" }, say("undetermined")),
      left.length > 0 && make("p", {}, say("would_settle")),
      left.length > 0 && make("ul", {}, left.slice(0, 8).map((id) => wordsOf("li", items.get(id).ask))),
    ];
  }
  const job = jobOf(found.job);
  const second = jobOf(found.runner_up);
  const lead = rounded(found.lead, 2);
  const { clear, leaning } = scoring.rule;
  const mixed = found.outcome === "mixed";
  const lean = found.struggle === "none" && found.outcome === "clear"; // what is only a lean is not called clear
  return [
    found.struggle === "none" && [make("p", { class: "job" }, say("no_push")), make("p", {}, say("no_push_lean"))],
    wordsOf("p", mixed ? say("two_jobs", { job: job.title, second: second.title }) : job.title, { class: found.struggle === "none" ? "lean" : "job" }),
    wordsOf("p", job.says, { class: "lead" }),
    make("p", {}, lean ? say("lead_if_push", { second: second.title, lead }) : say(`lead_${found.outcome}`, { second: second.title, lead, clear, leaning })),
    pointing(found),
    found.outcome !== "clear" || scoring.rule.shows_second ? second.says && make("p", {}, say("second_says", { second: second.title, says: second.says })) : null,
  ];
}

/* The answers that decided it most, in whose words it stands why. */
function reasonsOf(found) {
  const decided = weightiest(found);
  if (!decided.length) return null;
  const line = ([id, added]) => {
    const item = items.get(id);
    const answer = `${inWords(item, state.answers[id], ", ")} (+${rounded(added, 2)})`;
    return make("li", {}, wordsOf("span", item.ask, { class: "help" }), make("br"), make("span", { dir: "auto" }, answer));
  };
  const over = { job: jobOf(found.job).title, second: jobOf(found.runner_up).title };
  return [make("h3", {}, say("weightiest", over)), make("ul", {}, decided.map(line))];
}

function pointing(found) {
  const counts = pointsTo(found);
  const parts = counts.map(([id, n]) => say("points_to", { n, job: jobOf(id).title }));
  const row = parts.slice(1).reduce((others, last, n) => (n < parts.length - 2 ? `${others}, ${last}` : say("in_a_row", { others, last })), parts[0]);
  return make("p", { class: "help" }, say("of_answers", { n: counts.reduce((sum, [, n]) => sum + n, 0), parts: row }));
}

function barOf(scale, score) {
  const band = bandOf(scale, score);
  if (score === null) return make("p", {}, say("scale_missing", { scale: scale.title }));
  const shown = rounded(score);
  const ends = scale.low && scale.high;
  const length = make("div");
  length.style.inlineSize = `${score}%`;
  return make(
    "div",
    { class: "scale-bar" },
    make("p", {}, make("strong", { dir: "auto" }, scale.title), " ", band ? say("scale_band", { score: shown, band }) : say("scale_score", { score: shown })),
    make("div", { class: "bar", "aria-hidden": "true" }, length),
    ends && make("div", { class: "line" }, wordsOf("span", scale.low), wordsOf("span", scale.high)),
  );
}

function pushOf(found) {
  const score = found.scores[scoring.struggle.scale];
  if (!found.struggle) return say("push_unknown");
  return `${say(`push_${found.struggle}`)} ${score === null ? "" : say("push_score", { score: rounded(score) })}`;
}

function bandsOf(name, scores) {
  const bands = (scoring[name] || []).map((id) => [scaleOf(id), bandOf(scaleOf(id), scores[id])]);
  if (!bands.some(([, band]) => band)) return null;
  const line = ([scale, band]) => make("li", {}, say("of_band", { scale: scale.title, band: band || say("band_unknown") }));
  return [make("h3", {}, say(name)), make("ul", {}, bands.map(line))];
}

function footing() {
  const { asked, given } = current();
  const identity = `${form.name} ${form.version} (${form.fingerprint})`;
  return say("footing", { identity, n: asked.length, done: Object.keys(given).length });
}
