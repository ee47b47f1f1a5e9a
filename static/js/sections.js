/* Writing a work: each section saves itself a moment after typing stops.
   What is typed is kept in the browser until the server has it. The page works without this file. */
(function () {
  "use strict";

  const form = document.querySelector("[data-ecriture]");
  if (!form) {
    return;
  }
  const PAUSE = 1500;
  const RETRY = 8000;
  const notice = form.querySelector("[data-avis]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  let leaving = false;

  /* `kept`: the words stay until the page is left, whatever is saved meanwhile. */
  function say(text, { link, kept = false } = {}) {
    if (!text && notice.hasAttribute("data-kept")) {
      return;
    }
    notice.textContent = text;
    notice.hidden = !text;
    notice.toggleAttribute("data-kept", kept);
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.textContent = link.text;
      notice.append(" ", anchor);
    }
  }

  /* The browser may refuse to keep anything (private window, full disk): saving goes on. */
  const drafts = {
    key: (code) => `brouillon:${form.dataset.ecriture}:${code}`,
    read(code) {
      try {
        return JSON.parse(window.localStorage.getItem(this.key(code)));
      } catch {
        return null;
      }
    },
    keep(code, draft) {
      try {
        window.localStorage.setItem(this.key(code), JSON.stringify(draft));
      } catch {
        return;
      }
    },
    clear(code) {
      try {
        window.localStorage.removeItem(this.key(code));
      } catch {
        return;
      }
    },
  };

  /* After signing in again in another tab, the page's token is no longer the right one. */
  async function refreshToken() {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-ecriture] [name=csrfmiddlewaretoken]");
    if (!fresh) {
      return false;
    }
    token.value = fresh.value;
    return true;
  }

  class WrittenSection {
    constructor(element) {
      this.code = element.dataset.section;
      this.url = element.dataset.url;
      this.field = element.querySelector(`[name="texte-${this.code}"]`);
      this.revision = element.querySelector(`[name="revision-${this.code}"]`);
      this.state = element.querySelector("[data-etat]");
      this.button = element.querySelector("[data-sans-script]");
      this.saved = this.field.value;
      this.inConflict = Boolean(this.state.querySelector("[data-conflit]"));
      this.saving = null;
      this.timer = 0;
      this.button.hidden = !this.inConflict;
      this.offerChoice();
      this.field.addEventListener("input", () => this.typed());
      this.field.addEventListener("blur", () => this.isDirty() && !this.inConflict && this.save());
      this.button.addEventListener("click", (event) => {
        event.preventDefault();
        this.inConflict = false;
        this.save();
      });
    }

    isDirty() {
      return this.field.value !== this.saved;
    }

    typed() {
      drafts.keep(this.code, { texte: this.field.value, revision: this.revision.value });
      window.clearTimeout(this.timer);
      if (!this.inConflict) {
        this.timer = window.setTimeout(() => this.save(), PAUSE);
      }
    }

    restore() {
      const draft = drafts.read(this.code);
      if (!draft || this.inConflict) {
        return false;
      }
      if (draft.texte === this.field.value) {
        drafts.clear(this.code);
        return false;
      }
      this.field.value = draft.texte;
      this.revision.value = draft.revision;
      return true;
    }

    async save() {
      window.clearTimeout(this.timer);
      if (this.saving) {
        await this.saving;
      }
      if (!this.isDirty() && !this.inConflict && !this.button.matches(":not([hidden])")) {
        return;
      }
      this.saving = this.send(true);
      await this.saving;
      this.saving = null;
    }

    async send(mayRefresh) {
      const text = this.field.value;
      const body = new URLSearchParams({ texte: text, revision: this.revision.value });
      let answer;
      try {
        answer = await fetch(this.url, {
          method: "POST",
          body,
          credentials: "same-origin",
          headers: { "X-CSRFToken": token.value, "HX-Request": "true" },
        });
      } catch {
        this.later("Réseau coupé : votre texte est gardé sur cet appareil et partira au retour du réseau.");
        return;
      }
      if (answer.status === 403 && mayRefresh && (await refreshToken().catch(() => false))) {
        await this.send(false);
        return;
      }
      const fragment = await answer.text();
      if (answer.ok) {
        this.arrived(text, fragment);
      } else if (answer.status === 409) {
        this.conflict(fragment);
      } else if (answer.status === 422) {
        this.state.innerHTML = fragment;
      } else if (answer.status === 401 || answer.status === 403) {
        this.later("Votre session est terminée : votre texte est gardé sur cet appareil.", {
          href: form.dataset.connexion,
          text: "Se connecter dans un nouvel onglet",
        });
      } else {
        this.later("Le serveur ne répond pas : votre texte est gardé sur cet appareil, nouvel essai bientôt.");
      }
    }

    arrived(text, fragment) {
      this.state.innerHTML = fragment;
      const revision = this.state.querySelector("[data-revision]");
      this.revision.value = revision.dataset.revision;
      this.saved = text;
      this.button.hidden = true;
      say("");
      if (this.isDirty()) {
        this.typed();
      } else {
        drafts.clear(this.code);
      }
    }

    conflict(fragment) {
      this.state.innerHTML = fragment;
      this.inConflict = true;
      this.offerChoice();
    }

    offerChoice() {
      const box = this.state.querySelector("[data-conflit]");
      if (!box) {
        return;
      }
      this.revision.value = box.dataset.revision;
      this.button.firstChild.textContent = "Garder mon texte";
      this.button.hidden = false;
      const other = document.createElement("button");
      other.type = "button";
      other.className = "bouton bouton--petit";
      other.textContent = "Prendre le sien";
      other.addEventListener("click", () => {
        this.field.value = box.querySelector("[data-autre]").value;
        this.inConflict = false;
        this.save();
        this.field.focus();
      });
      box.append(other);
    }

    later(text, link) {
      say(text, { link });
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.save(), RETRY);
    }
  }

  const sections = Array.from(form.querySelectorAll("[data-section]"), (element) => new WrittenSection(element));

  const restored = sections.filter((section) => section.restore());
  if (restored.length) {
    say("Un texte qui n’était pas encore enregistré a été retrouvé sur cet appareil : le voici à sa place.", {
      kept: true,
    });
    restored.forEach((section) => section.save());
  }

  window.addEventListener("offline", () =>
    say("Vous êtes hors ligne : continuez à écrire, votre texte est gardé sur cet appareil."),
  );
  window.addEventListener("online", () => {
    say("");
    sections.filter((section) => section.isDirty() && !section.inConflict).forEach((section) => section.save());
  });
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && sections.some((section) => section.isDirty())) {
      event.preventDefault();
    }
  });
})();
