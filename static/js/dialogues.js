/* Menus, dialogs and confirmations. Every page works without this file. */
(function () {
  "use strict";

  const confirmation = () => document.getElementById("dialogue-confirmation");

  /* Asks with the shared dialog, then calls `suite` if the person confirms. */
  function demander(texte, suite) {
    const dialogue = confirmation();
    dialogue.querySelector(".dialogue__titre").textContent = texte;
    dialogue.returnValue = "";
    dialogue.addEventListener("close", () => dialogue.returnValue === "confirmer" && suite(), { once: true });
    dialogue.showModal();
  }

  document.addEventListener("click", (event) => {
    const ouvre = event.target.closest("[data-ouvre]");
    if (ouvre) {
      const dialogue = document.getElementById(ouvre.dataset.ouvre);
      if (dialogue) {
        event.preventDefault();
        dialogue.showModal();
      }
    }
    if (event.target.closest("[data-ferme]")) {
      event.target.closest("dialog").close();
    }
    if (event.target.matches("dialog.dialogue")) {
      event.target.close();
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const texte = event.submitter?.dataset.confirmation || form.dataset.confirmation;
      if (!texte || form.dataset.confirme) {
        delete form.dataset.confirme;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      demander(texte, () => {
        form.dataset.confirme = "oui";
        form.requestSubmit(event.submitter);
      });
    },
    true,
  );

  document.addEventListener("htmx:confirm", (event) => {
    if (event.detail.question) {
      event.preventDefault();
      demander(event.detail.question, () => event.detail.issueRequest(true));
    }
  });
})();
