/* Copies an address shown once: `data-copier` names its field; without script one copies by hand. */
(function () {
  "use strict";

  document.querySelectorAll("[data-copier]").forEach((button) => {
    const field = document.getElementById(button.dataset.copier);
    const written = navigator.clipboard;
    if (!written) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await written.writeText(field.value);
      document.getElementById("annonce").textContent = button.textContent = "Copié";
    });
  });
})();
