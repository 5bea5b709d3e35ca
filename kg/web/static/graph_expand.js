// The menu before expanding: each relation of a node with its direction, its count and the classes it leads to.
import { get } from "./api.js";
import { clear, h } from "./dom.js";
import { PAGE } from "./explore_actions.js";
import { className, lang, name, number, propName, t } from "./i18n.js";
import { panelHead } from "./graph_panel_head.js";

/** The menu as {element, open(id), close(), draw()}. choose(id, relation) expands, and resolves when it is done. */
export function expandMenu(explorer, choose) {
  const element = h("div", { class: "graph-panel graph-expand", role: "dialog", hidden: true });
  let [node, relations, opener] = ["", [], null];
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const rows = [...element.querySelectorAll("button")];
      const at = rows.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      rows[(at + rows.length) % rows.length].focus();
      event.preventDefault();
    }
  });

  async function open(id) {
    opener = document.activeElement;
    const found = await get("/api/relations", { id });
    [node, relations] = [id, found.relations];
    if (explorer.view.selected !== id) explorer.amend({ ...explorer.view, selected: id });
    element.hidden = false;
    element.setAttribute("aria-label", t("explore.menu", { name: name(explorer.store.nodes.get(id) ?? { id }) }));
    draw();
    (element.querySelector("button:not(.graph-close):not([disabled])") ?? element.querySelector("button")).focus();
  }

  function close() {
    if (element.hidden) return;
    const inside = element.contains(document.activeElement);
    element.hidden = true;
    if (inside && opener?.isConnected) opener.focus();
  }

  function draw() {
    if (element.hidden) return;
    const { selected, mode, shown } = explorer.view;
    if (selected !== node || mode === "overview" || !shown.has(node)) return close();
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    clear(element).append(
      panelHead(t("explore.menu", { name: name(explorer.store.nodes.get(node) ?? { id: node }) }), close),
      h("p", { class: "muted small" }, t(relations.length ? "explore.menuText" : "explore.noRelations")),
      h("ul", { class: "plain" }, relations.map(row)),
    );
    if (!focused) return;
    // A row that has nothing left to give hands the focus on.
    const same = element.querySelector(`[data-key="${CSS.escape(focused)}"]:not(:disabled)`);
    (same ?? element.querySelector(".expand-row:not(:disabled)") ?? element.querySelector(".graph-close")).focus();
  }

  function row(relation) {
    const shown = shownOf(relation);
    const left = relation.count - shown;
    const classes = relation.classes
      .map((one) => `${className(one)} ${number(one.count)}`)
      .join(lang() === "zh" ? "、" : ", ");
    const side = t(`explore.${relation.direction}Said`);
    const act =
      left === 0 ? t("explore.all") : t(shown ? "explore.more" : "explore.get", { n: number(Math.min(PAGE, left)) });
    return h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "expand-row",
          disabled: left === 0,
          "data-key": `${relation.property} ${relation.direction}`,
          "aria-label": `${propName(relation)}, ${side}, ${number(relation.count)}: ${classes}. ${act}`,
          on: { click: () => choose(node, relation) },
        },
        h("span", { class: "expand-arrow", "aria-hidden": "true" }, relation.direction === "out" ? "→" : "←"),
        h("span", { class: "expand-name" }, propName(relation), h("span", { class: "muted small" }, classes)),
        h("span", { class: "count" }, t("explore.progress", { shown: number(shown), all: number(relation.count) })),
        h("span", { class: "expand-act small" }, act),
      ),
    );
  }

  // How many ends of a relation are in the graph already.
  function shownOf({ property, direction }) {
    const own = direction === "out" ? "source" : "target";
    const found = new Set();
    for (const edge of explorer.store.of(node)) {
      const other = edge[own === "source" ? "target" : "source"];
      if (edge[own] === node && edge.property === property && explorer.view.shown.has(other)) found.add(other);
    }
    return found.size;
  }

  return { element, open, close, draw };
}
