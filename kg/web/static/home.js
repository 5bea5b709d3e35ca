// The start: a large search box, and below it what the graph holds.
import { get, graphStatus } from "./api.js";
import { family } from "./colours.js";
import { brief, clear, h } from "./dom.js";
import { add, className, lang, name, number, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { format, go } from "./state.js";

add({
  "home.title": { zh: "法院说过什么，有据可查", en: "What courts say, with the words that say it" },
  "home.lead": {
    zh: "中国法院公开文件里的法院、机制、协议与案件，连成一张图。每一条事实都指向写下它的那几个字。",
    en: "Courts, mechanisms, agreements and cases from what Chinese courts publish, as one graph."
      + " Every fact leads to the characters that state it.",
  },
  "home.placeholder": { zh: "简称、全称、拼音或英文都可以", en: "Chinese, pinyin or English" },
  "home.try": { zh: "例如", en: "For example" },
  "home.statements": { zh: "条陈述", en: "statements" },
  "home.resources": { zh: "个资源", en: "resources" },
  "home.documents": { zh: "份文件", en: "documents" },
  "home.classes": { zh: "图谱里有什么", en: "What the graph holds" },
  "home.classesMore": { zh: "显示全部 {n} 类", en: "Show all {n} classes" },
  "home.courts": { zh: "联系最多的法院", en: "The best connected courts" },
  "home.mechanisms": { zh: "联系最多的机制", en: "The best connected mechanisms" },
  "home.links": { zh: "{n} 条联系", en: "{n} links" },
  "home.questions": { zh: "可以这样问", en: "Questions to ask" },
  "home.questionsMore": { zh: "全部 {n} 个问题", en: "All {n} questions" },
  "home.sources": { zh: "读过的文件", en: "Documents that were read" },
  "home.sourceCount": { zh: "{n} 条陈述", en: "{n} statements" },
  "home.overview": { zh: "看整张图", en: "See the whole graph" },
  "home.version": { zh: "图谱摘要 {digest}", en: "Digest of the graph {digest}" },
});

const SHOWN_CLASSES = 12;
// What readers ask most stands first; the rest of the catalogue follows in its own order.
const FIRST_QUESTIONS = ["created-by", "mechanism-parts", "adopters-of", "priority-claims", "cooperation-parties",
  "agreements", "who-hears", "figures-of"];
const SHOWN_QUESTIONS = FIRST_QUESTIONS.length;
const SHOWN_NODES = 6;

/** The view #/home */
export const view = {
  name: "home",
  title: { zh: "首页", en: "Start" },
  async render(container, params, signal) {
    const figures = h("p", { class: "home-figures" });
    const examples = h("p", { class: "home-examples row" });
    const lower = h("div", { class: "home-grid" });
    clear(container).append(
      h("section", { class: "hero" },
        h("h1", null, t("home.title")), h("p", { class: "lead" }, t("home.lead")),
        searchBox({ big: true, placeholder: t("home.placeholder"), onPick: (item) => go("entity", { id: item.id }) }),
        examples, figures),
      lower);
    const status = await graphStatus();
    if (signal.aborted) return;
    figures.append(...numbers(status));
    const slot = (key) => h("section", { class: `card home-${key}`, hidden: true });
    const slots = ["courts", "mechanisms", "questions"].map(slot);
    lower.append(
      h("div", { class: "column" }, classes(status)),
      h("div", { class: "column" }, slots[0], slots[1]),
      h("div", { class: "column" }, slots[2]),
      sources(status), foot(status));
    // Each part comes when its answer is there; one that fails takes nothing else with it.
    const [courts, mechanisms] = await Promise.all([
      connected(slots[0], "home.courts", "Court", signal),
      connected(slots[1], "home.mechanisms", "Mechanism", signal),
      questions(slots[2], signal),
    ]);
    const shown = [...courts.slice(0, 2), ...mechanisms.slice(0, 2)];
    if (signal.aborted || shown.length === 0) return;
    examples.append(h("span", { class: "muted" }, t("home.try")), ...shown.map(chip));
  },
};

function numbers(status) {
  const one = (value, key) => h("span", { class: "nowrap" }, h("strong", null, number(value)), " ", t(key));
  const parts = [[status.statements, "home.statements"], [status.resources, "home.resources"],
    [status.documents.length, "home.documents"]];
  return parts.flatMap(([value, key], index) => [index ? " · " : "", one(value, key)]);
}

function chip(node) {
  return h("a", { class: `chip c-${family(node.class)}`, href: format("entity", { id: node.id }) },
    h("span", { class: "dot", "aria-hidden": "true" }), h("span", { class: "clip" }, brief(name(node))));
}

function classes(status) {
  // What stands between resources (figures, claims) and what describes the graph itself is no list of things.
  const found = status.classes.filter((one) => one.count > 0 && one.parents.includes("Resource")
    && !one.parents.includes("Node") && one.name !== "SourceDocument").sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...found.map((one) => one.count));
  const rows = found.map((one) => h("li", { class: `c-${family(one.name)}` },
    h("a", { href: format("list", { class: one.name }) },
      h("span", { class: "bar-name" }, className(one)),
      h("span", { class: "class-bar", "aria-hidden": "true", style: { "--share": `${(100 * one.count) / most}%` } }),
      h("span", { class: "count" }, number(one.count)))));
  const rest = rows.slice(SHOWN_CLASSES);
  for (const row of rest) row.hidden = true;
  const more = h("button", { type: "button", class: "link small" }, t("home.classesMore", { n: rows.length }));
  more.addEventListener("click", () => {
    for (const row of rest) row.hidden = false;
    rest[0].querySelector("a").focus();
    more.remove();
  });
  return h("section", { class: "card home-classes" }, h("h2", null, t("home.classes")),
    h("ul", { class: "plain bars" }, rows),
    h("p", { class: "row spread" }, rest.length ? more : null,
      h("a", { class: "small", href: format("explore", { o: "1" }) }, t("home.overview"))));
}

async function connected(slot, title, klass, signal) {
  const found = await optional(get("/api/overview", { class: klass }, { signal }));
  const nodes = (found?.nodes ?? []).filter((node) => family(node.class) === family(klass))
    .sort((a, b) => b.degree - a.degree).slice(0, SHOWN_NODES);
  if (nodes.length === 0) return [];
  slot.append(h("h2", null, t(title)), h("ul", { class: "plain entries" }, nodes.map((node) => h("li", null,
    h("span", { class: `dot c-${family(node.class)}`, "aria-hidden": "true" }),
    h("a", { href: format("entity", { id: node.id }) }, brief(name(node))),
    h("span", { class: "count" }, t("home.links", { n: number(node.degree) }))))));
  slot.hidden = false;
  return nodes;
}

async function questions(slot, signal) {
  const found = await optional(get("/api/queries", {}, { signal }));
  const all = found?.queries ?? [];
  if (all.length === 0) return;
  const place = (query) => (FIRST_QUESTIONS.indexOf(query.name) + SHOWN_QUESTIONS + 1) % (SHOWN_QUESTIONS + 1);
  const shown = [...all].sort((a, b) => place(a) - place(b)).slice(0, SHOWN_QUESTIONS);
  slot.append(h("h2", null, t("home.questions")),
    h("ul", { class: "plain entries" }, shown.map((query) => h("li", null,
      h("a", { href: format("query", { name: query.name }) }, lang() === "en" ? query.en : query.zh)))),
    h("p", null, h("a", { class: "small", href: format("query") }, t("home.questionsMore", { n: all.length }))));
  slot.hidden = false;
}

/** What the page can do without: null instead of an error. */
async function optional(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error.name === "ApiError" || error.name === "AbortError") return null;
    throw error;
  }
}

function sources(status) {
  const about = (one) => [one.publisher, one.date, t("home.sourceCount", { n: number(one.statements) })];
  return h("section", { class: "card home-sources" }, h("h2", null, t("home.sources")),
    h("ul", { class: "plain sources" }, status.documents.map((one) => h("li", { class: "source" },
      h("a", { href: format("list", { document: one.id }) }, one.title || one.id),
      h("span", { class: "small muted" }, about(one).filter(Boolean).join(" · "))))));
}

function foot(status) {
  return h("p", { class: "home-foot small muted" }, t("home.version", { digest: status.digest.slice(0, 12) }),
    status.version ? ` · ${status.version}` : "");
}
