/** @typedef {{text: string, page?: number}} Choice  `page` is the place of a page, or -1 where the form is sent. */
/**
 * @typedef {{kind: string, title: string, help: string, required: boolean, options?: Choice[], rows?: string[],
 *   low?: number | null, high?: number | null}} Question
 */
/** @typedef {{title: string, help: string, after: number, items: Question[]}} Page */

/** Builds the form: choose this function above, then Run. The addresses stand in the log. */
function buildForm() {
  const form = FormApp.create(QUESTIONS.title);
  form.setDescription(QUESTIONS.description).setProgressBar(true);
  /** @type {GoogleAppsScript.Forms.PageBreakItem[]} */
  const breaks = [];
  /** @type {(() => void)[]} */
  const later = [];
  QUESTIONS.pages.forEach((page, place) => {
    if (place > 0) {
      breaks[place] = form.addPageBreakItem().setTitle(page.title).setHelpText(page.help);
    } else {
      form.addSectionHeaderItem().setTitle(page.title).setHelpText(page.help);
    }
    page.items.forEach((asked) => addQuestion(form, asked, breaks, later));
  });
  later.forEach((set) => set()); // pages can be gone to once they are there
  QUESTIONS.pages.forEach((page, place) => {
    const next = breaks[place + 1];
    if (next && page.after === -1) {
      next.setGoToPage(FormApp.PageNavigationType.SUBMIT);
    } else if (next && page.after !== place + 1) {
      next.setGoToPage(breaks[page.after]); // what a page break says of going on is about the page before it
    }
  });
  Logger.log('Edit it: ' + form.getEditUrl());
  Logger.log('Send it: ' + form.getPublishedUrl());
}

/**
 * @param {GoogleAppsScript.Forms.Form} form
 * @param {Question} asked
 * @param {GoogleAppsScript.Forms.PageBreakItem[]} breaks
 * @param {(() => void)[]} later
 */
function addQuestion(form, asked, breaks, later) {
  const options = asked.options || [];
  const texts = options.map((option) => option.text);
  if (asked.kind === 'choice') {
    const item = form.addMultipleChoiceItem();
    item.setTitle(asked.title).setHelpText(asked.help).setRequired(asked.required);
    if (options.some((option) => option.page !== undefined)) {
      later.push(() => item.setChoices(options.map((option) => choiceOf(item, option, breaks))));
    } else {
      item.setChoiceValues(texts);
    }
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
 * @param {GoogleAppsScript.Forms.PageBreakItem[]} breaks
 */
function choiceOf(item, option, breaks) {
  const page = option.page === undefined ? -1 : option.page;
  return page === -1
    ? item.createChoice(option.text, FormApp.PageNavigationType.SUBMIT)
    : item.createChoice(option.text, breaks[page]);
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
