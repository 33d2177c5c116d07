/* Photos in forms: large buttons for camera and files, one list in the order of choosing, and how far an upload has
   come. Without it there are two plain file inputs and the browser's own way of sending. ES2019, no framework. */
(function () {
  "use strict";

  function size(bytes) {
    return bytes >= 1048576 ? Number((bytes / 1048576).toFixed(1)) + " MB" : Math.ceil(bytes / 1024) + " KB";
  }
  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* What is chosen at several times lies together in the second input, which is sent; the camera's is emptied. */
  function gather(box) {
    const inputs = box.querySelectorAll("input[type=file]");
    const camera = inputs[0], all = inputs[1];
    const list = box.querySelector(".x-photo-list");
    const most = Number(box.dataset.photos);
    let kept = [];

    function same(one, other) {
      return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
    }
    function show() {
      const given = new DataTransfer();
      kept.forEach(function (file) { given.items.add(file); });
      all.files = given.files;
      camera.value = "";
      list.querySelectorAll("img").forEach(function (img) { URL.revokeObjectURL(img.src); });
      list.textContent = "";
      kept.forEach(function (file, index) { list.appendChild(line(file, index)); });
      if (kept.length > most) {
        const words = box.dataset.wordsMany.replace("%limit%", most).replace("%count%", kept.length);
        list.appendChild(element("li", "x-errors x-photo-many", words));
      }
    }
    function line(file, index) {
      const item = element("li", "x-photo-chosen");
      const drawn = /^image\/(jpeg|png)$/.test(file.type);
      const picture = element(drawn ? "img" : "span", "x-photo-small", drawn ? "" : file.name.split(".").pop().toUpperCase());
      if (drawn) { picture.src = URL.createObjectURL(file); picture.alt = ""; }
      const name = element("span", "x-photo-name", index + 1 + ". " + file.name + " · " + size(file.size));
      const remove = element("button", "btn btn-secondary btn-sm", "✕");
      remove.type = "button";
      remove.setAttribute("aria-label", box.dataset.wordsRemove.replace("%name%", file.name));
      remove.addEventListener("click", function () {
        kept.splice(index, 1);
        show();
        all.dispatchEvent(new Event("input", { bubbles: true }));
        ways.querySelector(".x-pick-files").focus();
      });
      [picture, name, remove].forEach(function (part) { item.appendChild(part); });
      return item;
    }
    function take(input) {
      Array.from(input.files).forEach(function (file) {
        if (!kept.some(function (other) { return same(file, other); })) kept.push(file);
      });
      show();
    }

    const ways = box.querySelector(".x-photo-ways");
    ways.hidden = false;
    box.querySelector(".x-photo-inputs").classList.add("visually-hidden");
    box.querySelector("label").setAttribute("aria-hidden", "true");
    camera.tabIndex = all.tabIndex = -1;
    camera.setAttribute("aria-hidden", "true");
    ways.querySelector(".x-camera").addEventListener("click", function () { camera.click(); });
    ways.querySelector(".x-pick-files").addEventListener("click", function () { all.click(); });
    [camera, all].forEach(function (input) { input.addEventListener("change", function () { take(input); }); });
    box.closest("form").addEventListener("reset", function () { kept = []; show(); });
    // Files survive "back" in the input, not in the list.
    take(all);
  }
  if (window.DataTransfer) document.querySelectorAll("[data-photos]").forEach(gather);

  /* A form with files is sent with a bar that says how far it is. The answer is followed, or shown, as the browser would
     have; after a lost network the page stands as it was, with everything chosen, to be sent again. */
  const words = document.body.dataset;
  function hasFiles(form) {
    return Array.from(form.querySelectorAll("input[type=file]")).some(function (input) { return input.files.length; });
  }
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.uploading) { event.preventDefault(); return; }
    if (event.defaultPrevented || form.enctype !== "multipart/form-data" || !hasFiles(form)) return;
    event.preventDefault();
    form.dataset.uploading = "1";
    const data = new FormData(form);
    if (event.submitter && event.submitter.name) data.append(event.submitter.name, event.submitter.value);
    send(form, data);
  });
  function send(form, data) {
    const box = element("div", "x-sending");
    const bar = element("progress", "");
    const told = element("span", "", words.wordsUploading.replace("%percent%", 0));
    box.setAttribute("role", "status");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", words.wordsSending);
    box.appendChild(bar);
    box.appendChild(told);
    form.querySelectorAll(".x-sending").forEach(function (old) { old.remove(); });
    form.querySelector(".x-form-foot").prepend(box);

    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", function (step) {
      if (!step.lengthComputable) return;
      const percent = Math.floor((step.loaded / step.total) * 100);
      bar.value = percent;
      told.textContent = percent < 100 ? words.wordsUploading.replace("%percent%", percent) : words.wordsStoring;
    });
    request.addEventListener("load", function () {
      const onward = request.getResponseHeader("X-Location");
      if (onward) { window.location.assign(onward); return; }
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", function () {
      delete form.dataset.uploading;
      form.dispatchEvent(new CustomEvent("x-unsent", { bubbles: true }));
      box.classList.add("x-errors");
      box.textContent = words.wordsUnsent;
    });
    request.send(data);
  }
})();
