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

  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 401) {
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
