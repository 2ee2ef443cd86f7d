// allauth tells a cancelled or refused passkey to the console only; say it on the page.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-refused]").forEach((notice) => {
    notice.hidden = false;
  });
});
