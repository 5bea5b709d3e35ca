// The anatomy of a mechanism: what it consists of, part by part, as a tree and as a picture, with evidence.
import { get } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { download } from "./download.js";
import { add, className, name, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { extras, local } from "./sparql_client.js";
import { format, go, replace } from "./state.js";
import { treePicture } from "./tree_picture.js";
import { treeView } from "./tree_view.js";
import { counted, entityLink, exploreLink } from "./view_parts.js";

add({
  "anatomy.title": { zh: "机制剖析", en: "Anatomy of a mechanism" },
  "anatomy.lead": {
    zh: "一项机制由哪些部分组成，文件由哪些条款组成、涵盖什么：逐级展开，每一枝都有出处。",
    en:
      "What a mechanism consists of, which articles a document has and what it covers: level by level, with evidence " +
      "on every branch.",
  },
  "anatomy.search": { zh: "要剖析的机制、平台或文件", en: "Mechanism, platform or document to take apart" },
  "anatomy.placeholder": { zh: "例如：421、全域通办", en: "such as 421, 全域通办" },
  "anatomy.many": { zh: "部分最多的", en: "With the most parts" },
  "anatomy.parts": { zh: "{n} 个部分", en: "{n} parts" },
  "anatomy.parts.one": { zh: "{n} 个部分", en: "{n} part" },
  "anatomy.levels": { zh: "{n} 层", en: "{n} levels" },
  "anatomy.levels.one": { zh: "{n} 层", en: "{n} level" },
  "anatomy.none": { zh: "图谱没有记载“{name}”的组成部分。", en: "The graph records no parts of “{name}”." },
  "anatomy.open": { zh: "全部展开", en: "Expand all" },
  "anatomy.close": { zh: "收拢到一层", en: "Collapse to one level" },
  "anatomy.tree": { zh: "树", en: "Tree" },
  "anatomy.picture": { zh: "图", en: "Picture" },
  "anatomy.show": { zh: "显示方式", en: "Show as" },
  "anatomy.svg": { zh: "下载 SVG", en: "Download SVG" },
  "anatomy.opened": { zh: "已全部展开", en: "All expanded" },
  "anatomy.closed": { zh: "已收拢", en: "Collapsed" },
});

const MANY = 80; // parts beyond which a tree starts closed below its second level
const PARTS = `SELECT ?whole ?label ?english (COUNT(DISTINCT ?part) AS ?n) WHERE {
  ?whole cg:hasPart ?part ; skos:prefLabel ?label . FILTER (LANG(?label) = "zh")
  OPTIONAL { ?whole skos:prefLabel ?english . FILTER (LANG(?english) = "en") }
} GROUP BY ?whole ?label ?english ORDER BY DESC(?n) ?label LIMIT 24`;

/** Every node of a tree with its path ("0.2.1"; the root is "") and depth, parents first. */
export function walk(node, path = "", depth = 0, found = []) {
  found.push({ node, path, depth });
  node.children.forEach((child, at) => walk(child, path ? `${path}.${at}` : String(at), depth + 1, found));
  return found;
}

/** The paths that are closed: as a permalink says, else those below the second level of a large tree. */
export function closedPaths(all, asked) {
  if (asked !== undefined) return new Set(asked.split(";"));
  if (all.length <= MANY) return new Set();
  return new Set(all.filter(({ node, depth }) => depth >= 1 && node.children.length).map(({ path }) => path));
}

async function start(container, signal) {
  const search = searchBox({
    label: t("anatomy.search"),
    placeholder: t("anatomy.placeholder"),
    big: true,
    onPick: (item) => go("anatomy", { id: item.id }),
  });
  const list = h("ul", { class: "choices" });
  clear(container).append(h("h1", {}, t("anatomy.title")), h("p", { class: "lead" }, t("anatomy.lead")), search);
  const found = await extras(PARTS, signal);
  if (!found.length) return;
  container.append(h("h2", {}, t("anatomy.many")), list);
  list.append(
    ...found.map((row) => {
      const id = local(row.whole.value);
      const node = { id, label: row.label.value, english: row.english?.value };
      return h(
        "li",
        {},
        h("a", { href: format("anatomy", { id }) }, name(node)),
        " ",
        h("span", { class: "muted" }, counted(Number(row.n.value), "anatomy.parts")),
      );
    }),
  );
}

async function render(container, params, signal) {
  if (!params.id) return start(container, signal);
  const root = await get("/api/anatomy", { id: params.id }, { signal });
  const all = walk(root);
  const state = { id: root.id, show: params.show === "picture" ? "picture" : "", closed: params.closed };
  const closed = closedPaths(all, params.closed);
  const box = h("div", { class: "anatomy-box" });
  let focused = "";

  const keep = () => {
    state.closed = [...closed].toSorted().join(";") || (all.length > MANY ? "-" : "");
    replace("anatomy", state);
  };

  function draw() {
    const options = { root, closed, toggle, focused };
    clear(box).append(state.show === "picture" ? treePicture(options).element : treeView(options));
    save.hidden = state.show !== "picture";
    for (const [how, button] of shows) button.setAttribute("aria-pressed", String((state.show || "tree") === how));
  }

  function toggle(path) {
    if (closed.has(path)) closed.delete(path);
    else closed.add(path);
    focused = path;
    keep();
    draw();
    box.querySelector(`[data-path="${path}"]`)?.focus();
  }

  function setAll(open) {
    closed.clear();
    if (!open) for (const { node, path, depth } of all) if (depth >= 1 && node.children.length) closed.add(path);
    keep();
    draw();
    announce(t(open ? "anatomy.opened" : "anatomy.closed"));
  }

  function saveSvg() {
    download(`${name(root)}.svg`, treePicture({ root, closed, toggle: () => {} }).standalone(), "image/svg+xml");
  }

  const save = h("button", { type: "button", on: { click: saveSvg } }, t("anatomy.svg"));
  const shows = new Map(
    ["tree", "picture"].map((how) => [
      how,
      h(
        "button",
        {
          type: "button",
          on: {
            click: () => {
              state.show = how === "picture" ? how : "";
              keep();
              draw();
            },
          },
        },
        t(`anatomy.${how}`),
      ),
    ]),
  );
  const levels = Math.max(...all.map(({ depth }) => depth));
  const ids = all.map(({ node }) => node.id);
  const again = searchBox({
    label: t("anatomy.search"),
    placeholder: t("anatomy.placeholder"),
    visibleLabel: true,
    onPick: (item) => go("anatomy", { id: item.id }),
  });
  clear(container).append(
    h(
      "div",
      { class: "page-head" },
      h("div", {}, h("h1", {}, name(root)), h("p", { class: "muted" }, className(root), " · ", t("anatomy.title"))),
      again,
    ),
  );
  if (all.length === 1) {
    container.append(h("p", { class: "card" }, t("anatomy.none", { name: name(root) }), " ", entityLink(root.id)));
    return;
  }
  container.append(
    h(
      "div",
      { class: "tools-row" },
      h("span", { class: "count" }, counted(all.length - 1, "anatomy.parts"), " · ", counted(levels, "anatomy.levels")),
      h("span", { class: "segmented", role: "group", "aria-label": t("anatomy.show") }, [...shows.values()]),
      h("button", { type: "button", on: { click: () => setAll(true) } }, t("anatomy.open")),
      h("button", { type: "button", on: { click: () => setAll(false) } }, t("anatomy.close")),
      save,
      exploreLink(ids),
    ),
    box,
  );
  draw();
}

/** The view of parts: #/anatomy?id=…&show=picture&closed=0.1;2. */
export const view = { name: "anatomy", title: { zh: "机制", en: "Anatomy" }, render };
