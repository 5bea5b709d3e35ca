// The bar of what is selected: what can be done with it, and how much of it is shown.
import { family } from "./colours.js";
import { clear, h } from "./dom.js";
import { className, name, propName, t } from "./i18n.js";

/** The bar as an element with draw(explorer). act(action, id) is called for its buttons. */
export function selectionBar(act) {
  const bar = h("div", { class: "graph-bar", role: "group", "aria-label": t("explore.actions") });
  const button = (action, id, label, more = {}) =>
    h("button", { type: "button", "data-action": action, on: { click: () => act(action, id) }, ...more }, label);

  function draw(explorer) {
    const { selected, shown, mode } = explorer.view;
    const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.action : "";
    const node = shown.has(selected) ? explorer.store.nodes.get(selected) : null;
    const edge = node ? null : explorer.store.edges.get(selected);
    clear(bar);
    if (node) bar.append(...ofNode(explorer, node, mode));
    else if (edge) bar.append(...ofEdge(explorer, edge));
    else bar.append(h("p", { class: "muted" }, t("explore.none")));
    if (focused) bar.querySelector(`[data-action="${focused}"]`)?.focus();
  }

  function ofNode(explorer, node, mode) {
    const there = explorer.seen.edges.filter((one) => one.source === node.id || one.target === node.id).length;
    const pinned = explorer.view.shown.get(node.id).pin;
    const said = h(
      "p",
      { class: "graph-bar-name" },
      h("span", { class: `dot c-${family(node.class)}`, "aria-hidden": "true" }),
      h("bdi", null, name(node)),
      h("span", { class: "muted small" }, className(node)),
      h("span", { class: "muted small graph-bar-count" }, t("explore.shownOf", { shown: there, all: node.degree })),
    );
    const actions =
      mode === "overview"
        ? [
            button("around", node.id, t("explore.around")),
            button("hide", node.id, t("explore.hide")),
            button("from", node.id, t("explore.from")),
          ]
        : [
            button("expand", node.id, t("explore.expand"), { class: "primary", "aria-haspopup": "dialog" }),
            button("collapse", node.id, t("explore.collapse")),
            button("pin", node.id, t(pinned ? "explore.unpin" : "explore.pin"), { "aria-pressed": String(pinned) }),
            button("hide", node.id, t("explore.hide")),
            button("remove", node.id, t("explore.remove")),
            button("from", node.id, t("explore.from")),
          ];
    return [said, h("div", { class: "graph-bar-actions" }, actions)];
  }

  function ofEdge(explorer, edge) {
    const end = (id) => h("bdi", null, name(explorer.store.nodes.get(id) ?? { id }));
    return [
      h(
        "p",
        { class: "graph-bar-name" },
        end(edge.source),
        h("span", { class: "muted" }, ` → ${propName(edge)} → `),
        end(edge.target),
        edge.since ? h("span", { class: "muted small" }, [edge.since, edge.until].filter(Boolean).join(" – ")) : null,
      ),
      h(
        "div",
        { class: "graph-bar-actions" },
        button("evidence", edge.id, t("explore.evidence"), { class: "primary" }),
      ),
    ];
  }

  return { element: bar, draw };
}
