/* Scores, as the program's `diagnosis/` makes them: in the file only where the result may be seen. */

const scoring = form.scoring;

/* What an answer gives on a scale; nothing where it gives nothing. */
function pointsOf({ item, options, thresholds }, given) {
  if (!own(given, item)) return undefined;
  const value = given[item];
  if (options) return own(options, value) ? options[value] : undefined;
  let reached = value;
  if (Array.isArray(value)) {
    const ticked = items.get(item).options.filter((option) => value.includes(option.id));
    if (ticked.some((option) => option.alone === 2)) return undefined;
    reached = ticked.filter((option) => !option.alone).length;
  }
  const found = thresholds.filter(([start]) => reached >= start).pop();
  return found && found[1];
}

/* The weighted mean of the points of a scale's answered items; null where too little of it is answered. */
function scoreOf(scale, asked, given) {
  const feeding = scoring.feeds.filter((feed) => feed.scale === scale.id && asked.includes(feed.item));
  const alike = new Map();
  for (const feed of feeding) {
    const points = pointsOf(feed, given);
    const [sum, count] = alike.get(feed.weight) || [0, 0];
    alike.set(feed.weight, points === undefined ? [sum, count] : [sum + points, count + 1]);
  }
  let total = 0;
  let there = 0;
  for (const [weight, [sum, count]] of alike) {
    total += sum * weight;
    there += count * weight;
  }
  const needed = feeding.reduce((sum, feed) => sum + feed.weight, 0) * scale.minimum - 1e-9;
  return there >= needed && there > 0 ? total / there : null;
}

/* Scores, job, runner-up, lead, outcome and struggle of the answers so far. */
function scored() {
  const { asked, given } = current();
  const scores = Object.fromEntries(scoring.scales.map((scale) => [scale.id, scoreOf(scale, asked, given)]));
  return { scores, ...verdict(scores), struggle: struggleOf(scores, given) };
}

function verdict(scores) {
  const { rule } = scoring;
  if (!rule) return {};
  if (rule.scales.some((scale) => scores[scale] === null)) return { outcome: "undetermined" };
  const distance = (job) => rule.scales.reduce((sum, scale, n) => sum + (scores[scale] - job.at[n]) ** 2 * rule.factors[n], 0);
  const distances = new Map(scoring.jobs.map((job) => [job.id, distance(job)]));
  const nearest = (jobs) => jobs.reduce((best, job) => (distances.get(job.id) < distances.get(best.id) ? job : best));
  const job = nearest(scoring.jobs);
  const second = nearest(scoring.jobs.filter((other) => other !== job));
  const lead = (distances.get(second.id) - distances.get(job.id)) * 0.5;
  const outcome = lead >= rule.clear ? "clear" : lead >= rule.leaning ? "leaning" : "mixed";
  return { job: job.id, runner_up: second.id, lead, outcome, far: distances.get(job.id) > 4 };
}

function struggleOf(scores, given) {
  const rule = scoring.struggle;
  if (!rule) return undefined;
  const score = scores[rule.scale];
  if (rule.none_if && holds(rule.none_if, given)) return "none";
  if (score === null) return null;
  return score >= rule.active ? "active" : score >= rule.early ? "early" : "none";
}

function bandOf(scale, score) {
  const found = score === null ? undefined : scale.bands.find(([title, up]) => up === undefined || score <= up);
  return found && found[0];
}

/* Unanswered items of the deciding scales that have no score, the weightiest first. */
function lacking(scores) {
  const { asked, given } = current();
  const weights = new Map();
  for (const feed of scoring.feeds) {
    const short = scoring.rule.scales.includes(feed.scale) && scores[feed.scale] === null && asked.includes(feed.item);
    if (short && pointsOf(feed, given) === undefined) weights.set(feed.item, (weights.get(feed.item) || 0) + feed.weight);
  }
  return [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a));
}
