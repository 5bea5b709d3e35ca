// Parts of an entity's page beside its facts: figures, timeline, claims to be first, records, documents.
import { barChart, lineChart } from "./charts.js";
import { brief, h } from "./dom.js";
import { passageButton } from "./evidence.js";
import { add, className, lang, name, number, t } from "./i18n.js";
import { format } from "./state.js";

add({
  "claims.rivals": { zh: "可对照的其他主张：{n} 个", en: "Claims to compare: {n}" },
  "claims.why.field": { zh: "同一领域、同一范围：", en: "Same field and scope:" },
  "claims.why.scope": { zh: "同一事物、另一范围：", en: "Same thing, another scope:" },
  "claims.note": { zh: "文件如此主张，图谱只作记录。", en: "Documents claim so; the graph only records it." },
  "documents.count": { zh: "其中 {n} 条陈述谈到它", en: "{n} statements about it" },
  "figures.undated": { zh: "未注明期间", en: "no period given" },
});

/**
 * Figures: a chart where one metric has several periods, else the figure as printed, over a bar where others of the
 * page have the same unit. Null where there are none.
 */
export function figures(found) {
  if (found.figures.length === 0) return null;
  const units = Map.groupBy(found.figures, (series) => (level(series) ? series.unit : ""));
  const most = new Map([...units].map(([unit, list]) => [unit, unit === "%" ? 100 : largest(unit, list)]));
  const rows = [...units.values()].flat();
  const scale = (series) => (level(series) ? most.get(series.unit) : 0);
  return h("div", { class: "figures" }, rows.map((series) => figure(series, scale(series))));
}

/** A change (同比, 提高) is no amount that stands beside others of its unit. */
function level(series) {
  return !series.comparison && !series.direction;
}

function largest(unit, list) {
  return unit && list.length > 1 ? Math.max(...list.flatMap(({ points }) => points.map((point) => point.value))) : 0;
}

function figure({ metric, unit, comparison, points }, most) {
  const items = points.map((point) => ({
    label: point.words || point.period || t("figures.undated"), value: Number(point.value), text: point.text,
    extra: passageButton(point.passages, {}, brief(`${metric} ${point.text}`)),
  }));
  const title = comparison ? `${metric}（${comparison}）` : metric;
  const periods = new Set(points.map((point) => point.period));
  if (points.length > 1 && periods.size === points.length && !periods.has("")) {
    return (points.length > 3 ? lineChart : barChart)({ title, unit, items });
  }
  return h("div", { class: "stat" },
    h("p", { class: "stat-name" }, brief(title)),
    points.map((point, index) => [h("p", { class: "stat-value" }, shown(point, unit), " ",
      point.period ? h("span", { class: "muted small" }, items[index].label, " ") : null, items[index].extra),
    most > 0 && point.value > 0 ? h("div", {
      class: "stat-bar", "aria-hidden": "true", style: { "--share": `${Math.min(100, (100 * point.value) / most)}%` },
    }) : null]));
}

function shown(point, unit) {
  const text = point.text || `${number(point.value)}${unit ?? ""}`;
  return h("span", { class: [...text].length > 12 ? "stat-number long" : "stat-number" }, text);
}

/** Dated statements, oldest first. */
export function timeline(found, link) {
  if (found.timeline.length === 0) return null;
  const text = (item) => (item.id && item.id !== found.id
    ? h("a", { href: link(item.id) }, brief(name(item))) : h("bdi", null, brief(name(item))));
  return h("ol", { class: "timeline" }, found.timeline.map((item) => h("li", null,
    h("time", { datetime: item.date }, item.date),
    h("span", { class: "timeline-text" }, text(item), " ",
      passageButton(item.passages, {}, brief(`${item.date} ${item.text}`))))));
}

/** What is claimed to be the first of its kind, and the claims to compare with it, each with the reason. */
export function claims(found, link) {
  if (found.claims.length === 0) return null;
  const about = ({ of }) => (of && of.id !== found.id
    ? h("p", null, h("a", { href: link(of.id) }, brief(name(of)))) : null);
  return [h("p", { class: "small muted" }, t("claims.note")),
    h("ul", { class: "plain claims" }, found.claims.map((claim) => h("li", { class: "claim" },
      wording(claim), about(claim), rivals(claim, link))))];
}

function wording(claim) {
  const field = lang() === "en" && claim.field_english ? claim.field_english : claim.field;
  const more = [claim.by, claim.on].filter(Boolean).join(" · ");
  return h("p", { class: "claim-text" },
    h("strong", null, `${claim.scope ?? ""}${claim.wording ?? ""}`), field ? [" · ", h("bdi", null, field)] : "",
    more ? h("span", { class: "muted" }, ` · ${more}`) : null, " ",
    passageButton(claim.passages, {}, brief(claim.text || `${claim.scope}${claim.wording}`)));
}

function rivals({ rivals: others }, link) {
  if (others.length === 0) return null;
  return h("details", { open: others.length <= 4 },
    h("summary", null, t("claims.rivals", { n: others.length })),
    h("ul", { class: "plain rivals" }, others.map((rival) => h("li", null,
      h("span", { class: "muted small" }, t(`claims.why.${rival.why}`), " "),
      h("a", { href: link(rival.id) }, brief(name(rival))), " ",
      h("span", { class: "muted small" }, brief(claimed(rival)), " "),
      passageButton(rival.passages, {}, brief(`${name(rival)} ${rival.text ?? ""}`))))));
}

/** What a rival claims, without its own name before it. */
function claimed(rival) {
  const text = (lang() === "en" && rival.text_en) || rival.text || "";
  const own = name(rival);
  return text.startsWith(own) ? text.slice(own.length).replace(/^[\s—:：]+/, "") : text;
}

/** Records with attributes of their own: adoptions, recognitions, jurisdiction assignments. */
export function records(found) {
  if (found.nodes.length === 0) return null;
  return h("ul", { class: "plain records" }, found.nodes.map((node) => h("li", null,
    h("span", { class: "chip" }, className(node)), " ", h("span", null, brief(name(node), 400)), " ",
    passageButton(node.passages, {}, brief(`${className(node)} ${node.text}`)))));
}

/** The documents that speak of it. */
export function documents(found) {
  if (found.documents.length === 0) return null;
  const separator = lang() === "zh" ? "，" : ", ";
  return h("ul", { class: "plain documents" }, found.documents.map((one) => h("li", null,
    h("a", { href: format("list", { document: one.id }) }, one.title || one.id),
    h("p", { class: "small muted" }, [one.publisher, one.date].filter(Boolean).join(separator),
      one.publisher || one.date ? " · " : "", t("documents.count", { n: number(one.statements) })))));
}
