// A tree of parts that opens and closes: the ARIA tree pattern, with links and evidence on each branch.
import { h } from "./dom.js";
import { add, className, name, propName, t } from "./i18n.js";
import { dotted, evidenceButton } from "./view_parts.js";

add({
  "tree.label": { zh: "“{name}”的组成部分", en: "Parts of {name}" },
  "tree.keys": {
    zh: "键盘：↑ ↓ 移动，→ 展开，← 收拢，Tab 到该枝的链接与出处。",
    en: "Keyboard: ↑ ↓ move, → opens, ← closes, Tab reaches the link and the evidence of a branch.",
  },
  "tree.seen": { zh: "（上文已列出）", en: "(listed above)" },
  "tree.more": { zh: "（另有 {n} 项未列）", en: "({n} more not listed)" },
  "tree.inside": { zh: "{n} 项", en: "{n} parts" },
  "tree.inside.one": { zh: "{n} 项", en: "{n} part" },
  "tree.toggle": { zh: "展开或收拢", en: "Open or close" },
});

/** A tree element. root: the answer of /api/anatomy; closed: paths that are closed; toggle(path); focused: a path. */
export function treeView({ root, closed, toggle, focused }) {
  const element = h("ul", { role: "tree", class: "tree", "aria-label": t("tree.label", { name: name(root) }) });
  element.append(item(root, "", 1, 1, 1));

  function item(node, path, level, position, size) {
    const parts = node.children.length > 0;
    const open = parts && !closed.has(path);
    const mine = path === focused;
    const inner = mine ? {} : { tabindex: "-1" };
    const row = h(
      "div",
      { class: "tree-row" },
      parts
        ? h(
            "span",
            { class: "twist", "aria-hidden": "true", title: t("tree.toggle"), on: { click: () => toggle(path) } },
            open ? "▾" : "▸",
          )
        : h("span", { class: "twist leaf", "aria-hidden": "true" }, "·"),
      h(
        "span",
        { class: "tree-text" },
        node.edge && node.edge.property !== "hasPart"
          ? h("span", { class: "chip property" }, propName(node.edge))
          : null,
        withTab(dotted(node.id, node, name(node)), inner),
        h("span", { class: "muted small" }, remarks(node, root, parts && !open)),
        " ",
        node.edge ? evidenceButton(node.edge, inner) : null,
      ),
    );
    return h(
      "li",
      {
        role: "treeitem",
        "aria-level": level,
        "aria-posinset": position,
        "aria-setsize": size,
        "aria-label": said(node),
        "data-path": path,
        tabindex: mine ? "0" : "-1",
        ...(parts ? { "aria-expanded": String(open) } : {}),
      },
      row,
      open
        ? h(
            "ul",
            { role: "group" },
            node.children.map((child, at) =>
              item(child, path ? `${path}.${at}` : String(at), level + 1, at + 1, node.children.length),
            ),
          )
        : null,
    );
  }

  element.addEventListener("keydown", (event) => steer(event, element, toggle));
  element.addEventListener("focusin", (event) => {
    const now = event.target.closest("[role=treeitem]");
    for (const one of element.querySelectorAll("[role=treeitem]")) {
      one.tabIndex = one === now ? 0 : -1;
      for (const inner of one.querySelector(".tree-row").querySelectorAll("a, button"))
        inner.tabIndex = one === now ? 0 : -1;
    }
  });
  return h("div", {}, h("p", { class: "muted small keys-hint" }, t("tree.keys")), element);
}

/** What stands after a name: its class where it is not the root's, what a closed branch holds, what is left out. */
function remarks(node, root, shut) {
  return [
    node.class === root.class && node !== root ? "" : className(node),
    shut ? t(node.children.length === 1 ? "tree.inside.one" : "tree.inside", { n: node.children.length }) : "",
    node.more ? t("tree.more", { n: node.more }) : "",
    node.seen ? t("tree.seen") : "",
  ]
    .filter(Boolean)
    .map((text) => ` ${text}`)
    .join(" ·");
}

function withTab(nodes, attrs) {
  for (const node of nodes) if (node.tagName === "A" && attrs.tabindex) node.tabIndex = Number(attrs.tabindex);
  return nodes;
}

function said(node) {
  const how = node.edge && node.edge.property !== "hasPart" ? `${propName(node.edge)} ` : "";
  return `${how}${name(node)}, ${className(node)}${node.seen ? t("tree.seen") : ""}`;
}

function steer(event, tree, toggle) {
  const here = event.target;
  if (here.getAttribute("role") !== "treeitem" || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...tree.querySelectorAll("[role=treeitem]")];
  const at = items.indexOf(here);
  const open = here.getAttribute("aria-expanded");
  const acts = {
    ArrowDown: () => items[at + 1]?.focus(),
    ArrowUp: () => items[at - 1]?.focus(),
    Home: () => items[0].focus(),
    End: () => items.at(-1).focus(),
    ArrowRight: () => (open === "false" ? toggle(here.dataset.path) : open && items[at + 1]?.focus()),
    ArrowLeft: () =>
      open === "true" ? toggle(here.dataset.path) : here.parentElement.closest("[role=treeitem]")?.focus(),
    Enter: () => here.querySelector(".tree-row a")?.click(),
    " ": () => open && toggle(here.dataset.path),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}
