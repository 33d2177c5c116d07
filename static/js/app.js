/* Small sharpening of pages that work without it: one click sends once, leaving a half-filled form asks first, a file
   too large is told before it is sent, menus close. Words come from data-words-* on <body>. ES2019, no framework. */
(function () {
  "use strict";

  const words = document.body.dataset;

  /* One click sends once. Disabled after the form's data is taken, so that the button's own value goes along. */
  function lock(form, isLocked) {
    form.querySelectorAll('button[type="submit"], button:not([type])').forEach(function (button) {
      button.disabled = isLocked;
    });
  }
  /* A preview opens beside the form, which stays as it is. */
  function opensElsewhere(event) { return Boolean(event.submitter && event.submitter.formTarget); }
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    const button = event.submitter;
    if (opensElsewhere(event)) { delete form.dataset.sending; return; }
    setTimeout(function () {
      lock(form, true);
      if (button && button.classList.contains("btn")) {
        button.dataset.words = button.innerHTML;
        button.textContent = words.wordsSending;
      }
    }, 0);
    // A download or a lost network leaves the page here: let it be sent again.
    setTimeout(function () { release(form); }, 15000);
  });
  function release(form) {
    if (!form.dataset.sending || form.dataset.uploading) return;
    delete form.dataset.sending;
    lock(form, false);
    form.querySelectorAll("button[data-words]").forEach(function (button) {
      button.innerHTML = button.dataset.words;
      delete button.dataset.words;
    });
  }
  // An upload that was cut off (photos.js): it may be sent again, and is still to be stored.
  document.addEventListener("x-unsent", function (event) {
    release(event.target);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  window.addEventListener("pageshow", function () { document.querySelectorAll("form[data-sending]").forEach(release); });

  /* What a list cuts off to keep its rows to one line shows in the title of its cell. */
  document.addEventListener("mouseover", function (event) {
    const cell = event.target.closest ? event.target.closest(".x-listed td") : null;
    if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.trim();
  });

  /* Leaving a form with something typed in it asks first. */
  const dirty = new Set();
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    form.addEventListener("input", function () { dirty.add(form); });
    form.addEventListener("x-dirty", function () { dirty.add(form); });
    form.addEventListener("x-clean", function () { dirty.delete(form); });
    form.addEventListener("submit", function (event) {
      if (!event.defaultPrevented && !opensElsewhere(event)) dirty.clear();
    });
  });
  document.querySelectorAll("[data-leave]").forEach(function (link) {
    link.addEventListener("click", function () { dirty.clear(); });
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty.size) { event.preventDefault(); event.returnValue = ""; }
  });

  /* Files are measured before they are sent. */
  function size(bytes) {
    return bytes >= 1048576 ? Number((bytes / 1048576).toFixed(1)) + " MB" : Math.ceil(bytes / 1024) + " KB";
  }
  function measure(input) {
    const limit = Number(input.dataset.maxBytes);
    const big = Array.from(input.files).find(function (file) { return file.size > limit; });
    const old = input.parentNode.querySelector(".x-too-large");
    if (old) old.remove();
    input.removeAttribute("aria-invalid");
    if (!big) return true;
    const told = document.createElement("div");
    told.className = "x-errors x-too-large";
    told.setAttribute("role", "alert");
    told.textContent = words.wordsTooLarge
      .replace("%name%", big.name).replace("%size%", size(big.size)).replace("%limit%", size(limit));
    input.parentNode.insertBefore(told, input);
    input.setAttribute("aria-invalid", "true");
    return false;
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=file][data-max-bytes]")) measure(event.target);
  });
  document.addEventListener("submit", function (event) {
    const inputs = Array.from(event.target.querySelectorAll("input[type=file][data-max-bytes]"));
    const bad = inputs.filter(function (input) { return !measure(input); });
    if (bad.length) {
      event.preventDefault();
      event.stopPropagation();
      bad[0].focus();
    }
  }, true);

  /* Lists exchange their table alone (_layouts/list.html). A choice counts at once, words on Enter. */
  document.addEventListener("change", function (event) {
    const form = event.target.form;
    if (window.htmx && form && form.id === "filters" && event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
  });
  /* Where no list comes back (signed out, refused, no network), the browser goes there as without htmx. */
  function go(event) {
    const told = event.detail;
    if (told.target.id !== "listed" || (told.xhr.responseText || "").includes('id="listed"')) return;
    told.shouldSwap = false;
    window.location.assign(told.pathInfo.finalRequestPath);
  }
  document.addEventListener("htmx:beforeSwap", go);
  document.addEventListener("htmx:sendError", go);

  /* Errors are read first. */
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-error-summary] a");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
      (control || target).focus();
      target.scrollIntoView({ block: "center" });
    }
  });

  /* Menus close on a click elsewhere and on Escape; the side menu at phone width opens without a new history entry. */
  const side = document.getElementById("side");
  const opener = document.querySelector("[data-nav-open]");
  function showSide(isOpen) {
    side.classList.toggle("x-side-open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) side.querySelector("a").focus(); else opener.focus();
  }
  if (side && opener) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", function (event) { event.preventDefault(); showSide(true); });
    side.querySelector("[data-nav-close]").addEventListener("click", function (event) { event.preventDefault(); showSide(false); });
  }
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (side && side.classList.contains("x-side-open") && !side.contains(event.target) && !opener.contains(event.target)) showSide(false);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    if (side && side.classList.contains("x-side-open")) showSide(false);
  });

  /* The menu fetches what waits behind its entries; where no menu comes back, the one without counts stays. At phone
     width its groups start closed, but that of this page; what somebody opened meanwhile stays open. */
  function menuGroups() { return Array.from(document.querySelectorAll("details[data-menu-group]")); }
  if (window.matchMedia("(max-width: 991.98px)").matches) {
    menuGroups().forEach(function (group) { group.open = group.querySelector("[aria-current]") !== null; });
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    const told = event.detail;
    if (told.target.id !== "menu") return;
    told.shouldSwap = (told.xhr.responseText || "").includes('id="menu"');
    const opened = menuGroups().map(function (group) { return group.open; });
    document.addEventListener("htmx:afterSwap", function () {
      menuGroups().forEach(function (group, index) { group.open = opened[index]; });
    }, { once: true });
  });

  /* The year opens on this week, where it does not fit. */
  const week = document.querySelector(".x-year-now");
  if (week) week.closest(".x-year").scrollLeft = week.offsetLeft - week.closest(".x-year").clientWidth / 2;

  /* A search above a long group of boxes shows those with the words, and what is ticked. */
  document.querySelectorAll("[data-narrows]").forEach(function (box) {
    box.hidden = false;
    box.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
    box.addEventListener("input", function () {
      const wanted = box.value.trim();
      box.parentElement.querySelectorAll(".x-check").forEach(function (row) {
        row.hidden = !row.textContent.includes(wanted) && !row.querySelector("input").checked;
      });
    });
  });

  /* At phone width the filters start closed, unless some are set. */
  if (window.matchMedia("(max-width: 767.98px)").matches) {
    document.querySelectorAll("details[data-filters]:not([data-active])").forEach(function (bar) { bar.open = false; });
  }
  /* What is folded is printed all the same. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.x-fold:not([open])").forEach(function (fold) { fold.open = true; });
  });
  document.querySelectorAll("[data-back]").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); history.back(); });
  });
})();
