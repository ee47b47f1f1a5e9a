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
  const { drafts, post, say, sending } = window.brouillons;
  let leaving = false;

  class WrittenSection {
    constructor(element) {
      this.code = element.dataset.section;
      this.url = element.dataset.url;
      this.place = `${form.dataset.ecriture}:${this.code}`;
      this.field = element.querySelector(`[name="texte-${this.code}"]`);
      this.revision = element.querySelector(`[name="revision-${this.code}"]`);
      this.state = element.querySelector("[data-etat]");
      this.button = element.querySelector("[data-sans-script]");
      // Not its value: a browser that reloads may put back there what was never saved.
      this.saved = this.field.defaultValue;
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
      // While two texts are to choose from, the draft is still written over the former one.
      const former = this.inConflict && drafts.read(this.place)?.revision;
      drafts.keep(this.place, { texte: this.field.value, revision: former || this.revision.value });
      window.clearTimeout(this.timer);
      if (!this.inConflict) {
        this.timer = window.setTimeout(() => this.save(), PAUSE);
      }
    }

    restore() {
      const draft = drafts.read(this.place);
      if (!draft || this.inConflict || this.field.matches("[aria-invalid]")) {
        return false;
      }
      if (draft.texte === this.saved) {
        drafts.clear(this.place);
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
      this.saving = this.send();
      await this.saving;
      this.saving = null;
    }

    async send() {
      const text = this.field.value;
      const answer = await post(this.url, new URLSearchParams({ texte: text, revision: this.revision.value }));
      if (!answer) {
        this.timer = window.setTimeout(() => this.save(), RETRY);
        return;
      }
      const fragment = await answer.text();
      if (answer.ok) {
        this.arrived(text, fragment);
      } else if (answer.status === 409) {
        this.conflict(fragment);
      } else if (answer.status === 422) {
        this.state.innerHTML = fragment;
      } else {
        say("Votre texte n’a pas pu être enregistré : il est gardé sur cet appareil. Rechargez la page.");
      }
    }

    arrived(text, fragment) {
      this.state.innerHTML = fragment;
      const revision = this.state.querySelector("[data-revision]");
      this.revision.value = revision.dataset.revision;
      this.saved = text;
      this.button.hidden = true;
      say("");
      drafts.received(this.place, text);
      if (this.isDirty()) {
        this.typed();
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
        drafts.clear(this.place);
        this.inConflict = false;
        this.save();
        this.field.focus();
      });
      box.append(other);
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
  form.addEventListener("submit", () => {
    leaving = true;
    sending(sections.map((section) => section.place));
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && sections.some((section) => section.isDirty())) {
      event.preventDefault();
    }
  });
})();
