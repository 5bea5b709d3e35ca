// The graph as a tree that can be read and worked without sight or mouse: nodes, and beneath each its relations.
import { clear, h } from "./dom.js";
import { actionOf } from "./graph_keys.js";
import { className, name, number, propName, t } from "./i18n.js";
import { sign } from "./graph_panel.js";

const FIRST = 200; // nodes listed at once

/** The tree as {element, draw()}. act(action, id): an action of graph_keys.js; "open" is for edges too. */
export function graphList(explorer, act) {
  const tree = h("ul", { role: "tree", class: "graph-tree", "aria-label": t("list.label") });
  const more = h("button", {
    type: "button",
    hidden: true,
    on: {
      click: () => {
        listed += FIRST;
        draw();
      },
    },
  });
  const element = h(
    "div",
    { class: "graph-list", hidden: true },
    h("p", { class: "muted small" }, t("list.help")),
    tree,
    more,
  );
  const opened = new Set();
  let [current, listed] = ["", FIRST];

  function draw() {
    if (element.hidden) return;
    const had = tree.contains(document.activeElement);
    const at = rows().findIndex((row) => row.dataset.key === current);
    const { nodes, edges } = explorer.seen;
    const near = new Map(nodes.map((node) => [node.id, []]));
    for (const edge of edges) {
      near.get(edge.source)?.push(edge);
      if (edge.target !== edge.source) near.get(edge.target)?.push(edge);
    }
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const order = [...nodes].sort((a, b) => near.get(b.id).length - near.get(a.id).length || (a.id < b.id ? -1 : 1));
    clear(tree).append(...order.slice(0, listed).map((node) => item(node, near.get(node.id), byId)));
    if (nodes.length === 0) tree.append(h("li", { role: "none", class: "muted" }, t("list.empty")));
    more.hidden = nodes.length <= listed;
    more.textContent = t("list.more", { n: number(Math.min(FIRST, nodes.length - listed)) });
    // What was in the list before and is gone leaves the place to what came after it.
    const found = rows();
    const next = found.find((row) => row.dataset.key === current) ?? found[Math.min(Math.max(at, 0), found.length - 1)];
    if (next) stand(next, had);
  }

  function item(node, edges, byId) {
    const open = opened.has(node.id);
    const { pin } = explorer.view.shown.get(node.id);
    const group = open
      ? h(
          "ul",
          { role: "group" },
          edges.map((edge) => relation(node, edge, byId)),
        )
      : null;
    return h(
      "li",
      {
        role: "treeitem",
        "data-key": node.id,
        "data-id": node.id,
        "aria-expanded": edges.length ? String(open) : null,
        "aria-selected": String(explorer.view.selected === node.id),
        tabindex: "-1",
        "aria-label": [name(node), className(node), node.since, pin ? t("list.pinned") : "", number(edges.length)]
          .filter(Boolean)
          .join(" · "),
      },
      h(
        "div",
        { class: "gtree-row" },
        h("span", { class: "gtree-twist", "aria-hidden": "true" }, edges.length ? (open ? "▾" : "▸") : ""),
        sign(node.class),
        h("bdi", { class: "gtree-name" }, name(node)),
        pin ? h("span", { class: "chip small" }, t("list.pinned")) : null,
        h("span", { class: "muted small" }, className(node)),
        h("span", { class: "count" }, number(edges.length)),
      ),
      group,
    );
  }

  function relation(node, edge, byId) {
    const out = edge.source === node.id;
    const other = byId.get(out ? edge.target : edge.source) ?? node;
    const said = t(out ? "list.edge" : "list.edgeIn", { property: propName(edge), name: name(other) });
    return h(
      "li",
      {
        role: "treeitem",
        "data-key": `${node.id} > ${edge.id}`,
        "data-edge": edge.id,
        "data-other": other.id,
        tabindex: "-1",
        "aria-selected": String(explorer.view.selected === edge.id),
        "aria-label": said,
      },
      h(
        "div",
        { class: "gtree-row" },
        h("span", { class: "gtree-arrow", "aria-hidden": "true" }, out ? "→" : "←"),
        h("span", { class: "muted" }, propName(edge)),
        h("bdi", { class: "gtree-name" }, name(other)),
      ),
    );
  }

  const rows = () => [...tree.querySelectorAll('[role="treeitem"]')];

  // One row can be reached by Tab: the one where the reader stands.
  function stand(row, focus = true) {
    for (const one of tree.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
    row.tabIndex = 0;
    current = row.dataset.key;
    if (focus) row.focus();
  }

  function turn(row, on) {
    on ? opened.add(row.dataset.id) : opened.delete(row.dataset.id);
    draw();
  }

  tree.addEventListener("click", (event) => {
    const row = event.target.closest('[role="treeitem"]');
    if (!row) return;
    stand(row);
    if (event.target.closest(".gtree-twist") && row.dataset.id) turn(row, !opened.has(row.dataset.id));
    else act("open", row.dataset.edge ?? row.dataset.id);
  });
  tree.addEventListener("keydown", (event) => {
    const row = event.target.closest('[role="treeitem"]');
    if (!row) return;
    const all = rows();
    const at = all.indexOf(row);
    const steps = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) };
    const id = row.dataset.id;
    if (event.key in steps) stand(steps[event.key] ?? row);
    else if (event.key === "ArrowRight") right(row);
    else if (event.key === "ArrowLeft") {
      if (id && opened.has(id)) turn(row, false);
      else if (!id) stand(row.parentElement.closest('[role="treeitem"]'));
    } else if (actionOf(event))
      act(actionOf(event), actionOf(event) === "open" ? (row.dataset.edge ?? id) : (id ?? row.dataset.other));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // To the right: open a node, then its first relation; on a relation, to the neighbour it leads to.
  function right(row) {
    const { id, other } = row.dataset;
    if (!id) {
      const wanted = rows().find((one) => one.dataset.id === other);
      if (wanted) stand(wanted);
    } else if (row.getAttribute("aria-expanded") === "false") turn(row, true);
    else if (row.querySelector('[role="treeitem"]')) stand(row.querySelector('[role="treeitem"]'));
  }

  return { element, draw };
}
