// The editor of a free query: prefixes and vocabulary at hand, and the place of an error shown.
import { clear, h } from "./dom.js";
import { add, className, lang, propName, t } from "./i18n.js";
import { PREFIXES } from "./sparql_client.js";

add({
  "editor.label": { zh: "{language} 查询", en: "Query in {language}" },
  "editor.ask": { zh: "运行", en: "Run" },
  "editor.keys": { zh: "Ctrl+回车运行。", en: "Ctrl+Enter runs it." },
  "editor.prefixes": { zh: "这些前缀不用声明：", en: "These prefixes need no declaration: " },
  "editor.class": { zh: "插入类……", en: "Insert a class …" },
  "editor.property": { zh: "插入属性……", en: "Insert a property …" },
  "editor.examples": { zh: "示例：", en: "Examples: " },
  "editor.readonly": { zh: "只读：查询不会改动图谱。", en: "Read-only: a query never changes the graph." },
  "editor.at": { zh: "第 {line} 行第 {column} 列：", en: "Line {line}, column {column}: " },
  "editor.goto": { zh: "到出错处", en: "Go to the error" },
  "example.courts": { zh: "法院及其所在地", en: "Courts and where they are" },
  "example.evidence": { zh: "协议由谁签署，原文在哪", en: "Who signed which agreement, and the passage" },
  "example.construct": { zh: "合作关系图（CONSTRUCT）", en: "Graph of cooperation (CONSTRUCT)" },
  "example.ask": { zh: "有没有首创主张（ASK）", en: "Is anything claimed to be first (ASK)" },
  "example.count": { zh: "各类资源各有多少", en: "How many resources of each class" },
  "example.ways": { zh: "两步之内的联系", en: "Ties within two steps" },
});

const EXAMPLES = {
  sparql: {
    "example.courts": `SELECT ?court ?label ?place WHERE {
  ?court a/rdfs:subClassOf* cg:Court ; skos:prefLabel ?label .
  FILTER (LANG(?label) = "zh")
  OPTIONAL { ?court cg:locatedIn ?place }
}
ORDER BY ?label
LIMIT 100`,
    "example.evidence": `SELECT ?party ?agreement ?passage WHERE {
  ?agreement a cg:Agreement .
  GRAPH ?passage { ?party cg:signed ?agreement }
}
ORDER BY ?agreement ?party`,
    "example.construct": `CONSTRUCT { ?one cg:cooperatesWith ?other }
WHERE { ?one cg:cooperatesWith ?other }`,
    "example.ask": "ASK { ?claim a cg:PriorityClaim }",
    "example.count": `SELECT ?class (COUNT(?resource) AS ?count) WHERE {
  ?resource a ?class
}
GROUP BY ?class
ORDER BY DESC(?count)`,
  },
  cypher: {
    "example.courts": `MATCH (court:Court)
OPTIONAL MATCH (court)-[:LOCATED_IN]->(place)
RETURN court.label AS court, place.label AS place
ORDER BY court
LIMIT 100`,
    "example.evidence": `MATCH (party)-[signed:SIGNED]->(agreement:Agreement)
RETURN party.label AS party, agreement.label AS agreement, signed.passages AS passages`,
    "example.ways": `MATCH way = (one:Court)-[*1..2]-(other:Court)
WHERE one.label < other.label
RETURN one.label AS one, other.label AS other, count(way) AS ways
ORDER BY ways DESC
LIMIT 50`,
  },
};
const WHERE = [/\bline (\d+),? col(?:umn)? (\d+)/i, /\bat (\d+):(\d+)/];
const LINE = /\bline (\d+)(?:, at (['"])(.*)\2)?/i;
const QUOTED = 24; // characters of the query that the server quotes at most

/**
 * Where an error message says that a query is wrong: {line, column}, from 1; the end of the line where it says no more;
 * null where it does not say.
 */
export function place(message, query) {
  const lines = query.split("\n");
  for (const pattern of WHERE) {
    const found = pattern.exec(message);
    if (found) return { line: Number(found[1]), column: Number(found[2]) };
  }
  const found = LINE.exec(message);
  if (!found) return null;
  const text = (lines[found[1] - 1] ?? "").trimEnd();
  const quoted = (found[3] ?? "").replaceAll("\\\\", "\\");
  // What is quoted runs to the end of the line unless it was cut off.
  const at = quoted ? (quoted.length < QUOTED ? text.lastIndexOf(quoted) : text.indexOf(quoted)) : -1;
  return { line: Number(found[1]), column: at < 0 ? text.length + 1 : at + 1 };
}

/** The editor: {element, point(message)}. onAsk(text) runs it. */
export function editor({ params, status, onAsk }) {
  const cypher = params.mode === "cypher";
  const examples = EXAMPLES[params.mode];
  const area = h("textarea", {
    id: "query-editor",
    class: "query-editor",
    spellcheck: "false",
    autocapitalize: "off",
    rows: "10",
    dir: "ltr",
    value: params.q || Object.values(examples)[0],
  });
  const error = h("div", { class: "error-place" });
  const ask = (event) => {
    event?.preventDefault();
    if (area.value.trim()) onAsk(area.value);
    else area.focus();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(event);
  });

  function insert(text) {
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  }

  function vocabulary(key, items, said, written) {
    const sorted = items.toSorted((a, b) => said(a).localeCompare(said(b), lang() === "zh" ? "zh-CN" : "en"));
    const select = h(
      "select",
      { "aria-label": t(key) },
      h("option", { value: "" }, t(key)),
      sorted.map((one) => h("option", { value: written(one) }, `${said(one)} · ${written(one)}`)),
    );
    select.addEventListener("change", () => {
      const chosen = select.value;
      select.value = "";
      if (chosen) insert(`${chosen} `);
    });
    return select;
  }

  /** Show an error and where it lies. */
  function point(message) {
    clear(error);
    error.append(h("p", { class: "error", role: "alert" }, message));
    const at = place(message, area.value);
    if (!at) return;
    const lines = area.value.split("\n");
    const line = lines[at.line - 1] ?? "";
    const column = Math.min(at.column, line.length + 1);
    const offset =
      lines.slice(0, at.line - 1).reduce((sum, one) => sum + one.length + 1, 0) + Math.min(column - 1, line.length);
    const jump = () => {
      area.focus();
      area.setSelectionRange(offset, Math.min(offset + 1, area.value.length));
    };
    error.append(
      h(
        "p",
        { class: "small" },
        t("editor.at", { line: at.line, column }),
        h("button", { type: "button", class: "link", on: { click: jump } }, t("editor.goto")),
      ),
      h(
        "pre",
        { class: "query-text" },
        line.slice(0, column - 1),
        h("mark", {}, line.slice(column - 1, column) || "⏎"),
        line.slice(column),
      ),
    );
  }

  const upper = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
  const classes = status.classes.filter((one) => one.name);
  const element = h(
    "form",
    { class: "card query-form", on: { submit: ask } },
    h("label", { for: "query-editor" }, t("editor.label", { language: cypher ? "Cypher" : "SPARQL" })),
    area,
    error,
    h(
      "div",
      { class: "tools-row" },
      h("button", { type: "submit", class: "primary" }, t("editor.ask")),
      vocabulary("editor.class", classes, className, (one) => (cypher ? `:${one.name}` : `cg:${one.name}`)),
      vocabulary("editor.property", status.properties, propName, (one) =>
        cypher ? `:${upper(one.name)}` : `cg:${one.name}`,
      ),
      h("span", { class: "muted small" }, t("editor.keys"), " ", t("editor.readonly")),
    ),
    cypher
      ? null
      : h(
          "p",
          { class: "small prefixes" },
          t("editor.prefixes"),
          Object.entries(PREFIXES).map(([prefix, iri]) =>
            h(
              "button",
              { type: "button", class: "chip", title: iri, on: { click: () => insert(`${prefix}:`) } },
              `${prefix}:`,
            ),
          ),
        ),
    h(
      "p",
      { class: "small" },
      t("editor.examples"),
      Object.entries(examples).map(([key, text]) =>
        h(
          "button",
          {
            type: "button",
            class: "chip",
            on: {
              click: () => {
                area.value = text;
                area.focus();
              },
            },
          },
          t(key),
        ),
      ),
    ),
  );
  return { element, point };
}
