/* What of the headline no answer still open can change, by the bounds that the interview uses (`diagnosis/settled_early.py`). */

const settling = scoring.settling;
const TINY = 1e-9;

/* Whether a truth over answers holds, whatever is answered next; null while that is open. */
function truth(node, asked) {
  const [kind, subject, number] = node;
  if (kind === "Not") {
    const part = truth(subject, asked);
    return part === null ? null : !part;
  }
  if (kind === "AllOf" || kind === "AnyOf") {
    const parts = subject.map((part) => truth(part, asked));
    const enough = kind === "AnyOf"; // one true settles an `AnyOf`, one false an `AllOf`
    if (parts.includes(enough)) return enough;
    return parts.includes(null) ? null : !enough;
  }
  const item = kind === "Compare" ? number[1] : subject;
  if (asked[item] === null || (asked[item] && !answered(item))) return null;
  return reader(asked[item] ? state.answers : {})(node);
}

/* The lowest weighted mean when any of `joining` may be added: one that lies below the mean lowers it. */
function lowestMean(fixed, joining) {
  let total = 0;
  let weight = 0;
  const add = ([points, w]) => {
    total += points * w;
    weight += w;
  };
  fixed.forEach(add);
  for (const one of [...joining].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (one[0] >= total / weight) break;
    add(one);
  }
  return total / weight;
}

/* The lowest and highest score a scale can still end with; null while it may end without one. */
function reachOf(scale, asked, points) {
  const [fixed, low, high] = [[], [], []];
  let applies = 0;
  for (const [item, weight, least, most] of settling.reach[scale].parts) {
    if (asked[item] === false) continue;
    applies += weight;
    const given = points[`points:${scale}:${item}`];
    if (!answered(item)) {
      low.push([least, weight]);
      high.push([-most, weight]);
    } else if (given !== null && asked[item]) fixed.push([given, weight]);
    else if (given !== null) {
      low.push([given, weight]);
      high.push([-given, weight]);
    }
  }
  const weight = fixed.reduce((sum, [, one]) => sum + one, 0);
  if (weight === 0 || weight < applies * settling.reach[scale].minimum - TINY) return null;
  return [lowestMean(fixed, low), -lowestMean(fixed.map(([given, one]) => [-given, one]), high)];
}

/* The least and the greatest lead that the job can still end with; null while a deciding score may be missing. */
function leadsOf(found, asked, points) {
  const { scales, spread, importance } = scoring.rule;
  const reach = scales.map((scale) => reachOf(scale, asked, points));
  if (reach.includes(null) || !found.job) return null;
  const first = jobOf(found.job).at;
  const over = scoring.jobs.filter((job) => job.id !== found.job).map(({ at: other }) => {
    const ends = scales.map((scale, n) => {
      const pull = (importance[scale] * (first[scale] - other[scale])) / (spread * spread);
      return reach[n].map((end) => pull * (end - (first[scale] + other[scale]) / 2)).sort((a, b) => a - b);
    });
    return [0, 1].map((n) => ends.reduce((sum, end) => sum + end[n], 0));
  });
  return over.length ? [0, 1].map((n) => Math.min(...over.map((one) => one[n]))) : null;
}

/* Whether the push stays at its level: none by an answer, or no other level within reach. */
function levelStands(asked, points) {
  const { scale, early, active, none_if } = settling.push;
  const none = none_if ? truth(none_if, asked) : false;
  if (none) return true;
  const reach = reachOf(scale, asked, points);
  if (!reach) return false;
  const [low, high] = [reach[0] - TINY, reach[1] + TINY].map((score) => (score >= early) + (score >= active));
  return low === high && (none === false || low === 0);
}

/* Which parts stand, and the items that may still change the others. */
function settledNow() {
  if (!settling) return { job: false, headline: false, matters: [] };
  const nothing = { job: false, headline: false, matters: [...settling.outcome, ...(settling.push ? settling.push.items : [])] };
  const asked = {};
  for (const item of items.values()) asked[item.id] = item.if ? truth(item.if, asked) : true;
  const points = worked(state.answers, true);
  const leads = leadsOf(scored(), asked, points);
  if (!leads || leads[0] <= TINY) return nothing;
  const given = (ids) => ids.every((id) => answered(id) || asked[id] === false);
  const within = ([low, high]) => leads[0] > low + TINY && leads[1] < high - TINY;
  const { clear, leaning } = scoring.rule;
  const outcome = given(settling.outcome) || [[clear, Infinity], [leaning, clear]].some(within);
  const push = settling.push ? given(settling.push.items) || levelStands(asked, points) : null;
  const matters = [...(outcome ? [] : settling.outcome), ...(push === false ? settling.push.items : [])];
  return { job: true, outcome, push, headline: outcome && push !== false, matters };
}

/* Tells once that the job is settled, and once that all is, where something may then be left out. Whether it did. */
function stoppingEarly(next) {
  const left = open();
  if (!settling || at.told.has(true) || !left.some((id) => settling.headline.includes(id))) return false;
  const found = settledNow();
  if (!found.job || at.told.has(found.headline) || (leftOut.size && !found.headline)) return false;
  const everything = current().asked.filter((id) => !done(id)); // what was left out before, too
  const without = (ids) => {
    const out = new Set(ids.filter((id) => !found.matters.includes(id)));
    return { out, rest: everything.filter((id) => !out.has(id)) };
  };
  const offers = [
    [found.headline ? "settled_playbook" : "settled_leave_out", without(settling.job)],
    ["settled_only", without([...items.keys()])],
  ].filter(([, { rest }]) => rest.length && rest.length < everything.length);
  if (!offers.length && !found.headline) return false;
  at.told.add(found.headline);
  at.item = null;
  const offer = (name, ids, click, look = "quiet") => {
    const rest = say("ahead_left", { n: ids.length, time: timeLeft(ids) });
    return button(say(name, { left: rest }), click, { class: look });
  };
  const narrow = ({ out }) => {
    leftOut.clear();
    out.forEach((id) => leftOut.add(id));
    keep();
    resume();
  };
  const title = say(found.headline ? "settled_all" : "settled_part");
  show(
    make("section", { class: "settled" }, heading(title), standing(found), make("div", { class: "moves" }, [
      offer("settled_go_on", everything, () => (leftOut.size ? narrow({ out: [] }) : ask(next)), "go"),
      ...offers.map(([name, shorter]) => offer(name, shorter.rest, () => narrow(shorter))),
      found.headline && button(say("finish_now"), end, { class: "quiet" }),
    ])),
    { title, place: "settled" },
  );
  return true;
}

function standing(found) {
  const parts = [["which_job", found.job], ["how_clearly", found.outcome], ["how_strong_push", found.push]];
  const row = (wanted) => {
    const said = parts.filter(([, stands]) => stands === wanted).map(([name]) => say(name));
    return said.length < 2 ? said[0] : say("in_a_row", { others: said.slice(0, -1).join(", "), last: said[said.length - 1] });
  };
  const loose = row(false);
  return [make("p", { class: "lead" }, say("settles", { what: row(true) })), make("p", {}, loose ? say("not_settled", { what: loose }) : say("rest_fits_better"))];
}
