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
  /* Each part is worked out once: sums of sums would else take twice the time for every sum. */
  const operate = (parts, operation, otherwise) => {
    const values = known(parts);
    return values.length === parts.length ? operation(...values) : otherwise;
  };
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
    Compare: (sign, ...sides) => operate(sides, OPERATIONS[sign], false),
    Arithmetic: (sign, ...sides) => operate(sides, OPERATIONS[sign], null),
    Squared: (of) => operate([of], (a) => a * a, null),
    Exp: (of) => operate([of], Math.exp, null),
    SumOf: (of) => known(of).reduce((sum, value) => sum + value, 0),
    CountOf: (of) => known(of).length,
    HowMany: (of) => of.filter(at).length,
    Least: (of) => known(of).reduce((least, value) => (least === null || value < least ? value : least), null),
    Choice: (cases, otherwise) => at((cases.find(([test]) => at(test)) || [null, otherwise])[1]),
  };
  function at(node) {
    return Array.isArray(node) ? meanings[node[0]](...node.slice(1)) : node;
  }
  return at;
}
