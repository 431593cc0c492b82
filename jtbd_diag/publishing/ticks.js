"use strict";
(() => {
  // Ticks stay in this browser, under a name made of the playbook, the step and its place among equal steps.
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  const playbook = document.documentElement.dataset.playbook;
  const seen = {};
  const names = boxes.map((box) => {
    const step = box.dataset.tick;
    seen[step] = (seen[step] || 0) + 1;
    return `jtbd-diag:${playbook}:${step}:${seen[step]}`;
  });
  let store;
  try {
    store = window.localStorage;
    names.forEach((name, n) => {
      const kept = store.getItem(name);
      if (kept !== null) boxes[n].checked = kept === "1";
    });
  } catch {
    return; // a browser that keeps nothing still shows the boxes
  }
  if (!store || !boxes.length) return;
  const keep = (change) => {
    try {
      change();
    } catch {
      // full or forbidden: the tick stands until the page is closed
    }
  };
  boxes.forEach((box, n) => {
    box.addEventListener("change", () => keep(() => store.setItem(names[n], box.checked ? "1" : "0")));
  });
  const line = document.getElementById("ticks");
  if (!line) return;
  line.hidden = false;
  line.querySelector("button").addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = box.defaultChecked));
    keep(() => names.forEach((name) => store.removeItem(name)));
  });
})();
