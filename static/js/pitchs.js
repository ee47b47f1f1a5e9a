/* The five minutes of a pitch, counted down on the screen of the room. The server knows nothing of
   it: without this script the times of the page say enough. */
(() => {
  const scene = document.querySelector("[data-pitch]");
  if (!scene) return;
  const temps = scene.querySelector("[data-temps]");
  const lancer = scene.querySelector("[data-lancer]");
  const duree = Number(scene.dataset.minutes) * 60;
  let fin = null;

  const montrer = () => {
    const reste = fin === null ? duree : Math.max(0, Math.ceil((fin - Date.now()) / 1000));
    temps.textContent = `${Math.floor(reste / 60)}\u00a0min\u00a0${String(reste % 60).padStart(2, "0")}`;
    temps.classList.toggle("projection__temps--bientot", reste <= 60);
    for (const repere of scene.querySelectorAll("[data-repere]")) {
      const passee = fin !== null && duree - reste >= Number(repere.dataset.repere) * 60;
      repere.classList.toggle("projection__repere--passe", passee);
    }
    if (fin !== null && reste === 0) temps.textContent = "Merci";
    else if (fin !== null) setTimeout(montrer, 250);
  };

  temps.hidden = lancer.hidden = false;
  lancer.addEventListener("click", () => {
    fin = Date.now() + duree * 1000;
    lancer.textContent = "Recommencer";
    montrer();
  });
  montrer();
})();
