// What is typed survives a closed tab and a broken line; it leaves this browser with the session.
const form = document.getElementById("sign-up");
const KEPT = ["name", "email", "organisation", "title", "text"];
const RETRY_MS = 8000;

for (const one of document.querySelectorAll("[data-forget]")) {
  sessionStorage.removeItem(one.dataset.forget);
}

function keep() {
  const typed = Object.fromEntries(KEPT.map((name) => [name, form.elements[name].value]));
  sessionStorage.setItem(form.dataset.keptAs, JSON.stringify(typed));
}

function restore() {
  const typed = JSON.parse(sessionStorage.getItem(form.dataset.keptAs) || "{}");
  for (const [name, value] of Object.entries(typed)) {
    if (!form.elements[name].value) form.elements[name].value = value;
  }
  if (typed.text) form.querySelector("details").open = true;
}

function say(words) {
  const line = document.getElementById("line");
  line.textContent = words;
  line.className = words ? "alert alert-warning" : "";
}

async function send(event) {
  if (event) event.preventDefault();
  keep();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.ok && answer.redirected) {
      window.location.assign(answer.url);
    } else {
      // Something is to be corrected: the page that says so comes by sending in the plain way.
      form.removeEventListener("submit", send);
      HTMLFormElement.prototype.submit.call(form);
    }
  } catch {
    say(document.getElementById("line").dataset.broken);
    setTimeout(tryAgain, RETRY_MS);
  }
}

function tryAgain() {
  if (!navigator.onLine) {
    setTimeout(tryAgain, RETRY_MS);
    return;
  }
  say(document.getElementById("line").dataset.back);
  send();
}

if (form) {
  restore();
  form.addEventListener("input", keep);
  form.addEventListener("submit", send);
}
