/* What is typed stays in this browser until the server has it: kept by person and place, given back
   when she returns, forgotten once received, with a question before signing out. A form asks for it
   by `data-brouillon`, its name; what saves as one types uses `window.brouillons`.
   The pages work without this file. */
(function () {
  "use strict";

  const person = document.body.dataset.personne;
  const OURS = `brouillon:${person}:`;
  const SENT = "brouillon-envoye";
  const PATIENCE = 20_000;

  /* The browser may refuse to keep anything (private window, full disk): saving goes on. */
  function attempt(act, otherwise) {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }

  const drafts = {
    places: () =>
      attempt(() => Object.keys(localStorage), [])
        .filter((key) => key.startsWith(OURS))
        .map((key) => key.slice(OURS.length)),
    read: (place) => attempt(() => JSON.parse(localStorage.getItem(OURS + place)), null),
    keep: (place, draft) => attempt(() => localStorage.setItem(OURS + place, JSON.stringify(draft))),
    clear: (place) => attempt(() => localStorage.removeItem(OURS + place)),
    /* The server has this text: another one, typed since in another tab, stays. */
    received(place, texte) {
      if (this.read(place)?.texte === texte) {
        this.clear(place);
      }
    },
  };

  function signIn() {
    const link = document.createElement("a");
    const href = document.body.dataset.connexion;
    return Object.assign(link, { href, target: "_blank", rel: "noopener", textContent: "Se connecter dans un nouvel onglet" });
  }

  /* In the notice of the page. `kept`: the words stay until the page is left. */
  function say(text, { kept = false, after = [] } = {}) {
    const notice = document.querySelector("[data-avis]");
    // Said again every few seconds, it would be read aloud as often.
    const same = !notice.hidden && notice.firstChild.data === text;
    if (!same && (text || !notice.hasAttribute("data-kept"))) {
      notice.replaceChildren(text, ...after.flatMap((one) => [" ", one]));
      notice.hidden = !text;
      notice.toggleAttribute("data-kept", kept);
    }
  }

  /* After signing in again in another tab, the tokens of this page are no longer the right ones;
     they are renewed for the same person only. */
  async function refreshTokens() {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh || page.body.dataset.personne !== person) {
      return false;
    }
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((token) => (token.value = fresh.value));
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    return true;
  }

  /* Send; null when the server has nothing of it, which the notice then says. */
  async function post(url, body, mayRefresh = true) {
    let answer;
    body.delete("csrfmiddlewaretoken");
    try {
      answer = await fetch(url, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: {
          "HX-Request": "true",
          "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 403 && mayRefresh && (await refreshTokens())) {
        return post(url, body, false);
      }
    } catch {
      say("Réseau coupé : votre texte est gardé sur cet appareil et partira au retour du réseau.");
      return null;
    }
    if (answer.status === 401 || (answer.status === 403 && mayRefresh)) {
      say("Votre session est terminée : votre texte est gardé sur cet appareil.", {
        after: [signIn()],
      });
      return null;
    }
    if (answer.status === 429 || answer.status >= 500) {
      say("Le serveur ne répond pas : votre texte est gardé sur cet appareil, nouvel essai bientôt.");
      return null;
    }
    return answer;
  }

  /* --- a form sent by its button ---------------------------------------------------------------- */
  function sending(places) {
    const raw = places.map((place) => [place, JSON.stringify(drafts.read(place))]);
    const page = window.location.href.split("#")[0];
    attempt(() => sessionStorage.setItem(SENT, JSON.stringify({ page, drafts: raw })));
  }

  /* A form that was kept answers by a redirect: its drafts are then forgotten. Anything else leaves
     them where they are; returns their places. */
  function refusedPlaces() {
    const sent = attempt(() => JSON.parse(sessionStorage.getItem(SENT)), null);
    attempt(() => sessionStorage.removeItem(SENT));
    if (!sent) {
      return [];
    }
    const [arrival] = performance.getEntriesByType("navigation");
    if (!arrival?.redirectCount || document.referrer.split("#")[0] !== sent.page) {
      return sent.drafts.map(([place]) => place);
    }
    sent.drafts.filter(([place, raw]) => JSON.stringify(drafts.read(place)) === raw).forEach(([place]) => drafts.clear(place));
    return [];
  }

  class KeptForm {
    constructor(form, refused) {
      this.form = form;
      this.place = `${form.dataset.brouillon}:${new URL(form.getAttribute("action") || location.href, location.href).pathname}`;
      this.fields = Array.from(form.elements).filter((one) => one.matches("textarea, input[type=text], input[name=revision], input[name=lu]"));
      this.refused = refused.includes(this.place);
      this.notice = document.createElement("div");
      this.notice.className = "ecriture__avis";
      this.notice.setAttribute("role", "status");
      form.prepend(this.notice);
      this.say("");
      this.restore();
      this.fields.forEach((field) => field.addEventListener("input", () => this.typed()));
      form.addEventListener("submit", (event) => this.submit(event));
      window.addEventListener("pageshow", () => delete form.dataset.envoi);
      window.addEventListener("offline", () => this.say("Vous êtes hors ligne : ce que vous écrivez est gardé sur cet appareil."));
      window.addEventListener("online", () => this.say(""));
    }

    say(text, ...after) {
      this.notice.replaceChildren(text, ...after.flatMap((one) => [" ", one]));
      this.notice.hidden = !text;
    }

    typed() {
      const before = this.refused ? drafts.read(this.place) : null;
      const dirty = this.fields.filter((field) => field.type !== "hidden" && field.value !== field.defaultValue);
      if (!dirty.length && !before) {
        drafts.clear(this.place);
        return;
      }
      const kept = dirty.concat(this.fields.filter((field) => field.type === "hidden"));
      const values = Object.fromEntries(kept.map((field) => [field.name, field.value]));
      drafts.keep(this.place, { champs: { ...before?.champs, ...values } });
    }

    restore() {
      const draft = drafts.read(this.place);
      const inError = this.fields.some((field) => field.matches("[aria-invalid=true]"));
      if (!draft || (this.refused && inError)) {
        return;
      }
      const other = this.fields.filter((field) => field.name in draft.champs && draft.champs[field.name] !== field.defaultValue);
      if (!other.some((field) => field.type !== "hidden")) {
        // The server shows it, so has it, unless it has just refused it.
        if (!this.refused) {
          drafts.clear(this.place);
        }
        return;
      }
      other.forEach((field) => {
        field.value = draft.champs[field.name];
        field.closest("details")?.setAttribute("open", "");
      });
      const forget = document.createElement("button");
      Object.assign(forget, { type: "button", className: "bouton bouton--petit", textContent: "L’oublier" });
      forget.addEventListener("click", () => {
        drafts.clear(this.place);
        this.fields.forEach((field) => (field.value = field.defaultValue));
        this.say("");
        other.find((field) => field.type !== "hidden").focus();
      });
      this.say("Un texte qui n’était pas encore envoyé a été retrouvé sur cet appareil : le voici à sa place.", forget);
    }

    submit(event) {
      if (!navigator.onLine) {
        event.preventDefault();
        this.say("Réseau coupé : votre texte est gardé sur cet appareil. Envoyez-le au retour du réseau.");
        return;
      }
      if (this.form.dataset.envoi) {
        event.preventDefault();
        return;
      }
      this.form.dataset.envoi = "oui";
      // A button that leads elsewhere may do something else than keep the text.
      if (!event.submitter?.hasAttribute("formaction")) {
        sending([this.place]);
      }
    }
  }

  const refused = refusedPlaces();
  document.querySelectorAll("form[data-brouillon]").forEach((form) => new KeptForm(form, refused));

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-deconnexion]") || form.dataset.confirme) {
        return;
      }
      const left = drafts.places().length;
      delete form.dataset.confirmation;
      if (left) {
        form.dataset.confirmation =
          left > 1
            ? `${left} textes écrits ici ne sont pas encore enregistrés. Se déconnecter les efface de cet appareil : continuer ?`
            : "Un texte écrit ici n’est pas encore enregistré. Se déconnecter l’efface de cet appareil : continuer ?";
      }
    },
    true,
  );

  window.brouillons = { drafts, post, say, sending, signIn };
})();
