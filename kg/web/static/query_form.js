// The form of a named question, made from its parameters.
import { h } from "./dom.js";
import { add, className, lang, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { format } from "./state.js";
import { called, nodesOf } from "./view_parts.js";

add({
  "form.ask": { zh: "查询", en: "Ask" },
  "form.engine": { zh: "引擎", en: "Engine" },
  "form.needed": { zh: "必填", en: "required" },
  "form.any": { zh: "不限", en: "any" },
  "form.optional": { zh: "可不填", en: "optional" },
  "form.example": { zh: "示例：{text}", en: "Example: {text}" },
  "form.useExample": { zh: "填入示例 {text}", en: "Use the example {text}" },
  "form.date": { zh: "年、年月或年月日，如 2022-09-26", en: "a year, a month or a day, such as 2022-09-26" },
  "form.missing": { zh: "请填写：{text}", en: "Please fill in: {text}" },
  "form.text": { zh: "查看查询语句", en: "See the query itself" },
  "form.edit": { zh: "在 SPARQL 编辑器中打开", en: "Open in the SPARQL editor" },
  "form.editNote": {
    zh: "编辑器里参数是自由变量；要固定一个参数，在 WHERE 里加一行 VALUES ?参数 { <IRI> }。",
    en: "In the editor the parameters are free variables; to fix one, add a line VALUES ?name { <IRI> } to WHERE.",
  },
  "form.cypherOnly": {
    zh: "这个问题只能用 Cypher 回答，需要连接 Neo4j：运行 kg neo4j start 和 kg mirror，然后刷新本页。",
    en:
      "This question is answered in Cypher alone and needs a Neo4j: run kg neo4j start and kg mirror, then load this " +
      "page again.",
  },
});

const FREE = "*";
const DATE = "\\d{4}(-\\d{2}(-\\d{2})?)?";
const KEEPS_TEXT = new Set(["text", "date", "number"]);

/** What a parameter has before anybody fills it in; "" for one that is free or needed. */
function initial(param, params) {
  const given = params[`p.${param.name}`];
  if (given !== undefined) return given === FREE ? "" : given;
  return param.default === null || param.default === FREE ? "" : param.default;
}

/** One parameter: {element, value() → text, focus()}. */
function field(param, params, classes, nodes) {
  const id = `param-${param.name}`;
  const label = lang() === "en" ? param.en : param.zh;
  const needed = param.default === null;
  const hint = h("span", { class: "muted small" }, needed ? t("form.needed") : t("form.optional"));
  const start = initial(param, params);
  let picked = null; // {id, text}: the resource behind the text of the box
  let control;
  let input;
  if (param.type === "resource") {
    const text = start && nodes.has(start) ? called(start, nodes) : start;
    picked = start ? { id: start, text } : null;
    control = searchBox({
      label,
      value: text,
      placeholder: needed ? "" : t("form.any"),
      visibleLabel: true,
      onPick: (item) => {
        picked = { id: item.id, text: input.value };
      },
    });
    input = control.querySelector("input");
    control.querySelector("label").append(" ", hint);
    input.setAttribute("aria-required", String(needed));
  } else if (param.type === "class") {
    input = control = h(
      "select",
      { id },
      needed ? null : h("option", { value: "" }, t("form.any")),
      classes.map((one) => h("option", { value: one.name, selected: one.name === start }, className(one))),
    );
  } else {
    const number = param.type === "number" ? { inputmode: "decimal" } : {};
    const date =
      param.type === "date"
        ? { pattern: DATE, title: t("form.date"), placeholder: "2022-09-26", inputmode: "numeric" }
        : {};
    input = control = h("input", {
      type: "text",
      id,
      value: start,
      autocomplete: "off",
      "aria-required": needed,
      ...number,
      ...date,
    });
  }
  if (KEEPS_TEXT.has(param.type)) input.placeholder ||= needed ? "" : t("form.any");
  const fill = () => {
    picked = null;
    input.value = param.example;
    input.focus();
  };
  const example =
    param.type === "class"
      ? null
      : h(
          "button",
          {
            type: "button",
            class: "link small",
            "aria-label": `${label}: ${t("form.useExample", { text: param.example })}`,
            on: { click: fill },
          },
          t("form.example", { text: param.example }),
        );
  return {
    element: h(
      "div",
      { class: "field param", "data-param": param.name },
      param.type === "resource" ? null : h("label", { for: id }, label, " ", hint),
      control,
      example,
    ),
    value: () => (picked && input.value === picked.text ? picked.id : input.value.trim()),
    focus: () => input.focus(),
    label,
    needed,
    param,
  };
}

/** The form element. onAsk(params): the parameters of the address that asks it. */
export async function queryForm({ query, params, status, signal, onAsk }) {
  const ids = query.params.map((param) => initial(param, params)).filter((value) => /^[a-z-]+\//.test(value));
  const nodes = await nodesOf(ids, signal);
  const classes = status.classes.toSorted((a, b) =>
    className(a).localeCompare(className(b), lang() === "zh" ? "zh-CN" : "en"),
  );
  const fields = query.params.map((param) => field(param, params, classes, nodes));
  const engines = query.engines.filter((one) => one === "sparql" || status.cypher);
  const engine = h(
    "select",
    { id: "query-engine" },
    engines.map((one) =>
      h("option", { value: one, selected: one === params.engine }, one === "sparql" ? "SPARQL" : "Cypher · Neo4j"),
    ),
  );
  const problem = h("p", { class: "error", role: "alert" });
  const ask = (event) => {
    event.preventDefault();
    const empty = fields.find((one) => one.needed && !one.value());
    problem.textContent = empty ? t("form.missing", { text: empty.label }) : "";
    if (empty) return empty.focus();
    const asked = { name: query.name };
    if (engine.value && engine.value !== "sparql") asked.engine = engine.value;
    for (const one of fields) {
      const value = one.value();
      // an optional parameter with a default of its own that was emptied is asked as free
      if (value && value !== one.param.default) asked[`p.${one.param.name}`] = value;
      else if (!value && !one.needed && one.param.default !== FREE) asked[`p.${one.param.name}`] = FREE;
    }
    return onAsk(asked);
  };
  const text = query.text || query.cypher || "";
  return h(
    "form",
    { class: "card query-form", novalidate: true, on: { submit: ask } },
    h("h2", {}, lang() === "en" ? query.en : query.zh),
    engines.length ? null : h("p", { class: "note" }, t("form.cypherOnly")),
    h(
      "div",
      { class: "fields" },
      fields.map((one) => one.element),
    ),
    problem,
    h(
      "div",
      { class: "tools-row" },
      engines.length > 1 ? [h("label", { for: "query-engine" }, t("form.engine")), engine] : null,
      h("button", { type: "submit", class: "primary", disabled: !engines.length }, t("form.ask")),
    ),
    text
      ? h(
          "details",
          {},
          h("summary", {}, t("form.text")),
          h("pre", { class: "query-text", tabindex: "0" }, text),
          query.engines.includes("sparql")
            ? h(
                "p",
                { class: "small" },
                h("a", { href: format("query", { mode: "sparql", q: text }) }, t("form.edit")),
                " ",
                query.params.length ? h("span", { class: "muted" }, t("form.editNote")) : null,
              )
            : null,
        )
      : null,
  );
}
