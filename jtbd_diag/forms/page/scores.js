/* Scores, by the one formula of the program: in the file only where the result may be seen. */

const scoring = form.scoring;

/* All steps of the formula, by name; `askedOrNot`, also points of answers to what is not asked. */
function worked(answers, askedOrNot = false) {
  const steps = {};
  const at = reader(answers, steps);
  for (const [name, node] of scoring.steps) steps[name] = askedOrNot && name.startsWith("asked:") ? true : at(node);
  return steps;
}

/* Scores, job, runner-up, lead, outcome and struggle of the answers so far. */
function scored() {
  const steps = worked(state.answers);
  const scores = Object.fromEntries(scoring.scales.map((scale) => [scale.id, steps[`score:${scale.id}`]]));
  const { job, runner_up, lead, outcome, struggle } = steps;
  return { steps, scores, job, runner_up, lead, outcome, struggle, far: job && steps[`distance:${job}`] > 4 };
}

function bandOf(scale, score) {
  const found = score === null ? undefined : scale.bands.find(([title, up]) => up === undefined || score <= up);
  return found && found[0];
}

/* Unanswered items of the deciding scales that have no score, the weightiest first. */
function lacking({ steps, scores }) {
  const { asked } = current();
  const weights = new Map();
  for (const [item, scale, weight] of scoring.deciding) {
    const short = scores[scale] === null && asked.includes(item) && steps[`points:${scale}:${item}`] === null;
    if (short) weights.set(item, (weights.get(item) || 0) + weight);
  }
  return [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a));
}

/* The answers that give points on a deciding scale, each with its share of what counts there, as in the program's own ledger. */
function termsOf({ steps }) {
  const given = scoring.deciding.map(([item, scale, weight]) => ({ item, scale, weight, points: steps[`points:${scale}:${item}`] }));
  const terms = given.filter((one) => one.points !== null);
  const total = {};
  for (const { scale, weight } of terms) total[scale] = (total[scale] || 0) + weight;
  return terms.map((one) => ({ ...one, share: one.weight / total[one.scale] }));
}

/* The answers that added most to the lead of the job over the runner-up: each item with what it added. */
function weightiest(found, most = 5) {
  const { spread, importance } = scoring.rule;
  const [first, second] = [found.job, found.runner_up].map((id) => scoring.jobs.find((job) => job.id === id).at);
  const added = new Map();
  for (const { item, scale, points, share } of termsOf(found)) {
    const pull = (importance[scale] * (first[scale] - second[scale])) / (spread * spread);
    const one = pull * share * (points - (first[scale] + second[scale]) / 2);
    added.set(item, (added.get(item) || 0) + one);
  }
  return [...added].sort((a, b) => b[1] - a[1]).slice(0, most).filter(([, one]) => one > 0);
}

/* How many answers point to each job, by its id: those that bring it nearest to winning; to none where two are as near. */
function pointsTo(found) {
  const { spread, importance } = scoring.rule;
  const nearer = new Map();
  for (const { item, scale, points, share } of termsOf(found)) {
    const weight = (importance[scale] * share) / (spread * spread);
    const sums = nearer.get(item) || scoring.jobs.map(() => 0);
    nearer.set(item, sums.map((sum, n) => sum + weight * scoring.jobs[n].at[scale] * (points - scoring.jobs[n].at[scale] / 2)));
  }
  const counts = new Map(scoring.jobs.map((job) => [job.id, 0]));
  for (const sums of nearer.values()) {
    const [best, next] = [...sums].sort((a, b) => b - a);
    const { id } = scoring.jobs[sums.indexOf(best)];
    if (best - next > 1e-9) counts.set(id, counts.get(id) + 1);
  }
  return [...counts];
}
