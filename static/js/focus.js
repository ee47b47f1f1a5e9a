/* After a part of the page was replaced: the focus and the announcement stay right. */
(function () {
  "use strict";

  function annoncer(texte) {
    const zone = document.getElementById("annonce");
    zone.textContent = "";
    window.setTimeout(() => (zone.textContent = texte), 50);
  }

  /* `data-focus` takes the focus; `data-annonce` is read out without moving it. */
  function suivre(racine) {
    const vise = racine.matches("[data-focus]") ? racine : racine.querySelector("[data-focus]");
    if (vise) {
      vise.focus();
    }
    const dit = racine.matches("[data-annonce]") ? racine : racine.querySelector("[data-annonce]");
    if (dit) {
      annoncer(dit.dataset.annonce || dit.textContent.trim());
    }
  }

  /* The button just pressed may be gone: its successor, or the replaced part, takes the focus. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const actif = document.activeElement;
    event.detail.target.dataset.focusAvant = event.detail.target.contains(actif) ? actif.id || "perdu" : "";
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const racine = event.detail.elt;
    suivre(racine);
    const perdu = document.activeElement === document.body && racine.dataset.focusAvant;
    if (perdu) {
      racine.setAttribute("tabindex", "-1");
      racine.focus({ preventScroll: true });
    }
    delete racine.dataset.focusAvant;
  });

  function signaler(texte) {
    const zone = document.getElementById("messages");
    const message = document.createElement("div");
    const paragraphe = document.createElement("p");
    message.className = "message message--error";
    paragraphe.className = "message__texte";
    paragraphe.textContent = texte;
    message.append(paragraphe);
    zone.replaceChildren(message);
    zone.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:sendError", () =>
    signaler("La connexion est coupée. Ce que vous avez écrit est resté sur la page ; réessayez dans un instant."),
  );
  document.addEventListener("htmx:responseError", () =>
    signaler("La page n’a pas pu se mettre à jour. Réessayez ; si cela dure, rechargez la page."),
  );

  document.addEventListener("DOMContentLoaded", () => suivre(document.body));
})();
