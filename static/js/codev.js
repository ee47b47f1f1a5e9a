/* The shared sheet of a codev: it refreshes by itself, lines save as one types, time runs down.
   What one is typing is never replaced, and is kept in the browser until the server has it.
   The page works without this file. */
(function () {
  "use strict";

  const sheet = document.querySelector("[data-feuille]");
  if (!sheet) {
    return;
  }
  const { drafts, post, say, signIn } = window.brouillons;
  const POLL = 3000;
  const PAUSE = 1200;
  const RETRY = 8000;
  const announce = document.getElementById("annonce");
  const timers = new WeakMap();
  let leaving = false;

  const fieldOf = (line) => line.querySelector("textarea[name=texte]");
  // The server keeps a line without the blanks around it: a space just typed is not a change.
  const isDirty = (field) => field.value.trim() !== field.defaultValue.trim();
  const lines = () => Array.from(sheet.querySelectorAll("[data-ligne]"));
  const additions = () => Array.from(sheet.querySelectorAll("[data-ajout] textarea"));
  const unsaved = () => lines().map(fieldOf).concat(additions()).some(isDirty);
  const placeOf = (name) => `${sheet.dataset.feuille}:${name}`;

  /* --- time --------------------------------------------------------------------------------- */
  /* The server's: a telephone's clock may be wrong, and sleeps with it. Each answer says the time
     again, to the second. */
  const [arrival] = performance.getEntriesByType("navigation");
  let behind = Number(sheet.dataset.maintenant) + performance.now() - arrival.responseStart - Date.now();
  const now = () => Date.now() + behind;

  function setTime(answer) {
    const there = Date.parse(answer.headers.get("Date"));
    if (Math.abs(there - now()) > 2000) {
      behind = there - Date.now();
      tick();
    }
  }

  const ends = [
    [60, "Il reste une minute"],
    [0, "Le temps de l’étape est écoulé"],
  ];
  let before = -Infinity;

  function tick() {
    sheet.querySelectorAll("[data-fin]").forEach((clock) => {
      const left = Math.round((Number(clock.dataset.fin) - now()) / 1000);
      const passed = ends.find(([end]) => left <= end && before > end);
      if (passed) {
        announce.textContent = passed[1];
      }
      before = left;
      const minutes = Math.floor(Math.abs(left) / 60);
      const seconds = String(Math.abs(left) % 60).padStart(2, "0");
      clock.textContent = `${left < 0 ? "dépassé de" : "il reste"} ${minutes} min ${seconds}`;
    });
  }

  /* --- the sheet as the server has it --------------------------------------------------------- */
  function merge(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("[data-feuille]");
    if (!fresh || Number(fresh.dataset.revision) < Number(sheet.dataset.revision)) {
      return;
    }
    if (fresh.dataset.ouverte !== "oui") {
      closed();
      return;
    }
    sheet.dataset.revision = fresh.dataset.revision;
    const [here, there] = [sheet, fresh].map((one) => one.querySelector("[data-en-cours]"));
    if (here.dataset.enCours !== there.dataset.enCours) {
      here.dataset.enCours = there.dataset.enCours;
      here.replaceChildren(...there.childNodes);
    }
    let arrived = 0;
    fresh.querySelectorAll("[data-etape]").forEach((there) => {
      const here = document.getElementById(there.id);
      here.className = there.className;
      mergeHead(here.querySelector("[data-tete]"), there.querySelector("[data-tete]"));
      arrived += mergeLines(here.querySelector("[data-lignes]"), there.querySelector("[data-lignes]"));
    });
    tick();
    if (arrived) {
      announce.textContent = arrived > 1 ? `${arrived} lignes nouvelles` : "Une ligne nouvelle";
    }
  }

  function mergeHead(here, there) {
    if (here.dataset.tete === there.dataset.tete) {
      return;
    }
    const focused = here.contains(document.activeElement);
    here.dataset.tete = there.dataset.tete;
    here.replaceChildren(...there.childNodes);
    if (focused) {
      const title = here.querySelector("h2");
      title.tabIndex = -1;
      title.focus();
    }
  }

  function mergeLines(here, there) {
    let arrived = 0;
    const kept = new Set();
    there.querySelectorAll("[data-ligne]").forEach((line) => {
      kept.add(line.id);
      const mine = document.getElementById(line.id);
      if (!mine) {
        here.append(line);
        show(line);
        arrived += 1;
      } else {
        refresh(mine, line);
      }
    });
    here.querySelectorAll("[data-ligne]").forEach((line) => {
      // Taken out by someone while I am writing on it: saving will say so, with both texts.
      if (!kept.has(line.id) && !isDirty(fieldOf(line))) {
        line.remove();
      }
    });
    return arrived;
  }

  function refresh(mine, line) {
    const field = fieldOf(mine);
    const theirs = fieldOf(line).defaultValue;
    if (isDirty(field) && field.value.trim() !== theirs.trim()) {
      return;
    }
    field.defaultValue = theirs;
    if (field.value.trim() !== theirs.trim()) {
      field.value = theirs;
    }
    mine.querySelector("[name=revision]").value = line.querySelector("[name=revision]").value;
    mine.querySelector("[data-auteur]").textContent = line.querySelector("[data-auteur]").textContent;
    mine.querySelector("[data-etat]").replaceChildren();
    show(mine);
  }

  /* The page then shows what was not saved, beside the button that opens the sheet again. */
  function closed() {
    if (unsaved() && !found().length) {
      say("La feuille vient d’être close. Votre texte est resté à l’écran : copiez-le.");
      return;
    }
    leaving = true;
    window.location.reload();
  }

  async function poll() {
    if (document.hidden) {
      return;
    }
    let answer;
    try {
      answer = await fetch(`${sheet.dataset.url}?depuis=${sheet.dataset.revision}`, {
        credentials: "same-origin",
        headers: { "HX-Request": "true" },
      });
    } catch {
      return;
    }
    setTime(answer);
    if (answer.status === 401) {
      say("Votre session est terminée : ce que vous écrivez est gardé sur cet appareil.", {
        after: [signIn()],
      });
      return;
    }
    if (answer.ok && navigator.onLine) {
      say("");
    }
    if (answer.status === 200) {
      merge(await answer.text());
    }
  }

  /* --- writing --------------------------------------------------------------------------------- */
  /* What is typed on a line, or to be added to a step. */
  function keep(field) {
    const line = field.closest("[data-ligne]");
    const etape = field.closest("[data-etape]").id;
    if (line) {
      // While two texts are to choose from, the draft is still written over the former one.
      const former = line.querySelector("[data-conflit]") && drafts.read(placeOf(line.id))?.revision;
      const revision = former || line.querySelector("[name=revision]").value;
      drafts.keep(placeOf(line.id), { texte: field.value, revision, etape });
    } else if (field.value.trim()) {
      drafts.keep(placeOf(field.id), { texte: field.value, etape });
    } else {
      drafts.clear(placeOf(field.id));
    }
  }

  function send(form, act) {
    const body = new URLSearchParams(new FormData(form));
    if (act) {
      body.set(...act);
    }
    return post(form.action, body);
  }

  /* The button shows when there is something to do by hand: a choice between two texts. */
  function show(line) {
    const conflict = line.querySelector("[data-conflit]");
    const button = line.querySelector("[data-enregistrer]");
    button.hidden = !conflict;
    button.textContent = conflict ? "Garder mon texte" : "Enregistrer";
    if (conflict && !conflict.querySelector("button")) {
      line.querySelector("[name=revision]").value = conflict.dataset.revision;
      const other = document.createElement("button");
      other.type = "button";
      other.className = "bouton bouton--petit";
      other.textContent = "Prendre l’autre texte";
      other.addEventListener("click", () => {
        const field = fieldOf(line);
        field.value = conflict.querySelector("[data-autre]").value;
        drafts.clear(placeOf(line.id));
        save(line, ["acte", "ecrire"], true);
        field.focus();
      });
      conflict.append(other);
    }
  }

  async function save(line, act = ["acte", "ecrire"], decided = false) {
    window.clearTimeout(timers.get(line));
    const field = fieldOf(line);
    const undecided = line.querySelector("[data-conflit]") && !decided;
    if (line.dataset.envoi || undecided) {
      return;
    }
    line.dataset.envoi = "oui";
    const text = field.value;
    const answer = await send(line.querySelector("form"), act);
    delete line.dataset.envoi;
    const state = line.querySelector("[data-etat]");
    if (!answer) {
      timers.set(line, window.setTimeout(() => save(line, act, decided), RETRY));
    } else if (answer.ok) {
      say("");
      state.replaceChildren();
      if (act[1] === "ecrire") {
        field.defaultValue = text;
        drafts.received(placeOf(line.id), text);
      } else {
        field.value = field.defaultValue;
        drafts.clear(placeOf(line.id));
      }
      const html = await answer.text();
      adopt(line, html);
      merge(html);
      if (isDirty(field)) {
        later(line);
      }
    } else if (answer.status === 409) {
      state.innerHTML = await answer.text();
      show(line);
    } else {
      say("Votre texte n’est pas enregistré : il est gardé sur cet appareil. Rechargez la page.");
    }
  }

  /* What I type while a save is under way is written over the text just saved. */
  function adopt(line, html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const saved = page.getElementById(line.id);
    if (saved) {
      line.querySelector("[name=revision]").value = saved.querySelector("[name=revision]").value;
    }
    show(line);
  }

  function later(line) {
    window.clearTimeout(timers.get(line));
    timers.set(line, window.setTimeout(() => save(line), PAUSE));
  }

  async function add(form) {
    const field = form.querySelector("textarea");
    const text = field.value;
    if (form.dataset.envoi || !text.trim()) {
      return;
    }
    form.dataset.envoi = "oui";
    const answer = await send(form);
    delete form.dataset.envoi;
    const state = form.querySelector("[data-etat]");
    form.toggleAttribute("data-a-renvoyer", !answer);
    if (answer?.ok) {
      say("");
      state.replaceChildren();
      drafts.received(placeOf(field.id), text);
      field.value = field.value === text ? "" : field.value;
      merge(await answer.text());
      if (form.contains(document.activeElement)) {
        field.focus();
      }
    } else if (answer?.status === 409) {
      state.innerHTML = await answer.text();
    } else if (answer) {
      say("Votre ligne n’est pas ajoutée : elle est gardée sur cet appareil. Rechargez la page.");
    }
  }

  /* --- what was typed here and never reached the server ------------------------------------------ */
  function found() {
    const ours = placeOf("");
    return drafts
      .places()
      .filter((place) => place.startsWith(ours))
      .map((place) => ({ place, id: place.slice(ours.length), ...drafts.read(place) }));
  }

  /* Each text at its place; that of a line taken out since is offered as a new one. */
  function restore() {
    const before = found();
    before.forEach(({ place, id, texte, revision, etape }) => {
      const line = id.startsWith("ligne-") && document.getElementById(id);
      if (line) {
        fieldOf(line).value = texte;
        line.querySelector("[name=revision]").value = revision;
        save(line);
        return;
      }
      const field = document.getElementById(`nouvelle-${etape}`);
      field.value = [field.value, texte].filter(Boolean).join("\n");
      drafts.clear(place);
      keep(field);
    });
    if (before.length) {
      say("Un texte qui n’était pas encore enregistré a été retrouvé sur cet appareil : le voici à sa place.", {
        kept: true,
      });
    }
  }

  function showBesideClosedSheet() {
    const left = found();
    const box = document.querySelector("[data-retrouve]");
    if (!left.length) {
      return;
    }
    box.querySelector("textarea").value = left.map(({ texte }) => texte).join("\n\n");
    box.hidden = false;
    const forget = box.querySelector("[data-oublier]");
    forget.hidden = false;
    forget.addEventListener("click", () => {
      left.forEach(({ place }) => drafts.clear(place));
      box.hidden = true;
    });
  }

  if (sheet.dataset.ouverte !== "oui") {
    showBesideClosedSheet();
    return;
  }

  sheet.addEventListener("input", (event) => {
    const line = event.target.closest("[data-ligne]");
    keep(event.target);
    if (line) {
      later(line);
    }
  });
  sheet.addEventListener("focusout", (event) => {
    const line = event.target.closest("[data-ligne]");
    if (line && event.target.matches("textarea[name=texte]") && isDirty(event.target)) {
      save(line);
    }
  });
  sheet.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-ajout]");
    if (form && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      add(form);
    }
  });
  sheet.addEventListener("submit", async (event) => {
    const line = event.target.closest("[data-ligne]");
    event.preventDefault();
    if (line) {
      save(line, ["acte", event.submitter.value], true);
    } else if (event.target.matches("[data-ajout]")) {
      add(event.target);
    } else {
      const answer = await send(event.target, [event.submitter.name, event.submitter.value]);
      if (answer && answer.ok) {
        merge(await answer.text());
      }
    }
  });
  document.addEventListener("submit", (event) => (leaving = leaving || !sheet.contains(event.target)));
  window.addEventListener("online", () => {
    say("");
    lines().filter((line) => isDirty(fieldOf(line))).forEach((line) => save(line));
    sheet.querySelectorAll("[data-a-renvoyer]").forEach(add);
    poll();
  });
  window.addEventListener("offline", () =>
    say("Vous êtes hors ligne : continuez à écrire, votre texte est gardé sur cet appareil."),
  );
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) {
      event.preventDefault();
    }
  });

  document.querySelectorAll("[data-sans-script]").forEach((element) => (element.hidden = true));
  lines().forEach(show);
  restore();
  tick();
  window.setInterval(tick, 1000);
  window.setInterval(poll, POLL);
  document.addEventListener("visibilitychange", poll);
})();
