/* The screens around the questions: the beginning, the review, the end, and answers from elsewhere. */

/* Puts a screen up: its heading is read first, and the browser's own Back leads to the one before. */
function show(screen, { title, place, replace = false }) {
  const main = document.getElementById("main");
  main.replaceChildren(screen);
  document.title = title ? `${title} · ${form.title}` : form.title;
  progress(title, place);
  try {
    if (replace || (history.state && history.state.place === place)) history.replaceState({ place }, "");
    else history.pushState({ place }, "");
  } catch {
    // some viewers of mail keep no history
  }
  scrollTo(0, 0);
  const first = main.querySelector("h1");
  if (first && !replace) first.focus({ preventScroll: true });
  warnOfKeeping();
}

function progress(title, place) {
  const asked = toAsk();
  const left = open();
  const some = asked.length > left.length;
  const bar = document.getElementById("progress");
  bar.max = asked.length;
  bar.value = asked.length - left.length;
  const time = left.length ? timeLeft(left) : "";
  document.getElementById("where").textContent = title && at.item ? title : "";
  document.getElementById("time").textContent = time;
  document.getElementById("top").hidden = !at.item && !(place === "review" && left.length);
  document.getElementById("clear").hidden = !some || ["end", "clearing"].includes(place);
  document.getElementById("all").hidden = !at.item;
}

function warnOfKeeping() {
  document.getElementById("unkept").hidden = keeps;
}

function welcome(replace = false) {
  at.item = null;
  const asked = toAsk();
  const left = open();
  const finished = asked.length - left.length;
  const told = finished
    ? say(left.length ? "welcome_back" : "welcome_back_done", { done: finished, n: asked.length, time: timeLeft(left) })
    : say("ahead", { n: asked.length, time: timeLeft(left) });
  show(
    make(
      "section",
      { class: "welcome" },
      heading(form.title),
      wordsOf("p", form.description, { class: "lead" }),
      wordsOf("p", form.intro),
      make("p", { class: "told" }, told),
      make("div", { class: "moves" }, button(say(finished ? "go_on" : "begin"), resume, { class: "go" })),
      make("ul", { class: "facts" }, ["kept_here", "nothing_sent", "how_to"].map((name) => make("li", {}, say(name)))),
      button(say("elsewhere"), elsewhere, { class: "link" }),
    ),
    { title: "", place: "welcome", replace },
  );
}

function review() {
  Object.assign(at, { item: null, errand: null });
  const { asked } = current();
  const left = open();
  const out = asked.filter((id) => !done(id) && leftOut.has(id));
  const widen = () => {
    leftOut.clear();
    keep();
    resume();
  };
  const counts = [
    say("answered", { n: asked.filter(answered).length }),
    asked.some((id) => state.skipped.includes(id)) && say("skipped", { n: asked.filter((id) => state.skipped.includes(id)).length }),
    left.length > 0 && say("open", { n: left.length }),
    out.length > 0 && say("set_aside", { n: out.length }),
  ].filter(Boolean);
  const rows = (section) =>
    asked
      .filter((id) => items.get(id).section === section)
      .map((id) => make("li", {}, button("", () => errand(id), { class: "row" })))
      .map((row, n, all) => rowOf(row, asked.filter((id) => items.get(id).section === section)[n]));
  show(
    make(
      "section",
      { class: "review" },
      heading(say("review")),
      make("p", { class: "told" }, counts.join(" · ")),
      make("p", {}, say("review_how")),
      make(
        "div",
        { class: "moves" },
        left.length > 0 && button(say("go_on_left", { n: left.length, time: timeLeft(left) }), resume, { class: "go" }),
        button(say(left.length ? "finish_now" : "finish"), end, { class: left.length ? "quiet" : "go" }),
        !left.length && out.length > 0 && button(say("answer_aside", { n: out.length, time: timeLeft(out) }), widen, { class: "quiet" }),
      ),
      sections.filter((section) => asked.some((id) => items.get(id).section === section)).map((section) => [
        wordsOf("h2", section.title),
        make("ol", { class: "rows" }, rows(section)),
      ]),
      make("div", { class: "moves" }, button(say(left.length ? "finish_now" : "finish"), end, { class: left.length ? "quiet" : "go" })),
    ),
    { title: say("review"), place: "review" },
  );
}

function rowOf(row, id) {
  const item = items.get(id);
  const answer = answered(id) ? inWords(item, state.answers[id]) : say(done(id) ? "row_skipped" : "row_open");
  row.firstChild.append(
    wordsOf("span", item.ask, { class: "asked" }),
    make("span", { class: answered(id) ? "answer" : "answer none", dir: "auto" }, answer),
    ...(own(state.notes, id) ? [make("span", { class: "noted", dir: "auto" }, say("row_note", { note: state.notes[id] }))] : []),
  );
  return row;
}

function end() {
  at.item = null;
  const done = make("p", { class: "message", role: "status" });
  const code = codeOf();
  const inOwnWords = [...items.values()].filter((item) => item.type === "text" && answered(item.id)).length;
  const untold = inOwnWords + Object.keys(state.notes).length;
  show(
    make(
      "section",
      { class: "end" },
      heading(say("end")),
      make("p", { class: "lead" }, say("end_how")),
      typeof resultOf === "function" && resultOf(),
      make("h2", {}, say("file")),
      make("p", {}, say("file_how", { name: fileName() })),
      make(
        "div",
        { class: "moves" },
        button(say("file_save"), () => save(done), { class: "go" }),
        sharable() && button(say("file_share"), () => share(done), { class: "quiet" }),
      ),
      done,
      make("h2", {}, say("code")),
      code ? codeBlock(code, untold) : make("p", {}, say("code_too_long")),
      make("h2", {}, say("after")),
      make("p", {}, say("after_how")),
      make(
        "div",
        { class: "moves" },
        button(say("review"), review, { class: "quiet" }),
        button(say("print"), () => print(), { class: "quiet" }),
        button(say("clear"), clearing, { class: "quiet" }),
      ),
    ),
    { title: say("end"), place: "end" },
  );
}

function codeBlock(code, untold) {
  const plain = code.join(" ");
  const copied = make("p", { class: "message", role: "status" });
  return [
    make("p", {}, say("code_how")),
    make("p", { class: "code", tabindex: "0", role: "group", "aria-label": say("code") }, code.map((part) => [make("span", { class: /\d/.test(part) ? "digits" : null }, part), " "])),
    make("p", { class: "help" }, untold ? say("code_untold", { n: untold }) : say("code_whole")),
    make("div", { class: "moves" }, button(say("code_copy"), () => copy(plain, copied), { class: "quiet" }), mailing(plain)),
    copied,
  ];
}

/* Opens the reader's own mail program, which sends it or does not. */
function mailing(plain) {
  const subject = encodeURIComponent(form.respondent ? `${form.title} · ${form.respondent}` : form.title);
  return make("a", { class: "button quiet", href: `mailto:?subject=${subject}&body=${encodeURIComponent(plain)}` }, say("code_mail"));
}

const fileName = () => (form.respondent ? `answers-${form.respondent.replace(/[^\w.-]+/g, "_")}.yaml` : "answers.yaml");
const fileOf = () => new File([answersFile()], fileName(), { type: "application/yaml" });

function save(done) {
  const address = URL.createObjectURL(fileOf());
  make("a", { href: address, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  done.textContent = say("file_saved", { name: fileName() });
}

/* Phones hand a file on to mail or messages; not all take one that ends in .yaml. */
function sharable() {
  return Boolean(navigator.canShare) && navigator.canShare({ files: [shared()] });
}

const shared = () => new File([answersFile()], `${fileName()}.txt`, { type: "text/plain" });

async function share(done) {
  try {
    await navigator.share({ files: [shared()], title: form.title });
  } catch (error) {
    if (error.name !== "AbortError") done.textContent = say("share_failed");
  }
}

async function copy(plain, done) {
  try {
    await navigator.clipboard.writeText(plain);
    done.textContent = say("copied");
  } catch {
    getSelection().selectAllChildren(document.querySelector(".code"));
    done.textContent = say("copy_by_hand");
  }
}

function elsewhere() {
  const message = make("p", { class: "message", role: "alert" });
  const attempt = (read) => {
    try {
      const found = read();
      if (Object.keys(state.answers).length && !attempt.sure) {
        attempt.sure = true;
        message.textContent = say("replaces");
        return;
      }
      take(found);
      at.told = new Set();
      keep();
      welcome();
    } catch (error) {
      message.textContent = error.message;
    }
  };
  const file = make("input", { type: "file", id: "file", accept: ".yaml,.yml,.txt" });
  const code = make("textarea", { rows: 4, id: "code", autocapitalize: "off", autocomplete: "off", spellcheck: "false" });
  const openFile = async () => {
    const [chosen] = file.files;
    if (!chosen) message.textContent = say("choose_file");
    else if (chosen.size > 4e6) message.textContent = say("file_strange");
    else {
      const text = await chosen.text();
      attempt(() => readFile(text));
    }
  };
  show(
    make(
      "section",
      { class: "elsewhere" },
      heading(say("elsewhere")),
      make("p", {}, say("elsewhere_how")),
      make("label", { for: "file" }, say("elsewhere_file")),
      file,
      make("div", { class: "moves" }, button(say("open_file"), openFile, { class: "quiet" })),
      make("label", { for: "code" }, say("elsewhere_code")),
      code,
      make("div", { class: "moves" }, button(say("open_code"), () => attempt(() => readCode(code.value)), { class: "quiet" })),
      message,
      make("div", { class: "moves" }, button(say("back"), () => welcome(), { class: "quiet" })),
    ),
    { title: say("elsewhere"), place: "elsewhere" },
  );
}

function clearing() {
  at.item = null;
  const sure = () => {
    forget();
    Object.assign(at, { trail: [], ahead: new Set(), errand: null, told: new Set() });
    welcome();
  };
  show(
    make(
      "section",
      { class: "clearing" },
      heading(say("clear")),
      make("p", {}, say("clear_how")),
      make("div", { class: "moves" }, button(say("clear_sure"), sure, { class: "go" }), button(say("clear_not"), review, { class: "quiet" })),
    ),
    { title: say("clear"), place: "clearing" },
  );
}
