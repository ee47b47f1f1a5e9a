/* Writing Markdown without knowing it: a small toolbar over each text, a preview, tables and
   titles pasted from Word kept as text. Every page works without this file. */
(function () {
  "use strict";

  const ROWS = 200;
  const CELLS = 20;

  /* Each tool: what it says, its key with Ctrl, what it puts around or before the selection. */
  const TOOLS = [
    { text: "Gras", key: "b", around: "**" },
    { text: "Italique", key: "i", around: "*" },
    { text: "Titre", before: "## " },
    { text: "Liste", before: "- " },
    { text: "Lien", key: "k", link: true },
  ];

  /* Through the browser's own editing, so that undoing works. */
  function replace(field, start, end, text) {
    field.focus();
    field.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function apply(field, tool) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const chosen = value.slice(start, end);
    if (tool.around) {
      replace(field, start, end, tool.around + chosen + tool.around);
      field.setSelectionRange(start + tool.around.length, end + tool.around.length);
    } else if (tool.link) {
      const words = chosen || "les mots du lien";
      replace(field, start, end, `[${words}](https://)`);
      const address = start + words.length + 3;
      field.setSelectionRange(address, address + "https://".length);
    } else {
      const line = value.lastIndexOf("\n", start - 1) + 1;
      const lines = value.slice(line, end).split("\n");
      replace(field, line, end, lines.map((one) => tool.before + one).join("\n"));
    }
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "outils__bouton";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  async function preview(field, made, place) {
    const shown = made.getAttribute("aria-pressed") === "true";
    made.setAttribute("aria-pressed", String(!shown));
    field.hidden = !shown;
    place.hidden = shown;
    if (shown) {
      field.focus();
      return;
    }
    const form = field.closest("[data-apercu]");
    const body = new URLSearchParams({
      texte: field.value,
      csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value,
    });
    place.textContent = "Un instant…";
    try {
      const answer = await fetch(form.dataset.apercu, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      place.innerHTML = await answer.text();
    } catch {
      place.textContent = "L’aperçu demande le réseau ; votre texte, lui, est resté là.";
    }
  }

  /* One cell on one line; a bar inside it would open another cell. */
  function cellText(cell) {
    cell.querySelectorAll("p, div, li, br").forEach((block) => block.after(" "));
    return cell.textContent.replace(/\s+/g, " ").trim().replaceAll("|", "\\|");
  }

  /* The words of each row, column by column: a cell over several leaves the others empty. */
  function gridOf(table) {
    const grid = Array.from(table.rows, () => []);
    Array.from(table.rows).forEach((row, top) => {
      let left = 0;
      for (const cell of row.cells) {
        while (grid[top][left] !== undefined) {
          left += 1;
        }
        for (const line of grid.slice(top, top + (cell.rowSpan || 1))) {
          for (let column = 0; column < Math.min(cell.colSpan, CELLS); column += 1) {
            line[left + column] = "";
          }
        }
        grid[top][left] = cellText(cell);
      }
    });
    return grid.map((line) => Array.from(line, (text) => text || ""));
  }

  /* A table becomes a Markdown one; beyond the bounds, or irregular, its words stay, tab by tab. */
  function tableText(table) {
    const rows = gridOf(table);
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (!width) {
      return "";
    }
    if (rows.length > ROWS || width > CELLS) {
      return rows.map((row) => row.join("\t")).join("\n");
    }
    const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, i) => row[i] || "").join(" | ")} |`);
    lines.splice(1, 0, `|${" --- |".repeat(width)}`);
    return lines.join("\n");
  }

  /* Only what holds a table is rewritten; anything else is pasted as the browser does. */
  function pasted(html) {
    /* Word's styles: the policy of the page would refuse each of them in the console. */
    const bare = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/(<[^<>]*?)\sstyle=(?:'[^']*'|"[^"]*")/gi, "$1");
    const page = new DOMParser().parseFromString(bare, "text/html");
    const tables = Array.from(page.querySelectorAll("table")).filter((table) => !table.parentElement.closest("table"));
    if (!tables.length) {
      return null;
    }
    page.querySelectorAll("style, script, title, xml").forEach((one) => one.remove());
    for (const table of tables) {
      table.replaceWith(page.createTextNode(`\n\n${tableText(table)}\n\n`));
    }
    page.querySelectorAll("p, div, h1, h2, h3, h4, li, br").forEach((block) => block.after("\n"));
    return page.body.textContent.replace(/\u00a0/g, " ").replace(/\n{3,}/g, "\n\n").trim();
  }

  function equip(field) {
    const bar = document.createElement("div");
    const label = field.labels.length ? field.labels[0].textContent.trim() : "texte";
    bar.className = "outils";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `Mise en forme : ${label}`);
    for (const tool of TOOLS) {
      bar.append(button(tool.text, () => apply(field, tool)));
    }
    const place = document.createElement("div");
    place.className = "outils__apercu";
    place.setAttribute("aria-live", "polite");
    place.hidden = true;
    const look = button("Aperçu", () => preview(field, look, place));
    look.setAttribute("aria-pressed", "false");
    bar.append(look);
    field.before(bar);
    field.after(place);
    field.addEventListener("keydown", (event) => {
      const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && TOOLS.find((one) => one.key === event.key.toLowerCase());
      if (tool) {
        event.preventDefault();
        apply(field, tool);
      }
    });
    field.addEventListener("paste", (event) => {
      const text = pasted(event.clipboardData.getData("text/html"));
      if (text !== null) {
        const start = field.selectionStart;
        /* A table begins on a line of its own. */
        const apart = text.startsWith("|") && !/(^|\n\n)$/.test(field.value.slice(0, start)) ? "\n\n" : "";
        event.preventDefault();
        replace(field, start, field.selectionEnd, apart + text);
      }
    });
  }

  document.querySelectorAll("textarea[data-redaction]").forEach(equip);
})();
