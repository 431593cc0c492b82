/* What is printed: all answers on paper, whatever the screen shows. */

function paper() {
  const { asked } = current();
  const code = codeOf();
  const rows = (section) =>
    asked.filter((id) => items.get(id).section === section).map((id) => {
      const item = items.get(id);
      const answer = answered(id) ? inWords(item, state.answers[id]) : say(done(id) ? "row_skipped" : "row_open");
      return make(
        "li",
        {},
        wordsOf("span", item.ask, { class: "asked" }),
        make("span", { class: answered(id) ? "answer" : "answer none", dir: "auto" }, answer),
        own(state.notes, id) && make("span", { class: "noted", dir: "auto" }, say("row_note", { note: state.notes[id] })),
      );
    });
  document.getElementById("paper").replaceChildren(
    wordsOf("p", form.title, { class: "title" }),
    make("p", { class: "told" }, say("printed", { n: asked.filter(answered).length, of: asked.length })),
    ...(typeof resultOf === "function" && document.querySelector(".result") ? [resultOf()] : []),
    ...sections.flatMap((section) => {
      const found = rows(section);
      return found.length ? [wordsOf("p", section.title, { class: "heading" }), make("ol", { class: "rows" }, found)] : [];
    }),
    ...(code && code.length > 3 ? [make("p", { class: "heading" }, say("code")), make("p", { class: "code" }, code.join(" "))] : []),
  );
}
