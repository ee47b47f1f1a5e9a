/* After a part of the page was replaced: the focus and the announcement stay right. */
(function () {
  "use strict";

  function announce(text) {
    const region = document.getElementById("annonce");
    region.textContent = "";
    window.requestAnimationFrame(() => (region.textContent = text));
  }

  /* `data-focus` takes the focus; `data-annonce` is read out without moving it. */
  function follow(root) {
    const target = root.matches("[data-focus]") ? root : root.querySelector("[data-focus]");
    if (target) {
      target.focus();
    }
    const said = root.matches("[data-annonce]") ? root : root.querySelector("[data-annonce]");
    if (said) {
      announce(said.dataset.annonce || said.textContent.trim());
    }
  }

  /* The control just used may be gone with what was replaced: the new part then takes the focus. */
  let focusWasInside = false;

  document.addEventListener("htmx:beforeSwap", (event) => {
    focusWasInside = event.detail.target.contains(document.activeElement);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.detail.elt;
    follow(root);
    if (focusWasInside && document.activeElement === document.body) {
      root.setAttribute("tabindex", "-1");
      root.focus({ preventScroll: true });
    }
    focusWasInside = false;
  });

  function report(text) {
    const region = document.getElementById("messages");
    const message = document.createElement("div");
    const paragraph = document.createElement("p");
    message.className = "message message--error";
    paragraph.className = "message__texte";
    paragraph.textContent = text;
    message.append(paragraph);
    region.replaceChildren(message);
    region.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:sendError", () =>
    report("La connexion est coupée. Ce que vous avez écrit est resté sur la page ; réessayez dans un instant."),
  );
  document.addEventListener("htmx:responseError", () =>
    report("La page n’a pas pu se mettre à jour. Réessayez ; si cela dure, rechargez la page."),
  );

  document.addEventListener("DOMContentLoaded", () => follow(document.body));
})();
