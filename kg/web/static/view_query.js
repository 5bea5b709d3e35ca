// Questions to the graph: named ones with forms, free SPARQL, and Cypher where a Neo4j is connected.
import { get, graphStatus } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { add, lang, t } from "./i18n.js";
import { queryForm } from "./query_form.js";
import { runAsked } from "./query_run.js";
import { editor } from "./query_text.js";
import { resultTable } from "./table.js";
import { current, format, go, replace } from "./state.js";
import { errorLine, exploreLink } from "./view_parts.js";

add({
  "query.title": { zh: "查询", en: "Queries" },
  "query.named": { zh: "现成问题", en: "Named questions" },
  "query.kinds": { zh: "查询方式", en: "Ways to ask" },
  "query.lead": {
    zh: "选一个问题，填好参数，得到带原文出处的表格；表格可排序、存为 CSV，也可变成图。会 SPARQL 或 Cypher 的，可以自己写。",
    en:
      "Choose a question, fill in its parameters, and get a table with evidence, to be sorted, saved as CSV or shown " +
      "as a graph. Those who know SPARQL or Cypher may write their own.",
  },
  "query.atOnce": { zh: "不用填参数，马上看", en: "Answered at once, nothing to fill in" },
  "query.filter": { zh: "筛选问题", en: "Filter the questions" },
  "query.filterHint": { zh: "如：协议、管辖、award", en: "such as: agreement, jurisdiction" },
  "query.noneFound": { zh: "没有符合的问题。", en: "No question matches." },
  "query.result": { zh: "结果", en: "Result" },
  "query.waiting": { zh: "正在查询……", en: "Asking …" },
  "query.stop": { zh: "停止", en: "Stop" },
  "query.stopped": { zh: "已停止。", en: "Stopped." },
  "query.empty": {
    zh: "没有结果：图谱收录的文献没有符合条件的记载。这不等于事实上没有。",
    en: "Nothing found: the documents of this graph say nothing of the kind. That does not mean that there is none.",
  },
  "query.wider": { zh: "可放宽条件再查：", en: "Ask more widely:" },
  "query.widerPlace": {
    zh: "地方可改填它所属的市、省；也可放宽条件再查：",
    en: "Name the city or province that holds the place, or ask more widely:",
  },
  "query.without": { zh: "不限“{name}”再查", en: "Ask again for any: {name}" },
  "query.truncated": {
    zh: "结果太多，只给出前 {n} 行。请加条件缩小范围。",
    en: "Too many results: these are the first {n} rows. Add conditions to narrow them.",
  },
  "query.found": { zh: "查询完成，{n} 行", en: "Answered, {n} rows" },
  "query.graph": { zh: "以图显示（{n} 个资源）", en: "Show as a graph ({n} resources)" },
  "query.graphFirst": {
    zh: "以图显示（{all} 个资源中的前 {n} 个）",
    en: "Show as a graph (the first {n} of {all} resources)",
  },
  "query.unknown": {
    zh: "图谱里没有叫“{name}”的：收录的文献没有提到它，或用的是别的名称。",
    en: "Nothing in the graph is called “{name}”: its documents do not mention it, or they use another name.",
  },
  "query.noCypher": {
    zh:
      "没有连接 Neo4j。运行 kg neo4j start 和 kg mirror，然后刷新本页，就可以在这里用 Cypher；" +
      "用别处的 Neo4j，请设好 NEO4J_URI 再启动 kg serve。",
    en:
      "No Neo4j is connected. Run kg neo4j start and kg mirror, then load this page again to ask in Cypher here; for " +
      "a Neo4j elsewhere, set NEO4J_URI before you start kg serve.",
  },
});

const GRAPH = 300; // resources that the explorer is asked to show together
const PLACES = new Set(["place", "region"]); // parameters that take a place
const MODES = ["", "sparql", "cypher"];
let pressed = false; // a question that somebody just asked takes the focus to its answer

/** An unknown name with the names that the server thinks of, as candidates. */
function meant(error) {
  const found =
    error.status === 404
      ? /^nothing is called (.+?)(?:; did you mean (.+)\?)?(?:; try: .*)?$/.exec(error.line)
      : null;
  if (!found) return error;
  return {
    message: t("query.unknown", { name: found[1] }),
    candidates: (found[2] ?? "")
      .split("、")
      .filter(Boolean)
      .map((label) => ({ id: label, label })),
  };
}

/** Ask: a new entry of the history; asking the very same again asks again. */
function submit(params) {
  pressed = true;
  const next = { ...params, run: "1" };
  const { view: shown, params: before } = current();
  if (format(shown, before) === format("query", next)) window.dispatchEvent(new HashChangeEvent("hashchange"));
  else go("query", next);
}

function tabs(mode) {
  const titles = { "": t("query.named"), sparql: "SPARQL", cypher: "Cypher" };
  return h(
    "nav",
    { class: "segmented links", "aria-label": t("query.kinds") },
    MODES.map((one) =>
      h(
        "a",
        { class: "button", href: format("query", { mode: one }), ...(one === mode ? { "aria-current": "page" } : {}) },
        titles[one],
      ),
    ),
  );
}

function title(query) {
  return lang() === "en" ? query.en : query.zh;
}

/** The list of named questions with a filter over titles in both languages and names. */
function listing(queries, chosen) {
  const list = h("ul", { class: "query-list" });
  const none = h("p", { class: "muted", hidden: true }, t("query.noneFound"));
  const sorted = queries.toSorted((a, b) => title(a).localeCompare(title(b), lang() === "zh" ? "zh-CN" : "en"));
  const items = sorted.map((query) => ({
    text: `${query.zh} ${query.en} ${query.name}`.toLowerCase(),
    element: h(
      "li",
      {},
      h(
        "a",
        {
          href: format("query", { name: query.name }),
          ...(query.name === chosen ? { "aria-current": "true" } : {}),
        },
        title(query),
        query.engines.includes("sparql") ? null : [" ", h("span", { class: "chip" }, "Cypher")],
      ),
    ),
  }));
  list.append(...items.map((item) => item.element));
  const filter = h("input", {
    type: "search",
    id: "query-filter",
    placeholder: t("query.filterHint"),
    autocomplete: "off",
  });
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const { text, element } of items) element.hidden = !words.every((word) => text.includes(word));
    none.hidden = items.some(({ element }) => !element.hidden);
  });
  return h(
    "details",
    { class: "query-side", open: !chosen || !matchMedia("(max-width: 800px)").matches },
    h("summary", {}, `${t("query.named")} (${queries.length})`),
    h("div", { class: "field" }, h("label", { for: "query-filter" }, t("query.filter")), filter),
    list,
    none,
  );
}

/** What stands beside the list while nothing is chosen: the questions that can be asked as they are. */
function welcome(queries) {
  const free = queries.filter(
    (query) => query.engines.includes("sparql") && query.params.every((param) => param.default !== null),
  );
  return [
    h("p", { class: "lead" }, t("query.lead")),
    h("h2", {}, t("query.atOnce")),
    h(
      "ul",
      { class: "choices" },
      free.map((query) => h("li", {}, h("a", { href: format("query", { name: query.name, run: "1" }) }, title(query)))),
    ),
  ];
}

/**
 * Ways to ask again with one condition less, of those that somebody set; null where there is none.
 * wrong(text): whether the value of a condition may be what is wrong.
 */
function wider(params, query, wrong = () => true) {
  const given = (query?.params ?? []).filter(
    (one) =>
      one.default !== null &&
      ![undefined, one.default, "*"].includes(params[`p.${one.name}`]) &&
      wrong(params[`p.${one.name}`]),
  );
  if (!given.length) return null;
  const less = ({ name }) => Object.fromEntries(Object.entries(params).filter(([key]) => key !== `p.${name}`));
  return h(
    "p",
    { class: "candidates wider" },
    t(given.some((one) => PLACES.has(one.name)) ? "query.widerPlace" : "query.wider"),
    given.map((one) =>
      h(
        "a",
        { class: "button", href: format("query", { ...less(one), run: "1" }) },
        t("query.without", { name: lang() === "en" ? one.en : one.zh }),
      ),
    ),
  );
}

/** Run what the address asks, and show the answer in a place. onError(error) may add to it. */
async function answer(place, params, query, signal, onCandidate, onError = () => {}) {
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  const stopped = () => {
    stop.abort();
    clear(place).append(h("p", { class: "muted" }, t("query.stopped")));
  };
  clear(place).append(
    h(
      "p",
      { class: "tools-row" },
      h("span", { class: "muted" }, t("query.waiting")),
      h("button", { type: "button", on: { click: stopped } }, t("query.stop")),
    ),
  );
  let found;
  try {
    found = await runAsked(params, query, stop.signal);
  } catch (error) {
    if (error.name === "AbortError") return;
    const again = error.status === 404 ? wider(params, query, (text) => error.line?.includes(text)) : null;
    clear(place).append(errorLine(meant(error), onCandidate), ...(again ? [again] : []));
    onError(error);
    if (pressed) place.querySelector("button")?.focus();
    pressed = false;
    return;
  }
  draw(place, params, found, query);
  announce(t("query.found", { n: found.rows.length }));
  if (pressed) {
    const head = place.querySelector("h2");
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "nearest" });
  }
  pressed = false;
}

function draw(place, params, found, query) {
  const ids = [...new Set(found.ids)];
  const text =
    ids.length > GRAPH ? t("query.graphFirst", { n: GRAPH, all: ids.length }) : t("query.graph", { n: ids.length });
  const sort = params.sort
    ? { key: params.sort.replace(/^-/, ""), direction: params.sort[0] === "-" ? "descending" : "ascending" }
    : null;
  const caption = query ? title(query) : t("query.result");
  clear(place).append(
    h("h2", { tabindex: "-1" }, t("query.result")),
    ...found.notes.map((note) => h("p", { class: "note" }, note)),
    found.truncated ? h("p", { class: "note" }, t("query.truncated", { n: found.rows.length })) : "",
    found.rows.length
      ? resultTable({
          columns: found.columns,
          rows: found.rows,
          caption,
          file: query?.name ?? `courtgraph-${params.mode}`,
          sort,
          tools: [ids.length ? exploreLink(ids.slice(0, GRAPH), text) : null],
          onSort: (by) => {
            params.sort = by ? `${by.direction === "descending" ? "-" : ""}${by.key}` : "";
            replace("query", params);
          },
        })
      : h("div", { class: "card" }, h("p", {}, t("query.empty")), wider(params, query)),
  );
}

async function renderNamed(container, params, signal) {
  const [{ queries }, status] = await Promise.all([get("/api/queries", {}, { signal }), graphStatus()]);
  const query = queries.find((one) => one.name === params.name);
  const place = h("section", { class: "answer", "aria-label": t("query.result") });
  const middle = h("div", { class: "query-main" });
  if (params.name && !query) middle.append(errorLine({ message: `${params.name}: ${t("query.noneFound")}` }));
  if (!query) middle.append(...welcome(queries));
  else middle.append(await queryForm({ query, params, status, signal, onAsk: submit }), place);
  clear(container).append(
    h("h1", {}, t("query.title")),
    tabs(""),
    h("div", { class: "query-panes" }, listing(queries, params.name), middle),
  );
  const side = container.querySelector(".query-side");
  const chosen = side.querySelector("[aria-current]");
  if (chosen) side.scrollTop = chosen.getBoundingClientRect().top - side.getBoundingClientRect().top - 150;
  if (!query || !params.run) return;
  const guess = (error) =>
    query.params.find((one) => params[`p.${one.name}`] && error.line?.includes(params[`p.${one.name}`])) ??
    query.params.find((one) => one.type === "resource");
  let wrong = null;
  await answer(
    place,
    params,
    query,
    signal,
    (item) => {
      if (wrong) submit({ ...params, [`p.${wrong.name}`]: item.id });
    },
    (error) => {
      wrong = guess(error);
    },
  );
}

async function renderText(container, params, signal) {
  const status = await graphStatus();
  const place = h("section", { class: "answer", "aria-label": t("query.result") });
  clear(container).append(h("h1", {}, t("query.title")), tabs(params.mode));
  if (params.mode === "cypher" && !status.cypher) {
    container.append(h("p", { class: "card" }, t("query.noCypher")));
    return;
  }
  const box = editor({ params, status, onAsk: (q) => submit({ mode: params.mode, q }) });
  container.append(box.element, place);
  if (!params.run || !params.q) return;
  await answer(place, params, null, signal, null, (error) => {
    clear(place);
    box.point(error.line);
  });
}

/** The view of questions: #/query?name=…&p.court=…&run=1, or mode=sparql&q=…&run=1; sort=column or -column. */
export const view = {
  name: "query",
  title: { zh: "查询", en: "Query" },
  render(container, params, signal) {
    const mode = MODES.includes(params.mode) ? params.mode : "";
    return mode ? renderText(container, { ...params, mode }, signal) : renderNamed(container, { ...params }, signal);
  },
};
