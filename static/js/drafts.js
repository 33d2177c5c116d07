/* What was typed into a form stays in this tab until it is stored: after a time-out, a lost network or a failure it
   comes back with a visible note. Kept in sessionStorage, per person and page; never passwords, files, hidden fields,
   or forms without data-draft. Words come from data-words-* on <body>. */
(function () {
  "use strict";

  const body = document.body;
  const person = body.dataset.user || "";
  const kind = body.dataset.page;
  const PREFIX = "xuncha-draft:";
  const SKIPPED = ["password", "file", "hidden", "submit", "button", "image", "reset"];

  function store(key, draft) {
    try { sessionStorage.setItem(key, JSON.stringify(draft)); } catch (error) { /* full or forbidden: typing goes on */ }
  }
  function read(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch (error) { return null; }
  }
  function drop(key) {
    try { sessionStorage.removeItem(key); } catch (error) { /* nothing to drop */ }
  }
  function keys() {
    const found = [];
    try {
      for (let i = 0; i < sessionStorage.length; i += 1) {
        if (sessionStorage.key(i).startsWith(PREFIX)) found.push(sessionStorage.key(i));
      }
    } catch (error) { /* no storage, no drafts */ }
    return found;
  }

  function keyOf(form) {
    const forms = Array.from(document.querySelectorAll("form[data-draft]"));
    return PREFIX + person + ":" + new URL(form.action, location.href).pathname + ":" + forms.indexOf(form);
  }
  function controls(form) {
    return Array.from(form.elements).filter(function (control) {
      return control.name && control.tagName !== "BUTTON" && control.tagName !== "FIELDSET" &&
        SKIPPED.indexOf(control.type) < 0 && control.autocomplete !== "off" && control.autocomplete !== "one-time-code";
    });
  }
  function version(form) {
    const field = form.querySelector('input[type="hidden"][name$="version"]');
    return field ? field.value : "";
  }
  function valuesOf(form) {
    return controls(form).map(function (control) {
      if (control.type === "checkbox" || control.type === "radio") return [control.name, control.value, control.checked];
      if (control.multiple) return [control.name, null, Array.from(control.selectedOptions, function (o) { return o.value; })];
      return [control.name, null, control.value];
    });
  }
  function putBack(form, values) {
    const all = controls(form);
    values.forEach(function (entry, index) {
      const name = entry[0], value = entry[1], state = entry[2];
      const same = all.filter(function (c) { return c.name === name && (value === null || c.value === value); });
      const control = value === null && all[index] && all[index].name === name ? all[index] : same[0];
      if (!control) return;
      if (value !== null) control.checked = state;
      else if (control.multiple) Array.from(control.options).forEach(function (o) { o.selected = state.indexOf(o.value) >= 0; });
      else control.value = state;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    });
    form.querySelectorAll("details").forEach(function (fold) { fold.open = true; });
  }

  function note(form, words, buttons) {
    const box = document.createElement("div");
    box.className = "x-alert x-alert-warn x-draft-note";
    box.setAttribute("role", "status");
    const text = document.createElement("div");
    // What was chosen as a file is no draft: no browser gives it back.
    text.textContent = words + (form.querySelector("input[type=file]") ? " " + body.dataset.wordsChooseAgain : "");
    const end = document.createElement("div");
    end.className = "x-alert-actions";
    buttons.forEach(function (each) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary btn-sm ms-1";
      button.textContent = each.words;
      button.addEventListener("click", function () { each.act(); box.remove(); });
      end.appendChild(button);
    });
    box.appendChild(text);
    box.appendChild(end);
    form.insertBefore(box, form.firstChild);
  }

  function watch(form) {
    const key = keyOf(form);
    const bare = JSON.stringify(valuesOf(form));
    const draft = read(key);
    const bound = "bound" in form.dataset;
    if (draft && bound) {
      // The server gave back what was sent: that is newer than the draft.
      store(key, { values: valuesOf(form), version: version(form), page: location.href.split("#")[0], isSent: false });
    } else if (draft && JSON.stringify(draft.values) !== bare) {
      const discard = { words: body.dataset.wordsDiscard, act: function () { drop(key); form.reset(); form.dispatchEvent(new CustomEvent("x-clean")); } };
      const restore = function () { putBack(form, draft.values); form.dispatchEvent(new CustomEvent("x-dirty")); };
      if (draft.version === version(form)) {
        restore();
        note(form, body.dataset.wordsRestored, [discard]);
      } else {
        note(form, body.dataset.wordsChanged, [{ words: body.dataset.wordsRestore, act: restore }, discard]);
      }
    }
    function keep(isSent) {
      const values = valuesOf(form);
      if (!isSent && JSON.stringify(values) === bare && !bound) drop(key);
      else store(key, { values: values, version: version(form), page: location.href.split("#")[0], isSent: isSent });
    }
    form.addEventListener("input", function () { keep(false); });
    form.addEventListener("change", function () { keep(false); });
    form.addEventListener("submit", function (event) {
      // A preview (a button with a window of its own) stores nothing.
      if (!event.defaultPrevented) keep(!(event.submitter && event.submitter.formTarget));
    });
  }

  // A form that was sent and answered by another page of ours has been stored. The sign-in page, a failure, a reload
  // or "back" say nothing of the kind: then the draft stays.
  const arrival = (performance.getEntriesByType("navigation")[0] || {}).type || "navigate";
  keys().forEach(function (key) {
    const draft = read(key);
    if (!draft) { drop(key); return; }
    if (!draft.isSent) return;
    const answered = kind === "page" && person && arrival === "navigate" && document.referrer === draft.page;
    if (answered) drop(key);
    else if (kind !== "page" || arrival !== "navigate") { draft.isSent = false; store(key, draft); }
  });
  if (kind === "page") document.querySelectorAll("form[data-draft]").forEach(watch);
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-sign-out]")) keys().forEach(drop);
  });
})();
