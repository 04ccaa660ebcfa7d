// What pages do better with scripts. Every page works without this file.
(function () {
  "use strict";

  function tell(text) {
    var place = document.getElementById("pesan");
    if (!place) return;
    var line = document.createElement("p");
    line.textContent = text;
    place.replaceChildren(line);
    window.setTimeout(function () { line.remove(); }, 8000);
  }

  // A menu closes with Escape, and when something else is clicked.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.gulir[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.gulir[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    // A preview goes into a frame, and the form stays.
    if (event.submitter && event.submitter.formTarget) return;
    if (event.defaultPrevented || form.dataset.terkirim) {
      if (form.dataset.terkirim) event.preventDefault();
      return;
    }
    form.dataset.terkirim = "ya";
    window.setTimeout(function () { delete form.dataset.terkirim; }, 10000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-terkirim]").forEach(function (form) {
      delete form.dataset.terkirim;
    });
  });

  // What was written when a session ended goes back into its form.
  var carried = document.querySelector("form[data-otomatis]");
  if (carried) carried.requestSubmit();

  // A list of a form grows by a line.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-tambah]");
    if (!button) return;
    var list = button.closest("fieldset").querySelector(".baris-banyak");
    var lines = list.querySelectorAll(":scope > li");
    if (lines.length === 0) return;
    event.preventDefault();
    if (lines.length >= Number(list.dataset.maks || 100)) {
      tell("Sudah sebanyak yang boleh.");
      return;
    }
    var line = lines[lines.length - 1].cloneNode(true);
    line.querySelectorAll("input, textarea").forEach(function (field) {
      field.value = "";
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+(?=\D*$)/, lines.length + 1));
    });
    list.append(line);
    line.querySelector("input, textarea").focus();
  });

  // On a narrow screen the file that was asked for is further down.
  document.addEventListener("click", function (event) {
    var asked = event.target.closest('[target="pratampil"], [formtarget="pratampil"]');
    var place = document.querySelector(".pratampil");
    if (!asked || !place) return;
    var box = place.getBoundingClientRect();
    if (box.top > window.innerHeight * 0.6 || box.bottom < 200) place.scrollIntoView();
  });

  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 401 && event.target.closest("[data-jaga]")) {
      tell("Sesi Anda berakhir. Isian masih di halaman ini: tekan Periksa putusan untuk masuk lagi dan melanjutkan.");
    } else if (status === 401) {
      window.location.reload();
    } else if (status === 503) {
      tell("Sistem sedang tidak terjangkau. Coba lagi sebentar lagi.");
    } else if (status === 429) {
      tell("Terlalu banyak permintaan. Tunggu sebentar.");
    } else {
      tell("Permintaan itu tidak dapat dilayani. Muat ulang halaman ini.");
    }
  });
  document.addEventListener("htmx:sendError", function () {
    tell("Sambungan ke sistem terputus. Isian Anda masih di halaman ini.");
  });
})();
