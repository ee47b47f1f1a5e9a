/* Menus, dialogs and confirmations. Every page works without this file. */
(function () {
  "use strict";

    /* Ask with the shared dialog of base.html, then go on if the person confirms. */
  function ask(question, proceed) {
    const dialog = document.getElementById("dialogue-confirmation");
    dialog.querySelector(".dialogue__titre").textContent = question;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "confirmer" && proceed(), { once: true });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-ouvre]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.ouvre);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
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
      const question = event.submitter?.dataset.confirmation || form.dataset.confirmation;
      if (!question || form.dataset.confirme) {
        delete form.dataset.confirme;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(question, () => {
        form.dataset.confirme = "oui";
        form.requestSubmit(event.submitter);
      });
    },
    true,
  );

  document.addEventListener("htmx:confirm", (event) => {
    if (event.detail.question) {
      event.preventDefault();
      ask(event.detail.question, () => event.detail.issueRequest(true));
    }
  });
})();
