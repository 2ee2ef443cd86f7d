// The picker of the queue: typing narrows the sectors to those one of whose labels holds the words.
"use strict";

const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

function narrow(picker, words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  for (const row of picker.querySelectorAll("[data-words]")) {
    const text = fold(row.dataset.words);
    row.hidden = !wanted.every((word) => text.includes(word));
  }
  for (const family of picker.querySelectorAll("[data-family]")) {
    family.hidden = !family.querySelector("[data-words]:not([hidden])");
  }
}

for (const picker of document.querySelectorAll(".picker")) {
  const search = picker.querySelector("[data-picker-search]");
  const input = search.querySelector("input");
  search.hidden = false;
  input.addEventListener("input", () => narrow(picker, input.value));
  // Enter in the search field ticks the one that is left, and never sends the form.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = picker.querySelectorAll("[data-words]:not([hidden]) input");
    if (first) first.checked = !first.checked;
    input.select();
  });
  picker.addEventListener("toggle", () => picker.open && input.focus());
}
