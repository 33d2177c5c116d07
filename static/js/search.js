/* The one box for everything: Ctrl-K or ⌘K opens it over the page, htmx fetches what is found while somebody types, and
   the arrows walk through the hits. Without it, its button leads to the page of the same answers. */
(function () {
  "use strict";

  const box = document.getElementById("find");
  if (!box || !box.showModal || !window.htmx) return;
  const words = document.getElementById("find-words");
  const found = document.getElementById("find-found");
  const opener = document.querySelector("[data-find-open]");

  function open() {
    if (box.open) { words.select(); return; }
    box.showModal();
    words.select();
    htmx.trigger(words, "x-opened");
  }
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    opener.title = opener.title.replace("Ctrl+K", box.dataset.wordsMac);
    opener.querySelector("kbd").textContent = box.dataset.wordsMac;
  }
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  box.querySelector("[data-find-close]").addEventListener("click", function () { box.close(); });
  // A click beside the box meets the dialog itself.
  box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
  box.addEventListener("close", function () { opener.focus(); });

  box.addEventListener("keydown", function (event) {
    if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const stops = [words].concat(Array.from(found.querySelectorAll("a")));
    const step = event.key === "ArrowDown" ? 1 : -1;
    event.preventDefault();
    stops[(Math.max(stops.indexOf(document.activeElement), 0) + step + stops.length) % stops.length].focus();
  });
  /* Nothing typed and Enter: the box stays. Signed out meanwhile, or no network: the browser goes there itself. */
  words.form.addEventListener("submit", function (event) { if (!words.value.trim()) event.preventDefault(); });
  document.addEventListener("htmx:beforeSwap", function (event) {
    const told = event.detail;
    if (told.target !== found || (told.xhr.responseText || "").includes("data-found")) return;
    told.shouldSwap = false;
    window.location.assign(words.form.action + "?q=" + encodeURIComponent(words.value));
  });
})();
