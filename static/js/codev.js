/* The shared sheet of a codev: it refreshes by itself, lines save as one types, time runs down.
   What one is typing is never replaced. The page works without this file. */
(function () {
  "use strict";

  const sheet = document.querySelector("[data-feuille]");
  if (!sheet || sheet.dataset.ouverte !== "oui") {
    return;
  }
  const POLL = 3000;
  const PAUSE = 1200;
  const RETRY = 8000;
  const notice = document.querySelector("[data-avis]");
  const announce = document.getElementById("annonce");
  const timers = new WeakMap();
  let countedAt = performance.now();
  let leaving = false;

  const fieldOf = (line) => line.querySelector("textarea[name=texte]");
  // The server keeps a line without the blanks around it: a space just typed is not a change.
  const isDirty = (field) => field.value.trim() !== field.defaultValue.trim();
  const lines = () => Array.from(sheet.querySelectorAll("[data-ligne]"));
  const additions = () => Array.from(sheet.querySelectorAll("[data-ajout] textarea"));
  const unsaved = () => lines().map(fieldOf).concat(additions()).some(isDirty);

  function say(text) {
    notice.textContent = text;
    notice.hidden = !text;
  }

  /* --- time --------------------------------------------------------------------------------- */
  function tick() {
    const elapsed = Math.floor((performance.now() - countedAt) / 1000);
    sheet.querySelectorAll("[data-secondes]").forEach((clock) => {
      const left = Number(clock.dataset.secondes) - elapsed;
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
    let arrived = 0;
    fresh.querySelectorAll("[data-etape]").forEach((there) => {
      const here = document.getElementById(there.id);
      here.className = there.className;
      mergeHead(here.querySelector("[data-tete]"), there.querySelector("[data-tete]"));
      arrived += mergeLines(here.querySelector("[data-lignes]"), there.querySelector("[data-lignes]"));
    });
    fresh.querySelectorAll("[data-secondes]").forEach((clock) => {
      const here = document.querySelector(`#${clock.closest("[data-etape]").id} [data-secondes]`);
      here.dataset.secondes = clock.dataset.secondes;
    });
    countedAt = performance.now();
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

  function closed() {
    if (unsaved()) {
      say("La feuille vient d’être close. Votre texte est resté ici : copiez-le, ou rouvrez la feuille pour le garder.");
    } else {
      window.location.reload();
    }
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
    if (answer.status === 401) {
      say("Votre session est terminée : connectez-vous dans un autre onglet, votre texte reste ici.");
    } else if (answer.status === 200) {
      merge(await answer.text());
    }
  }

  /* --- writing --------------------------------------------------------------------------------- */
  async function send(form, act) {
    const body = new URLSearchParams(new FormData(form));
    if (act) {
      body.set(...act);
    }
    try {
      return await fetch(form.action, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { "HX-Request": "true" },
      });
    } catch {
      say("Réseau coupé : votre texte reste à l’écran et partira au retour du réseau.");
      return null;
    }
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
    if (!answer || answer.status >= 500) {
      timers.set(line, window.setTimeout(() => save(line, act, decided), RETRY));
    } else if (answer.ok) {
      say("");
      state.replaceChildren();
      if (act[1] === "ecrire") {
        field.defaultValue = text;
      } else {
        field.value = field.defaultValue;
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
      say("Votre texte n’est pas enregistré : rechargez la page dans un autre onglet, il reste ici.");
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
    if (answer && answer.ok) {
      say("");
      state.replaceChildren();
      field.value = field.value === text ? "" : field.value;
      merge(await answer.text());
      field.focus();
    } else if (answer && answer.status === 409) {
      state.innerHTML = await answer.text();
    } else if (answer) {
      say("Votre ligne n’est pas ajoutée : elle reste à l’écran, essayez de nouveau.");
    }
  }

  sheet.addEventListener("input", (event) => {
    const line = event.target.closest("[data-ligne]");
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
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) {
      event.preventDefault();
    }
  });

  document.querySelectorAll("[data-sans-script]").forEach((element) => (element.hidden = true));
  lines().forEach(show);
  tick();
  window.setInterval(tick, 1000);
  window.setInterval(poll, POLL);
  document.addEventListener("visibilitychange", poll);
})();
