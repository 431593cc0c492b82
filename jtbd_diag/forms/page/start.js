/* The page begins. */

const screens = { welcome: () => welcome(), review, end, elsewhere, clearing, settled: () => resume() };

addEventListener("popstate", (event) => {
  const place = event.state && event.state.place;
  if (items.has(place) && current().asked.includes(place)) {
    at.trail = at.trail.slice(0, Math.max(at.trail.lastIndexOf(place), 0));
    ask(place);
  } else (screens[place] || screens.welcome)();
});

addEventListener("beforeprint", paper);

/* Two windows of the same form: what is answered in one is there in the other. */
addEventListener("storage", (event) => {
  if (event.key !== form.store) return;
  recall();
  if (!/^(textarea|text)$/.test(document.activeElement.type || "")) welcome(true);
});

document.getElementById("all").addEventListener("click", review);
document.getElementById("clear").addEventListener("click", clearing);
document.getElementById("unkept").textContent = say("unkept");
document.getElementById("all").textContent = say("all");
document.getElementById("clear").textContent = say("clear");
recall();
welcome(true);
