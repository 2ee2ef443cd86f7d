// What a page does beyond its links and forms. Everything works without this file.
"use strict";

// An opened menu closes when the reader turns elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.popover-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.popover-menu"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.popover-menu[open]");
  closeMenus(null);
  if (menu) menu.querySelector("summary").focus();
});

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// New results are announced once, from an element that outlives the swap.
document.addEventListener("htmx:afterSwap", (event) => {
  const summary = event.target.querySelector("[data-announce]");
  if (summary) document.getElementById("announcement").textContent = summary.textContent;
});

// Links that would fill #results are ordinary links on a page that has none.
document.addEventListener("htmx:targetError", (event) => {
  if (event.target.href) window.location.assign(event.target.href);
});

// An answer that is no list (signed out, too many requests, a failure) is shown as the page it is.
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if ([401, 403, 404, 429, 500].includes(status)) window.location.reload();
});

// Keys of a page: each control names its own in data-key, and the key does what a click does. One
// may be a pair, as in "g d". Whoever speaks to the computer, or leans on keys, can switch them off
// (WCAG 2.1.4).
const keysAreOff = () => window.localStorage.getItem("caunoi.keys") === "off";

const isTyping = (target) =>
  target.closest("textarea, select, input:not([type=checkbox]):not([type=radio]), [contenteditable]");

// Enter on a link, a button or a summary is theirs.
const pressesItself = (event) => event.key === "Enter" && event.target.closest("a, button, summary");

const isShown = (control) => control.checkVisibility();

const controlOf = (key) =>
  [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(isShown);

const beginsAPair = (key) => document.querySelector(`[data-key^="${CSS.escape(key)} "]`);

const PAIR_WITHIN_MS = 1500;
let begun = { key: "", at: 0 };

function pressed(event) {
  const isPair = begun.key && event.timeStamp - begun.at < PAIR_WITHIN_MS;
  const control = (isPair && controlOf(`${begun.key} ${event.key}`)) || controlOf(event.key);
  begun = !control && beginsAPair(event.key) ? { key: event.key, at: event.timeStamp } : { key: "", at: 0 };
  return control;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (keysAreOff() || isTyping(event.target) || pressesItself(event)) return;
  if (document.querySelector("dialog[open]")) return;
  const control = pressed(event);
  if (!control) return;
  event.preventDefault();
  if (control.matches("input:not([type=checkbox]):not([type=radio])")) control.focus();
  else control.click();
});

// The help lists the keys of this very page, each by its control's own words.
const keysHelp = document.getElementById("keys-help");

function listKeys(list) {
  list.replaceChildren();
  for (const control of document.querySelectorAll("[data-key]")) {
    const row = list.insertRow();
    const key = document.createElement("kbd");
    key.textContent = control.dataset.key;
    row.insertCell().append(key);
    row.insertCell().textContent = wordsOf(control);
  }
}

function wordsOf(control) {
  if (control.ariaLabel) return control.ariaLabel;
  const words = (control.closest("label") || control).cloneNode(true);
  for (const key of words.querySelectorAll("kbd")) key.remove();
  return words.textContent.trim();
}

if (keysHelp) {
  const opener = document.querySelector("[data-opens-keys]");
  const off = keysHelp.querySelector("input");
  opener.hidden = false;
  opener.addEventListener("click", () => {
    listKeys(keysHelp.querySelector("tbody"));
    off.checked = keysAreOff();
    keysHelp.showModal();
  });
  off.addEventListener("change", () => {
    window.localStorage.setItem("caunoi.keys", off.checked ? "off" : "on");
  });
}
