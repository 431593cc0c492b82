/* Keeping answers in this browser, as they are given. */

let keeps = true;

function storage() {
  try {
    const probe = `${form.store}?`;
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return undefined; // private windows, and browsers that are told to keep nothing
  }
}

function keep() {
  state.begun = state.begun || now();
  try {
    storage().setItem(form.store, JSON.stringify({ ...state, aside: [...leftOut] }));
    keeps = true;
  } catch {
    keeps = false;
  }
  warnOfKeeping();
}

/* Takes in what was kept, as far as it still is an answer. */
function recall() {
  const store = storage();
  keeps = store !== undefined;
  let kept = null;
  try {
    kept = store && JSON.parse(store.getItem(form.store));
  } catch {
    kept = null; // somebody else's doing; what is no JSON holds no answers
  }
  take(kept || {});
  askAgain();
}

function take({ begun, answers, notes, skipped, aside }) {
  const known = (object, fits) => Object.fromEntries(Object.entries(object || {}).filter(([id, one]) => items.has(id) && fits(id, one)));
  state.begun = typeof begun === "string" ? begun : null;
  state.answers = known(answers, (id, value) => takes(items.get(id), value));
  state.notes = known(notes, (id, note) => typeof note === "string" && note.trim());
  const listed = (ids) => (Array.isArray(ids) ? ids : []).filter((id) => items.has(id) && !answered(id));
  state.skipped = listed(skipped);
  leftOut.clear();
  if (typeof settledNow === "function") listed(aside).forEach((id) => leftOut.add(id)); // only a page that tells the result can say why
}

/* What was set aside and can change the result again, as an answer was changed, is no longer so. */
function askAgain() {
  if (leftOut.size) settledNow().matters.forEach((id) => leftOut.delete(id));
}

function forget() {
  take({});
  try {
    localStorage.removeItem(form.store);
  } catch {
    keeps = false; // nothing was kept either
  }
}
