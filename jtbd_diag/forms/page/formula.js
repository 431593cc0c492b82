/* The one formula of the program (`diagnosis/formula.py`): when an item is asked, and, where it may be seen, what scores. */

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

/* Reads nodes, [kind, ...parts], over answers and the steps before: numbers, words and truths, null for what is missing. */
function reader(given, steps = {}) {
  const known = (several) => several.map(at).filter((value) => value !== null);
  const meanings = {
    Ref: (step) => steps[step],
    Chosen: (item, options) => own(given, item) && options.includes(given[item]),
    Ticked: (item, option) => own(given, item) && given[item].includes(option),
    NumberGiven: (item) => (own(given, item) ? given[item] : null),
    Answered: (item) => own(given, item),
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
  return at;
}
