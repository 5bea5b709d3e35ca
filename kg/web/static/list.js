// All resources of a class, or all that a source document speaks of: names that lead to their pages.
import { ApiError, get, graphStatus } from "./api.js";
import { family } from "./colours.js";
import { announce, brief, clear, h } from "./dom.js";
import { add, className, lang, name, number, t } from "./i18n.js";
import { current, format, replace } from "./state.js";

add({
  "list.filter": { zh: "在此列表中筛选", en: "Filter this list" },
  "list.count": { zh: "{n} 条", en: "{n} entries" },
  "list.shown": { zh: "显示 {n} 条，共 {all} 条", en: "{n} of {all} shown" },
  "list.graph": { zh: "在图中查看", en: "Show in the graph" },
  "list.document": { zh: "来源文件", en: "Source document" },
  "list.class": { zh: "类", en: "Class" },
  "list.statements": { zh: "图谱据此记录 {n} 条陈述", en: "{n} statements in the graph rest on it" },
  "list.none": { zh: "没有符合的条目。", en: "No entry matches." },
  "list.unknownClass": { zh: "图谱里没有“{what}”这一类。", en: "The graph has no class {what}." },
  "list.unknownDocument": { zh: "图谱里没有编号为“{what}”的文件。", en: "The graph has no document {what}." },
  "list.links": { zh: "{n} 条联系", en: "{n} links" },
});

const MOST_DRAWN = 300; // resources that the graph is opened with; more are no picture

/** The view #/list?class=… or #/list?document=… */
export const view = {
  name: "list",
  title: { zh: "列表", en: "List" },
  async render(container, params, signal) {
    const status = await graphStatus();
    const about = params.document ? ofDocument(status, params.document) : ofClass(status, params.class ?? "");
    const found = await get("/api/overview", { class: params.class, document: params.document }, { signal });
    if (signal.aborted) return;
    document.title = `${about.title} · ${t("app.name")}`;
    const nodes = [...found.nodes].sort((a, b) => b.degree - a.degree || (a.label < b.label ? -1 : 1));
    const ids = nodes.slice(0, MOST_DRAWN).map((node) => node.id).join(";");
    const place = h("div", { class: "list-groups" });
    const count = h("p", { class: "count" });
    const filter = h("input", { type: "search", id: "list-filter", value: params.q ?? "" });
    const draw = () => {
      const q = filter.value.trim().toLowerCase();
      const shown = nodes.filter((node) => `${node.label}\n${node.english}`.toLowerCase().includes(q));
      clear(place).append(...groups(shown));
      if (shown.length === 0) place.append(h("p", { class: "muted" }, t("list.none")));
      count.textContent = q ? t("list.shown", { n: number(shown.length), all: number(nodes.length) })
        : t("list.count", { n: number(nodes.length) });
    };
    filter.addEventListener("input", () => {
      draw();
      replace("list", { ...current().params, q: filter.value });
      announce(count.textContent);
    });
    draw();
    clear(container).append(
      h("header", { class: "page-head" }, h("p", { class: "row" }, h("span", { class: "chip" }, about.kind)),
        h("h1", null, about.title), about.line ? h("p", null, about.line) : null,
        nodes.length > 0 ? h("p", { class: "no-print" },
          h("a", { class: "button", href: format("explore", { ids }) }, t("list.graph"))) : null),
      h("div", { class: "row list-bar" }, h("label", { for: filter.id }, t("list.filter")), filter, count),
      place);
  },
};

function ofDocument(status, id) {
  const found = status.documents.find((one) => one.id === id || `document/${one.id}` === id);
  if (!found) throw new ApiError(404, t("list.unknownDocument", { what: id }));
  const said = t("list.statements", { n: number(found.statements) });
  const line = [found.publisher, found.date, said].filter(Boolean).join(" · ");
  return { kind: t("list.document"), title: found.title || found.id, line };
}

function ofClass(status, klass) {
  const found = status.classes.find((one) => one.name === klass);
  if (!found) throw new ApiError(404, t("list.unknownClass", { what: klass }));
  return { kind: t("list.class"), title: className(found), line: lang() === "zh" ? found.en : found.zh };
}

function groups(nodes) {
  const byClass = [...Map.groupBy(nodes, (node) => node.class)].sort((a, b) => b[1].length - a[1].length);
  return byClass.map(([klass, members]) => h("section", { class: `list-group c-${family(klass)}` },
    byClass.length > 1 ? h("h2", null, h("span", { class: "dot", "aria-hidden": "true" }), " ",
      className(members[0]), " ", h("span", { class: "count" }, number(members.length))) : null,
    h("ul", { class: "plain list-items" }, members.map((node) => h("li", null,
      h("span", { class: "dot", "aria-hidden": "true" }),
      h("a", { href: format("entity", { id: node.id }) }, brief(name(node))),
      h("span", { class: "count", title: t("list.links", { n: number(node.degree) }) }, number(node.degree)))))));
}
