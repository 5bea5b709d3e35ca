// Two resources side by side: what both have, what only the one or the other has, with evidence.
import { get, graphStatus } from "./api.js";
import { clear, h } from "./dom.js";
import { add, className, name, number, propName, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { extras, local } from "./sparql_client.js";
import { format, go, replace } from "./state.js";
import { called, counted, dotted, evidenceButton, exploreLink, longList, nodesOf } from "./view_parts.js";

add({
  "compare.title": { zh: "对比", en: "Compare" },
  "compare.lead": {
    zh: "选两个法院、机制、案件……，看它们共有什么、各自独有什么。",
    en: "Choose two courts, mechanisms, cases … to see what they share and what only one of them has.",
  },
  "compare.one": { zh: "甲", en: "A" },
  "compare.other": { zh: "乙", en: "B" },
  "compare.swap": { zh: "对调", en: "Swap" },
  "compare.both": { zh: "共有", en: "Both" },
  "compare.only": { zh: "仅{name}", en: "Only {name}" },
  "compare.sum": {
    zh: "共有 {both} 项，仅“{a}” {onlyA} 项，仅“{b}” {onlyB} 项",
    en: "{both} shared, {onlyA} only of {a}, {onlyB} only of {b}",
  },
  "compare.show": { zh: "显示", en: "Show" },
  "compare.show.all": { zh: "全部", en: "All" },
  "compare.show.shared": { zh: "有共有之处的", en: "With something shared" },
  "compare.show.different": { zh: "有不同之处的", en: "With differences" },
  "compare.property": { zh: "关系", en: "Relation" },
  "compare.in": { zh: "被……{property}", en: "{property} (from others)" },
  "compare.caption": { zh: "{a}与{b}对比", en: "{a} and {b} compared" },
  "compare.nothing": { zh: "没有这样的关系。", en: "There is no such relation." },
  "compare.choose": { zh: "再选一个，即可对比。", en: "Choose one more to compare." },
  "compare.same": { zh: "两边是同一个，请换一个。", en: "Both are the same; choose another one." },
  "compare.pairs": { zh: "共同点最多的几对", en: "Pairs with the most in common" },
  "compare.common": { zh: "{n} 处共同", en: "{n} in common" },
  "compare.common.one": { zh: "{n} 处共同", en: "{n} in common" },
  "compare.dash": { zh: "无", en: "none" },
});

const SHOWS = ["all", "shared", "different"];
// Things of which few share one: with topics or places the pairs of a large graph would be millions.
const PAIRS = `SELECT ?a ?b (COUNT(DISTINCT ?x) AS ?n) WHERE {
  VALUES ?p { cg:established cg:adopted cg:uses cg:promoted cg:signed cg:cooperatesWith cg:participatesIn cg:held }
  ?a ?p ?x . ?b ?p ?x . FILTER (STR(?a) < STR(?b))
} GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b LIMIT 12`;

function boxes(params, nodes) {
  const put = (key) => (item) => go("compare", { ...params, [key]: item.id });
  const box = (key, label) =>
    h(
      "div",
      { class: "field" },
      searchBox({
        label,
        onPick: put(key),
        value: params[key] ? called(params[key], nodes) : "",
        visibleLabel: true,
      }),
    );
  const swap = () => go("compare", { ...params, a: params.b, b: params.a });
  return h(
    "div",
    { class: "compare-boxes" },
    box("a", t("compare.one")),
    h("button", { type: "button", on: { click: swap } }, `⇄ ${t("compare.swap")}`),
    box("b", t("compare.other")),
  );
}

async function start(container, params, signal) {
  clear(container);
  const nodes = await nodesOf([params.a, params.b].filter(Boolean), signal);
  const same = params.a && params.a === params.b;
  const list = h("ul", { class: "choices" });
  container.append(
    h("h1", {}, t("compare.title")),
    h("p", { class: "lead" }, t("compare.lead")),
    boxes(params, nodes),
    h("p", { class: "muted" }, params.a || params.b ? t(same ? "compare.same" : "compare.choose") : ""),
  );
  const pairs = (await extras(PAIRS, signal)).map((row) => ({
    a: local(row.a.value),
    b: local(row.b.value),
    n: Number(row.n.value),
  }));
  const drawn = await nodesOf(
    pairs.flatMap(({ a, b }) => [a, b]),
    signal,
  );
  if (!pairs.length) return;
  container.append(h("h2", {}, t("compare.pairs")), list);
  list.append(
    ...pairs.map(({ a, b, n }) =>
      h(
        "li",
        {},
        h("a", { href: format("compare", { a, b }) }, `${called(a, drawn)} ⇄ ${called(b, drawn)}`),
        " ",
        h("span", { class: "muted" }, counted(n, "compare.common")),
      ),
    ),
  );
}

function valueName(item) {
  return name({ label: item.text, english: item.english });
}

/** A value with its evidence; ends: the resources whose value it is; drawn(class): it has a page. */
function value(item, row, ends, drawn) {
  const edges = ends.map((end) => {
    const far = item.id ?? item.text;
    const [source, target] = row.direction === "in" ? [far, end.id] : [end.id, far];
    return { source, target, property: row.property, zh: row.zh, en: row.en, literal: !item.id };
  });
  return h(
    "li",
    {},
    item.id && drawn(item.class) ? dotted(item.id, item, valueName(item)) : h("span", {}, valueName(item)),
    " ",
    edges.map((edge, at) =>
      ends.length > 1
        ? evidenceButton(edge, { title: name(ends[at]) }, h("span", {}, t(at ? "compare.other" : "compare.one")))
        : evidenceButton(edge),
    ),
  );
}

function rowHead(row) {
  return row.direction === "in" ? t("compare.in", { property: propName(row) }) : propName(row);
}

function table(found, show, drawn) {
  const { a, b } = found;
  const rows = found.rows.filter((row) =>
    show === "shared" ? row.both.length : show === "different" ? row.a.length + row.b.length : true,
  );
  if (!rows.length) return h("p", { class: "card" }, t("compare.nothing"));
  const heads = [t("compare.only", { name: name(a) }), t("compare.both"), t("compare.only", { name: name(b) })];
  const cell = (items, row, ends, label) =>
    h(
      "td",
      { "data-label": label, role: "cell", class: items.length ? "" : "nothing" },
      items.length
        ? longList("ul", { class: "plain-list" }, items, (item) => value(item, row, ends, drawn), 12)
        : h(
            "span",
            { class: "muted" },
            h("span", { "aria-hidden": "true" }, "—"),
            h("span", { class: "sr-only" }, t("compare.dash")),
          ),
    );
  // The roles are said again: a table that is laid out as cards on a small screen loses them in some browsers.
  return h(
    "table",
    { class: "compare-table", role: "table" },
    h("caption", { class: "sr-only" }, t("compare.caption", { a: name(a), b: name(b) })),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        h("th", { scope: "col", role: "columnheader" }, t("compare.property")),
        heads.map((text) => h("th", { scope: "col", role: "columnheader" }, text)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((row) =>
        h(
          "tr",
          { role: "row" },
          h("th", { scope: "row", role: "rowheader" }, rowHead(row)),
          cell(row.a, row, [a], heads[0]),
          cell(row.both, row, [a, b], heads[1]),
          cell(row.b, row, [b], heads[2]),
        ),
      ),
    ),
  );
}

function side(node) {
  return h("p", {}, dotted(node.id, node, name(node)), " ", h("span", { class: "muted small" }, className(node)));
}

async function render(container, params, signal) {
  if (!params.a || !params.b || params.a === params.b) return start(container, params, signal);
  const found = await get("/api/compare", { a: params.a, b: params.b }, { signal });
  const state = { a: found.a.id, b: found.b.id, show: SHOWS.includes(params.show) ? params.show : "" };
  const items = found.rows.flatMap((row) => [...row.both, ...row.a, ...row.b]);
  await nodesOf(items.map((item) => item.id).filter(Boolean), signal);
  const count = (key) => number(found.rows.reduce((sum, row) => sum + row[key].length, 0));
  const place = h("div", {});
  const hidden = new Set((await graphStatus()).classes.filter((one) => !one.drawn).map((one) => one.name));
  const draw = () =>
    clear(place).append(table(found, state.show || "all", (klass) => Boolean(klass) && !hidden.has(klass)));
  const choice = h(
    "select",
    {
      id: "compare-show",
      on: {
        change: () => {
          state.show = choice.value === "all" ? "" : choice.value;
          replace("compare", state);
          draw();
        },
      },
    },
    SHOWS.map((show) =>
      h("option", { value: show, selected: (state.show || "all") === show }, t(`compare.show.${show}`)),
    ),
  );
  const shared = found.rows.flatMap((row) => row.both.map((item) => item.id)).filter(Boolean);
  draw();
  clear(container).append(
    h("h1", {}, t("compare.title")),
    boxes(
      state,
      new Map([
        [found.a.id, found.a],
        [found.b.id, found.b],
      ]),
    ),
    h("div", { class: "compare-heads" }, side(found.a), side(found.b)),
    h(
      "div",
      { class: "tools-row" },
      h(
        "span",
        { class: "count" },
        t("compare.sum", {
          a: name(found.a),
          b: name(found.b),
          both: count("both"),
          onlyA: count("a"),
          onlyB: count("b"),
        }),
      ),
      h("label", { for: "compare-show" }, t("compare.show")),
      choice,
      exploreLink([found.a.id, found.b.id, ...shared]),
    ),
    place,
  );
}

/** The view of two resources: #/compare?a=…&b=…&show=shared. */
export const view = { name: "compare", title: { zh: "对比", en: "Compare" }, render };
