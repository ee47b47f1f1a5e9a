/* Reading a version: the words selected in a section become the citation of its remark.
   The page works without this file: the citation is then typed. */
(function () {
  "use strict";

  const page = document.querySelector("[data-relecture]");
  if (!page) {
    return;
  }
  const form = document.getElementById("formulaire-regard");
  let leaving = false;
  let picked = "";

  function quote() {
    const selection = document.getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const anchor = selection.anchorNode && selection.anchorNode.parentElement;
    const focus = selection.focusNode && selection.focusNode.parentElement;
    const text = anchor && anchor.closest("[data-texte]");
    if (!words || !text || !focus || focus.closest("[data-texte]") !== text) {
      return;
    }
    const remark = page.querySelector(`[data-remarque="${text.dataset.texte}"]`);
    const citation = remark && remark.querySelector("[data-citation]");
    /* What was typed by hand, or kept for another remark, stays. */
    const free = citation && (!citation.value || citation.value === picked);
    if (free && words.length <= citation.maxLength) {
      remark.open = true;
      citation.value = words;
      picked = words;
    }
  }

  page.addEventListener("mouseup", () => window.setTimeout(quote, 0));
  page.addEventListener("touchend", () => window.setTimeout(quote, 300));
  page.addEventListener("keyup", (event) => event.shiftKey && quote());

  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    const typed = Array.from(form.elements).some(
      (field) => field.tagName === "TEXTAREA" && field.value !== field.defaultValue,
    );
    if (!leaving && typed) {
      event.preventDefault();
    }
  });
})();
