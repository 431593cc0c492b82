// A stand-in for Google Forms: runs a script that builds a form, fills the form in page by page, and writes the rows of
// the linked sheet. It refuses what Google Forms refuses: choices that are alike, choices that go to a page beside
// others that do not, pages of another form. A line in: {script, sets, slow?: milliseconds an item takes, breaks?: the item
// at which the first run breaks off}; a line out: {columns, rows, runs}.
import readline from 'node:readline';
import vm from 'node:vm';

const kinds = { CONTINUE: 'CONTINUE', RESTART: 'RESTART', SUBMIT: 'SUBMIT' };

function refuse(what) {
  throw new Error(what);
}

function unlike(values) {
  if (new Set(values).size !== values.length) refuse(`alike: ${values}`);
  if (values.some((one) => typeof one !== 'string' || one.trim() === '' || one.includes('\n'))) refuse(`empty: ${values}`);
  return values;
}

class Item {
  constructor(form, kind) {
    Object.assign(this, { form, kind, title: '', help: '', required: false, choices: [] });
    form.items.push(this);
    form.spend();
  }
  asPageBreakItem() { return this.kind === 'page' ? this : refuse('no page break'); }
  asMultipleChoiceItem() { return this.kind === 'choice' ? this : refuse('no choice'); }
  setTitle(title) { this.title = title; return this; }
  setHelpText(help) { this.help = help; return this; }
  setRequired(required) { this.required = required; return this; }
  setChoiceValues(values) { return this.setChoices(unlike(values).map((value) => ({ value }))); }
  setChoices(choices) {
    unlike(choices.map((choice) => choice.value));
    const going = choices.filter((choice) => choice.page || choice.navigation);
    if (going.length && (going.length < choices.length || this.kind !== 'choice')) refuse('some choices go to a page');
    this.choices = choices;
    return this;
  }
  createChoice(value, target) {
    if (kinds[target]) return { value, navigation: target };
    if (!target || !this.form.items.includes(target)) refuse('no such page');
    return { value, page: target };
  }
  setRows(rows) { this.rows = unlike(rows); return this; }
  setColumns(columns) { this.choices = unlike(columns).map((value) => ({ value })); return this; }
  setValidation(check) { this.check = check; return this; }
  setGoToPage(target) {
    if (!kinds[target] && !this.form.items.includes(target)) refuse('no such page');
    this.goTo = target;
    return this;
  }
}

class Form {
  constructor(title, spend) { Object.assign(this, { title, spend, items: [] }); }
  getId() { return 'id'; }
  getItems() { return [...this.items]; }
  deleteItem(place) { this.items.splice(place, 1); }
  setDescription(text) { this.description = text; return this; }
  setProgressBar() { return this; }
  getEditUrl() { return 'edit'; }
  getPublishedUrl() { return 'send'; }
  addPageBreakItem() { return new Item(this, 'page'); }
  addSectionHeaderItem() { return new Item(this, 'header'); }
  addMultipleChoiceItem() { return new Item(this, 'choice'); }
  addCheckboxItem() { return new Item(this, 'boxes'); }
  addGridItem() { return new Item(this, 'grid'); }
  addTextItem() { return new Item(this, 'text'); }
  addParagraphTextItem() { return new Item(this, 'text'); }
  addDateItem() { return new Item(this, 'date'); }

  // every column of the sheet: an item, or a row of a grid
  columns() {
    return this.items.flatMap((item) => {
      if (['page', 'header'].includes(item.kind)) return [];
      const choices = item.choices.map((choice) => choice.value);
      const rows = item.kind === 'grid' ? item.rows : [null];
      return rows.map((row) => ({ item, head: row === null ? item.title : `${item.title} [${row}]`, choices }));
    });
  }

  fill(given) {
    const columns = this.columns();
    const cells = columns.map(() => '');
    let place = 0;
    while (place >= 0 && place < this.items.length) {
      let next = null;
      while (place < this.items.length && this.items[place].kind !== 'page') {
        const item = this.items[place];
        columns.forEach((column, n) => {
          const value = given[n];
          if (column.item !== item || value === null) return;
          if (Array.isArray(value)) {
            cells[n] = value.map((one) => column.choices[one]);
          } else {
            cells[n] = column.choices.length ? column.choices[value] : String(value);
            const choice = item.choices[value];
            if (item.kind === 'choice' && (choice.page || choice.navigation)) next = choice.page || choice.navigation;
          }
          const number = Number(value);
          if (item.check && (number < item.check.low || number > item.check.high)) refuse(`refused: ${value}`);
        });
        place += 1;
      }
      // by an answer, or by coming to the next page break
      const target = next || (place < this.items.length ? this.items[place].goTo || this.items[place] : 'SUBMIT');
      if (target === 'RESTART') refuse('begins anew');
      place = target === 'SUBMIT' ? -1 : this.items.indexOf(target) + 1;
    }
    return cells;
  }
}

function build(script, { slow = 0, breaks = Infinity }) {
  let form = null;
  let runs = 0;
  let clock = 0;
  const spend = () => {
    clock += slow;
    if (clock > 6 * 60 * 1000) refuse('Exceeded maximum execution time');
    if (runs === 1 && form.items.length > breaks) refuse('We are sorry, a server error occurred');
  };
  const numbers = () => {
    const check = { low: -Infinity, high: Infinity };
    const built = { build: () => check };
    return {
      requireNumber: () => built,
      requireNumberBetween: (low, high) => { Object.assign(check, { low, high }); return built; },
      requireNumberGreaterThanOrEqualTo: (low) => { check.low = low; return built; },
      requireNumberLessThanOrEqualTo: (high) => { check.high = high; return built; },
    };
  };
  const FormApp = {
    create: (title) => (form ? refuse('a second form') : (form = new Form(title, spend))),
    openById: (id) => (id === 'id' ? form : refuse('no such form')),
    createTextValidation: numbers,
    PageNavigationType: kinds,
  };
  const properties = new Map();
  const PropertiesService = {
    getScriptProperties: () => ({
      getProperty: (name) => properties.get(name) ?? null,
      setProperty: (name, value) => properties.set(name, value),
      deleteProperty: (name) => properties.delete(name),
    }),
  };
  let log = [];
  do {
    [runs, clock, log] = [runs + 1, 0, []];
    const world = { FormApp, PropertiesService, Date: { now: () => clock }, Logger: { log: (line) => log.push(line) } };
    try {
      vm.runInNewContext(`${script}\nbuildForm();`, world);
    } catch (error) {
      if (runs > 1 || breaks === Infinity) throw error;
    }
  } while (properties.has('building') && runs < 100);
  if (log.length !== 2) refuse('says nothing');
  return { form, runs };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { script, sets, ...pace } = JSON.parse(line);
  const { form, runs } = build(script, pace);
  const columns = form.columns().map(({ item, head, choices }) => ({
    kind: item.kind, head, choices, help: item.help, required: item.required,
  }));
  console.log(JSON.stringify({ title: form.title, columns, rows: sets.map((one) => form.fill(one)), runs }));
}
