/* Scores, by the one formula of the program: in the file only where the result may be seen. */

const scoring = form.scoring;

const OPERATIONS = {
  "=": (a, b) => a === b,
  ">=": (a, b) => a >= b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

/* All steps of the formula, by name: numbers, words and truths, null where one is missing (`diagnosis/formula.py`). */
function worked(answers) {
  const steps = {};
  const known = (several) => several.map(at).filter((value) => value !== null);
  const meanings = {
    Ref: (step) => steps[step],
    Chosen: (item, options) => own(answers, item) && options.includes(answers[item]),
    Ticked: (item, option) => own(answers, item) && answers[item].includes(option),
    NumberGiven: (item) => (own(answers, item) ? answers[item] : null),
    Answered: (item) => own(answers, item),
    Known: (of) => at(of) !== null,
    Not: (of) => !at(of),
    AllOf: (of) => of.every(at),
    AnyOf: (of) => of.some(at),
    Compare: (sign, ...sides) => known(sides).length === 2 && OPERATIONS[sign](...sides.map(at)),
    Arithmetic: (sign, ...sides) => (known(sides).length === 2 ? OPERATIONS[sign](...sides.map(at)) : null),
    Squared: (of) => (at(of) === null ? null : at(of) * at(of)),
    Exp: (of) => (at(of) === null ? null : Math.exp(at(of))),
    SumOf: (of) => known(of).reduce((sum, value) => sum + value, 0),
    CountOf: (of) => known(of).length,
    HowMany: (of) => of.filter(at).length,
    Least: (of) => (known(of).length ? Math.min(...known(of)) : null),
    Choice: (cases, otherwise) => at((cases.find(([test]) => at(test)) || [null, otherwise])[1]),
  };
  function at(node) {
    return Array.isArray(node) ? meanings[node[0]](...node.slice(1)) : node;
  }
  for (const [name, node] of scoring.steps) steps[name] = at(node);
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
