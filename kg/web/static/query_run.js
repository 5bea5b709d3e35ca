// Asks what the query page was asked, and makes one kind of table of every kind of answer.
import { graphStatus, post } from "./api.js";
import { codeName, columnName } from "./columns.js";
import { h } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { add, lang, t } from "./i18n.js";
import { ask, compact, isResource, local } from "./sparql_client.js";
import { called, entityLink, nodesOf, plainName } from "./view_parts.js";

add({
  "run.passage": { zh: "打开原文：{text}", en: "Open the passage: {text}" },
  "run.yes": { zh: "是", en: "yes" },
  "run.no": { zh: "否", en: "no" },
});

const BASE = "https://w3id.org/courtgraph/";
const PASSAGE = /^document\/([a-z0-9][a-z0-9._-]*)#(.+)$/;
// Columns of words of the vocabulary.
const TERMS = new Set(["kind", "class", "level", "property", "tie", "how", "event"]);
const LIMIT = 5000;
const NAMED = 4000; // resources of a free query whose names are asked for; all others go by their canonical name

/** A passage from an IRI, an id or the short form "changchun-tribunals#char=375,403"; null for anything else. */
export function passageOf(text) {
  const short = local(text);
  const found = PASSAGE.exec(short) ?? PASSAGE.exec(`document/${short}`);
  return found && /^(char|row)=/.test(found[2]) ? { document: found[1], fragment: found[2], short, spans: [] } : null;
}

const titles = new Map(); // of documents by id, short enough for a cell
const TITLE = 14; // characters

async function readTitles() {
  for (const { id, title } of (await graphStatus()).documents) {
    titles.set(id, title.length > TITLE ? `${title.slice(0, TITLE - 1)}…` : title);
  }
}

/** "char=3,9&char=12,15" → "3–9 12–15". */
function spans(fragment) {
  return fragment
    .replace(/(char|row)=/g, "")
    .replaceAll("&", " ")
    .replaceAll(",", "–");
}

function passageLink(passage, text) {
  return h(
    "button",
    {
      type: "button",
      class: "link passage-link",
      "aria-label": t("run.passage", { text }),
      on: { click: () => showEvidence({ passages: [passage], what: text }) },
    },
    `${titles.get(passage.document) ?? passage.document} ${spans(passage.fragment)}`,
  );
}

/** One value: a link to a resource, a button for a passage, or text. */
function shown(id, text) {
  const passage = passageOf(id);
  if (passage) return passageLink(passage, text);
  return isResource(BASE + local(id)) ? entityLink(local(id), text) : text;
}

/** A cell from values [{id?, text}]. */
function cell(values) {
  const text = values.map((value) => value.text).join("；");
  if (!values.some((value) => value.id)) return { text };
  const content = () =>
    values.length === 1
      ? shown(values[0].id ?? "", text)
      : h(
          "ul",
          { class: "cell-list" },
          values.map((value) => h("li", {}, value.id ? shown(value.id, value.text) : value.text)),
        );
  return { text, content };
}

const column = (key) => ({ key, label: columnName(key) });

/** English labels of classes and properties by their Chinese ones; nothing in Chinese. */
async function vocabulary() {
  if (lang() !== "en") return new Map();
  const { classes, properties } = await graphStatus();
  return new Map([...properties, ...classes].map((one) => [one.zh, one.en]));
}

/** A named answer: cells of {text, ids, texts}; texts are the values of a cell that has several, ids beside them. */
async function named(found, signal) {
  const drawn = await nodesOf(
    found.rows.flatMap((row) => Object.values(row).flatMap((one) => one.ids ?? [])),
    signal,
  );
  const words = await vocabulary();
  const say = (id, text) => (drawn.has(id) ? called(id, drawn) : text);
  const ids = [];
  const rows = found.rows.map((row) =>
    Object.fromEntries(
      found.columns.map((key) => {
        const { text = "", ids: mine = [], texts = [] } = row[key] ?? {};
        const parts = texts.length ? texts : [text];
        ids.push(...mine.map(local).filter((id) => isResource(BASE + id)));
        return [
          key,
          cell(
            parts.map((part, at) => {
              const id = mine.length === parts.length ? mine[at] : passageOf(part) ? part : undefined;
              return {
                text: id ? say(id, part) : TERMS.has(key) ? (words.get(part) ?? part) : codeName(key, part),
                id,
              };
            }),
          ),
        ];
      }),
    ),
  );
  return { columns: found.columns.map(column), rows, ids, notes: found.notes ?? [], truncated: found.truncated };
}

function termCell(term, drawn) {
  if (!term) return { text: "" };
  if (term.type !== "uri") return { text: term.value };
  const passage = passageOf(term.value);
  const id = local(term.value);
  const text = drawn.has(id)
    ? called(id, drawn)
    : isResource(term.value) && !passage
      ? plainName(id)
      : compact(term.value);
  return { ...cell([{ id: term.value, text }]), text: term.value };
}

async function terms(found, signal) {
  const ids = found.rows
    .flatMap((row) => Object.values(row))
    .filter((term) => term?.type === "uri" && isResource(term.value))
    .map((term) => local(term.value))
    .filter((id) => !id.startsWith("document/"));
  const drawn = await nodesOf(ids.slice(0, NAMED), signal);
  const say = (term) =>
    found.form === "answer" ? { text: t(term.value === "true" ? "run.yes" : "run.no") } : termCell(term, drawn);
  const rows = found.rows.map((row) => Object.fromEntries(found.columns.map((key) => [key, say(row[key])])));
  return { columns: found.columns.map((key) => ({ key, label: key })), rows, ids, notes: [], truncated: false };
}

function plain(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function cypherRows(found) {
  const rows = found.rows.map((row) =>
    Object.fromEntries(
      found.columns.map((key) => {
        const value = row[key];
        const many = Array.isArray(value) && value.every((one) => typeof one !== "object") ? value : [value];
        return [
          key,
          cell(
            many.map((one) => ({
              text: plain(one),
              id: typeof one === "string" && (one.startsWith(BASE) || passageOf(one)) ? one : undefined,
            })),
          ),
        ];
      }),
    ),
  );
  return {
    columns: found.columns.map((key) => ({ key, label: key })),
    rows,
    ids: found.ids ?? [],
    notes: [],
    truncated: found.truncated,
  };
}

/** Ask what the parameters of the address say of a named question. Gives {columns, rows, ids, notes, truncated}. */
export async function runAsked(params, query, signal) {
  await readTitles();
  if (params.mode === "sparql") return terms(await ask(params.q, signal), signal);
  if (params.mode === "cypher")
    return cypherRows(await post("/api/cypher", { query: params.q, params: {}, limit: LIMIT }, { signal }));
  const given = Object.fromEntries(
    query.params
      .filter((param) => params[`p.${param.name}`] !== undefined)
      .map((param) => [param.name, params[`p.${param.name}`]]),
  );
  const engine = params.engine ?? query.engines[0];
  return named(await post("/api/query", { name: query.name, params: given, engine, limit: LIMIT }, { signal }), signal);
}
