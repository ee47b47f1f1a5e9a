/* Says how many are chosen as one ticks: `data-compte` is how many there may be. */
(function () {
  "use strict";

  document.querySelectorAll("[data-compte]").forEach((groupe) => {
    const places = Number(groupe.dataset.compte);
    const ici = groupe.querySelector("[data-compte-ici]");
    groupe.addEventListener("change", () => {
      const choisies = groupe.querySelectorAll("input:checked").length;
      ici.textContent = `${choisies} / ${places}`;
      ici.classList.toggle("champ__erreur", choisies > places);
    });
  });
})();
