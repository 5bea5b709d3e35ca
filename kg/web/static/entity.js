// The page of one resource: names, facts by property, figures, timeline, claims, records, documents.
import { get, graphStatus } from "./api.js";
import { family } from "./colours.js";
import { announce, brief, clear, h } from "./dom.js";
import { copyText } from "./download.js";
import { factCount, facts } from "./entity_facts.js";
import { claims, documents, figures, records, timeline } from "./entity_parts.js";
import { passageButton } from "./evidence.js";
import { add, className, lang, name, number, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { format, go, permalink, redirect } from "./state.js";

add({
  "entity.find": { zh: "打开哪一条？", en: "Which one?" },
  "entity.facts": { zh: "事实", en: "Facts" },
  "entity.figures": { zh: "数据", en: "Figures" },
  "entity.timeline": { zh: "时间线", en: "Timeline" },
  "entity.claims": { zh: "首创主张", en: "Claims to be first" },
  "entity.nodes": { zh: "相关记录", en: "Records" },
  "entity.documents": { zh: "来源文件", en: "Source documents" },
  "entity.sections": { zh: "本页内容", en: "On this page" },
  "entity.aliases": { zh: "又称", en: "Also called" },
  "entity.graph": { zh: "在图中查看", en: "Show in the graph" },
  "entity.anatomy": { zh: "查看结构", en: "Show its parts" },
  "entity.compare": { zh: "与另一个对比", en: "Compare with another" },
  "entity.dossier": { zh: "下载档案", en: "Download dossier" },
  "entity.dossierIn": { zh: "{lang}档案（Markdown）", en: "Dossier in {lang} (Markdown)" },
  "entity.copy": { zh: "复制链接", en: "Copy link" },
  "entity.copied": { zh: "链接已复制", en: "Link copied" },
  "entity.actions": { zh: "操作", en: "Actions" },
  "entity.since": { zh: "始于 {date}", en: "since {date}" },
  "entity.none": { zh: "图谱里没有关于它的事实。", en: "The graph holds no fact about it." },
});

/** The view #/entity?id=… */
export const view = {
  name: "entity",
  title: { zh: "条目", en: "Entity" },
  async render(container, params, signal) {
    if (!params.id) {
      container.append(h("h1", null, t("entity.find")), searchBox({ onPick: (item) => go("entity", { id: item.id }) }));
      return;
    }
    const source = /^(?:https:\/\/w3id\.org\/courtgraph\/)?document\/([^#]+)$/.exec(params.id);
    if (source && (await graphStatus()).documents.some((one) => one.id === source[1])) {
      return redirect("list", { document: source[1] }); // the page of a source document is what it speaks of
    }
    await renderEntity(container, params.id, { signal, main: true });
  },
};

/**
 * Draw the page of a resource into a container. options: signal; main: this is the whole view, which names the page
 * and offers the way to the graph; link(id): the address that names of other resources lead to.
 */
export async function renderEntity(container, id, { signal, main = false, link = entityLink } = {}) {
  const found = await get("/api/entity", { id }, { signal });
  if (signal?.aborted) return;
  if (main) document.title = `${name(found)} · ${t("app.name")}`;
  const sections = [
    ["facts", facts(found, link), factCount(found)],
    ["figures", figures(found), found.figures.length],
    ["timeline", timeline(found, link), found.timeline.length],
    ["claims", claims(found, link), found.claims.length],
    ["nodes", records(found), found.nodes.length],
    ["documents", documents(found), found.documents.length],
  ].filter(([, content]) => content);
  clear(container).append(h("article", { class: "entity" },
    head(found, main),
    sections.length > 2 && main ? contents(sections) : null,
    sections.length === 0 ? h("p", { class: "muted" }, t("entity.none")) : null,
    h("div", { class: "entity-body" },
      sections.filter(([key]) => key === "facts").map(section),
      h("div", { class: "entity-side" }, sections.filter(([key]) => key !== "facts").map(section)))));
}

function section([key, content, n]) {
  return h("section", { class: `card entity-${key}`, "aria-labelledby": `${key}-title` },
    h("h2", { id: `${key}-title`, tabindex: "-1" }, t(`entity.${key}`), " ", h("span", { class: "count" }, number(n))),
    content);
}

function entityLink(id) {
  return format("entity", { id });
}

function head(found, main) {
  const title = h(main ? "h1" : "h2", { class: "entity-title" }, name(found));
  const other = lang() === "en" ? found.label : found.english;
  const aliases = found.aliases.map(({ text, passages }) => h("span", { class: "alias" },
    h("bdi", null, brief(text)), " ",
    passageButton(passages, { source: found.id, property: "altLabel", target: text, literal: true }, brief(text))));
  const chip = (one) => h("span", { class: `chip c-${family(one.name)}` },
    h("span", { class: "dot", "aria-hidden": "true" }), className(one));
  const otherLang = lang() === "en" ? "zh-CN" : "en";
  return h("header", { class: "entity-head" },
    h("p", { class: "row entity-classes" }, found.classes.map(chip),
      found.since ? h("span", { class: "muted small" }, t("entity.since", { date: found.since })) : null),
    title,
    other && other !== name(found) ? h("p", { class: "entity-other", lang: otherLang }, other) : null,
    aliases.length === 0 ? null : h("p", { class: "entity-aliases" },
      h("span", { class: "muted" }, `${t("entity.aliases")} `), aliases),
    main ? actions(found) : null);
}

function actions(found) {
  const dossier = (code, label) => h("a", {
    class: "button", href: `/api/dossier?${new URLSearchParams({ id: found.id, lang: code })}`, download: "",
    "aria-label": t("entity.dossierIn", { lang: label }), hreflang: code,
  }, label);
  const hasParts = found.classes.some((one) => family(one.name) === "mechanism");
  const copy = async () => {
    await copyText(permalink("entity", { id: found.id }));
    announce(t("entity.copied"));
  };
  return h("div", { class: "row entity-actions no-print", role: "group", "aria-label": t("entity.actions") },
    h("a", { class: "button primary", href: format("explore", { ids: found.id }) }, t("entity.graph")),
    hasParts ? h("a", { class: "button", href: format("anatomy", { id: found.id }) }, t("entity.anatomy")) : null,
    h("a", { class: "button", href: format("compare", { a: found.id }) }, t("entity.compare")),
    h("button", { type: "button", on: { click: copy } }, t("entity.copy")),
    h("span", { class: "row joined" }, h("span", { class: "muted small" }, t("entity.dossier")),
      dossier("zh", "中文"), dossier("en", "English")));
}

function contents(sections) {
  // The hash is the address of the view, so these are buttons and no links.
  return h("nav", { class: "row contents no-print", "aria-label": t("entity.sections") },
    sections.map(([key, , n]) => h("button", {
      type: "button", class: "chip", on: { click: () => jump(key) },
    }, t(`entity.${key}`), " ", h("span", { class: "count" }, number(n)))));
}

function jump(key) {
  const heading = document.getElementById(`${key}-title`);
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
