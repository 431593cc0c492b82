/** @typedef {{text: string, page?: number}} Choice  `page` is the place of a page, or -1 where the form is sent. */
/**
 * @typedef {{kind: string, title: string, help: string, required: boolean, options?: Choice[], rows?: string[],
 *   low?: number | null, high?: number | null}} Question
 */
/** @typedef {{title: string, help: string, after: number, items: Question[]}} Page */

/** Google stops a script after six minutes; before that this one stops, and goes on when it is run again. */
const MOST_MILLISECONDS = 270000;
/** How often it is kept how far the form is. */
const STEPS_BETWEEN = 20;

/** Builds the form: choose this function above, then Run. The addresses stand in the log. */
function buildForm() {
  const began = Date.now();
  const kept = PropertiesService.getScriptProperties();
  const mark = QUESTIONS.title + ' ' + JSON.stringify(QUESTIONS).length;
  const begun = formBegun(kept, mark);
  const form = begun ? begun.form : newForm();
  const steps = stepsOf(form);
  let done = begun ? begun.done : 0;
  const keep = () => kept.setProperty('building', JSON.stringify({ mark: mark, form: form.getId(), done: done }));
  for (let more = form.getItems().length; more > Math.min(done, steps.adding.length); more -= 1) {
    form.deleteItem(more - 1); // added after it was last kept how far the form is
  }
  const all = steps.adding.concat(steps.leading);
  while (done < all.length) {
    if (Date.now() - began > MOST_MILLISECONDS) {
      keep();
      Logger.log('The form is not whole yet: ' + done + ' of ' + all.length + ' steps. Run buildForm once more.');
      return;
    }
    if (done % STEPS_BETWEEN === 0) {
      keep();
    }
    all[done]();
    done += 1;
  }
  kept.deleteProperty('building');
  Logger.log('Edit it: ' + form.getEditUrl());
  Logger.log('Send it: ' + form.getPublishedUrl());
}

function newForm() {
  return FormApp.create(QUESTIONS.title).setDescription(QUESTIONS.description).setProgressBar(true);
}

/**
 * The form of these very questions that an earlier run began, and how many steps it took.
 * @param {GoogleAppsScript.Properties.Properties} kept
 * @param {string} mark
 */
function formBegun(kept, mark) {
  const before = JSON.parse(kept.getProperty('building') || '{}');
  if (before.mark !== mark) {
    return null;
  }
  try {
    return { form: FormApp.openById(before.form), done: Number(before.done) };
  } catch (gone) {
    return null; // somebody deleted it
  }
}

/**
 * What builds the form: steps that add an item each, and steps that say where answers lead, once all pages are there.
 * @param {GoogleAppsScript.Forms.Form} form
 */
function stepsOf(form) {
  /** @type {(() => void)[]} */
  const adding = [];
  /** @type {(() => void)[]} */
  const leading = [];
  /** @type {number[]} */
  const begins = [];
  /** @type {GoogleAppsScript.Forms.Item[]} */
  let there = [];
  /** @param {number} place */
  const itemAt = (place) => {
    there = there.length ? there : form.getItems();
    return there[place];
  };
  /** @param {number} page */
  const breakOf = (page) => itemAt(begins[page]).asPageBreakItem();
  QUESTIONS.pages.forEach((page, place) => {
    begins.push(adding.length);
    adding.push(() => {
      const opening = place > 0 ? form.addPageBreakItem() : form.addSectionHeaderItem();
      opening.setTitle(page.title).setHelpText(page.help);
    });
    page.items.forEach((asked) => {
      const number = adding.length;
      const options = asked.options || [];
      adding.push(() => addQuestion(form, asked));
      if (options.some((option) => option.page !== undefined)) {
        leading.push(() => {
          const item = itemAt(number).asMultipleChoiceItem();
          item.setChoices(options.map((option) => choiceOf(item, option, breakOf)));
        });
      }
    });
  });
  QUESTIONS.pages.forEach((page, place) => {
    const last = place + 1 === QUESTIONS.pages.length;
    if (!last && page.after === -1) {
      leading.push(() => breakOf(place + 1).setGoToPage(FormApp.PageNavigationType.SUBMIT));
    } else if (!last && page.after !== place + 1) {
      // what a page break says of going on is about the page before it
      leading.push(() => breakOf(place + 1).setGoToPage(breakOf(page.after)));
    }
  });
  return { adding: adding, leading: leading };
}

/**
 * @param {GoogleAppsScript.Forms.Form} form
 * @param {Question} asked
 */
function addQuestion(form, asked) {
  const texts = (asked.options || []).map((option) => option.text);
  if (asked.kind === 'choice') {
    const item = form.addMultipleChoiceItem();
    item.setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required).setChoiceValues(texts);
  } else if (asked.kind === 'boxes') {
    const item = form.addCheckboxItem();
    item.setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required).setChoiceValues(texts);
  } else if (asked.kind === 'grid') {
    const item = form.addGridItem();
    item.setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required);
    item.setRows(asked.rows || []).setColumns(texts);
  } else if (asked.kind === 'number') {
    const item = form.addTextItem();
    item.setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required).setValidation(numberIn(asked));
  } else if (asked.kind === 'date') {
    form.addDateItem().setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required);
  } else {
    form.addParagraphTextItem().setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required);
  }
}

/**
 * @param {GoogleAppsScript.Forms.MultipleChoiceItem} item
 * @param {Choice} option
 * @param {(page: number) => GoogleAppsScript.Forms.PageBreakItem} breakOf
 */
function choiceOf(item, option, breakOf) {
  const page = option.page === undefined ? -1 : option.page;
  return page === -1
    ? item.createChoice(option.text, FormApp.PageNavigationType.SUBMIT)
    : item.createChoice(option.text, breakOf(page));
}

/** @param {Question} asked */
function numberIn(asked) {
  const low = typeof asked.low === 'number' ? asked.low : null;
  const high = typeof asked.high === 'number' ? asked.high : null;
  const check = FormApp.createTextValidation();
  if (low !== null && high !== null) {
    return check.requireNumberBetween(low, high).build();
  }
  if (low !== null) {
    return check.requireNumberGreaterThanOrEqualTo(low).build();
  }
  return high !== null ? check.requireNumberLessThanOrEqualTo(high).build() : check.requireNumber().build();
}
