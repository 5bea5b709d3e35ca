// The row of tools above the graph.
import { h } from "./dom.js";
import { FORMATS } from "./graph_export.js";
import { t } from "./i18n.js";
import { searchBox } from "./search.js";

/** The toolbar as {element, draw()}. on: a function for each tool, add(item) and save(format). */
export function toolbar(explorer, on) {
  const tool = (key, more = {}) =>
    h("button", { type: "button", "data-tool": key, on: { click: () => on[key]() }, ...more }, t(`explore.${key}`));
  const pressed = { "aria-pressed": "false" };
  const save = h(
    "div",
    { class: "graph-menu", role: "menu", "aria-label": t("explore.export"), hidden: true },
    FORMATS.map((format) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          "data-format": format,
          on: {
            click: () => {
              open(false);
              on.save(format);
            },
          },
        },
        t(`export.${format}`),
      ),
    ),
  );
  const exporting = tool("export", {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    on: { click: () => open(save.hidden) },
  });
  const saver = h("div", { class: "graph-menu-of" }, exporting, save);
  saver.addEventListener("keydown", (event) => {
    const rows = [...save.children];
    const at = rows.indexOf(document.activeElement);
    if (event.key === "Escape" && !save.hidden) open(false);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (save.hidden) open(true);
      else rows[(at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  saver.addEventListener("focusout", (event) => {
    if (!saver.contains(event.relatedTarget)) save.hidden = true;
  });

  function open(wanted) {
    const inside = save.contains(document.activeElement);
    save.hidden = !wanted;
    exporting.setAttribute("aria-expanded", String(wanted));
    if (wanted) save.firstElementChild.focus();
    else if (inside) exporting.focus();
  }

  const element = h(
    "div",
    { class: "graph-tools", role: "group", "aria-label": t("explore.tools") },
    searchBox({ label: t("explore.add"), placeholder: t("explore.addHint"), onPick: on.add }),
    h(
      "span",
      { class: "tool-strip" },
      h("span", { class: "tool-group" }, tool("undo"), tool("redo")),
      h("span", { class: "tool-group" }, tool("tidy"), tool("fit"), tool("clear")),
      h("span", { class: "tool-group" }, tool("filters", pressed), tool("paths", pressed), tool("overview", pressed)),
      h("span", { class: "tool-group" }, saver, tool("copy")),
    ),
  );
  const find = (key) => element.querySelector(`[data-tool="${key}"]`);

  function draw(open) {
    find("undo").disabled = !explorer.history.canUndo;
    find("redo").disabled = !explorer.history.canRedo;
    const empty = explorer.view.shown.size === 0;
    for (const key of ["tidy", "fit", "clear", "export", "copy"])
      find(key).disabled = empty || (key === "tidy" && explorer.view.mode === "overview");
    for (const key of ["filters", "paths"]) find(key).setAttribute("aria-pressed", String(open[key]));
    find("overview").setAttribute("aria-pressed", String(explorer.view.mode === "overview"));
  }

  return { element, draw };
}
