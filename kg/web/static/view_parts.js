// What the views of regions, map, mechanisms, comparison and queries share: names, links, lists of edges.
import { post } from "./api.js";
import { family } from "./colours.js";
import { h } from "./dom.js";
import { passageButton, showEvidence } from "./evidence.js";
import { add, lang, name, number, propName, t } from "./i18n.js";
import { format } from "./state.js";

add({
  "parts.evidence": { zh: "打开原文证据", en: "Open the evidence" },
  "parts.evidenceOf": { zh: "证据：{text}", en: "Evidence: {text}" },
  "parts.explore": { zh: "在探索图中显示", en: "Show in the explorer" },
  "parts.since": { zh: "{date} 起", en: "since {date}" },
  "parts.until": { zh: "至 {date}", en: "until {date}" },
  "parts.candidates": { zh: "您指的是：", en: "Did you mean:" },
  "parts.more": { zh: "再显示 {n} 项", en: "Show {n} more" },
});

const known = new Map(); // id → node of the API, for names in English and classes
const PART_LIMIT = 2000; // the server takes so many ids at once
const EXPLORE_LIMIT = 300; // what the explorer can show so that people still see something

/** The canonical name in an id: "court/长春破产法庭" → "长春破产法庭". */
export function plainName(id) {
  const text = id.slice(id.indexOf("/") + 1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Nodes by id for names and classes; what the graph does not draw is left out. */
export async function nodesOf(ids, signal) {
  const wanted = [...new Set(ids)].filter((id) => !known.has(id));
  for (let at = 0; at < wanted.length; at += PART_LIMIT) {
    const part = await post("/api/part", { ids: wanted.slice(at, at + PART_LIMIT) }, { signal });
    for (const node of part.nodes) known.set(node.id, node);
  }
  return new Map(ids.filter((id) => known.has(id)).map((id) => [id, known.get(id)]));
}

/** What an id is called in the present language. */
export function called(id, nodes = known) {
  const node = nodes.get(id) ?? known.get(id);
  return node ? name(node) : plainName(id);
}

/** A link to a resource's own page. */
export function entityLink(id, text, attrs = {}) {
  return h("a", { href: format("entity", { id }), ...attrs }, text ?? called(id));
}

/** A link to a resource after a dot in the colour of its class. */
export function dotted(id, node, text) {
  const klass = node?.class ?? known.get(id)?.class ?? "";
  // a word joiner: the dot never ends a line whose next one begins with the name
  return [h("span", { class: `dot c-${family(klass)}`, "aria-hidden": "true" }), "\u2060", entityLink(id, text)];
}

/** A link that opens resources together in the explorer. */
export function exploreLink(ids, text) {
  const some = [...new Set(ids)].slice(0, EXPLORE_LIMIT);
  if (!some.length) return null;
  return h("a", { class: "button", href: format("explore", { ids: some.join(";") }) }, text ?? t("parts.explore"));
}

/** The sign of a passage, as everywhere else in the explorer. */
function sign() {
  return passageButton([{ document: "-", fragment: "-" }])
    .querySelector("svg")
    .cloneNode(true);
}

/** A button that opens the passages of an edge; its passages need not be known yet. more: shown after the sign. */
export function evidenceButton(edge, attrs = {}, more = null) {
  const said = `${called(edge.source)} ${propName(edge)} ${edge.literal ? edge.target : called(edge.target)}`;
  const count = edge.passages?.length ?? 0;
  const label = t("parts.evidenceOf", { text: said });
  return h(
    "button",
    {
      type: "button",
      class: "passage no-print",
      title: t("parts.evidence"),
      "aria-label": label,
      on: {
        click: (event) => {
          event.stopPropagation();
          showEvidence(edge);
        },
      },
      ...attrs,
    },
    sign(),
    count > 1 ? h("span", { "aria-hidden": "true" }, String(count)) : null,
    more,
  );
}

/** From when until when, in words; null where nothing is said. */
export function span(edge) {
  const words = [
    edge.since ? t("parts.since", { date: edge.since }) : "",
    edge.until ? t("parts.until", { date: edge.until }) : "",
  ].filter(Boolean);
  return words.length ? h("span", { class: "muted when" }, words.join(" ")) : null;
}

/** Edges as a list of sentences, each with its evidence. */
export function edgeList(edges, nodes) {
  return longList("ul", { class: "edge-list" }, edges, (edge) =>
    h(
      "li",
      {},
      dotted(edge.source, nodes?.get(edge.source)),
      h("span", { class: "property" }, ` ${propName(edge)} `),
      dotted(edge.target, nodes?.get(edge.target)),
      " ",
      span(edge),
      " ",
      evidenceButton(edge),
    ),
  );
}

/** A long list: the first items, and a button that shows more. */
export function longList(tag, attrs, items, draw, step = 60) {
  const list = h(tag, attrs);
  const more = h("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    const first = list.children.length;
    list.append(...items.slice(shown, shown + step).map(draw));
    shown = Math.min(items.length, shown + step);
    more.textContent = t("parts.more", { n: Math.min(step, items.length - shown) });
    more.hidden = shown >= items.length;
    return list.children[first];
  };
  grow();
  more.addEventListener("click", () => grow()?.querySelector("a, button")?.focus());
  return [list, items.length > step ? more : null];
}

/** An error as one line, and the candidates of an ambiguous name as buttons. */
export function errorLine(error, onCandidate) {
  const candidates = onCandidate ? (error.candidates ?? []) : [];
  return h(
    "div",
    { class: "error", role: "alert" },
    h("p", {}, error.message),
    candidates.length
      ? h(
          "p",
          { class: "candidates" },
          t("parts.candidates"),
          candidates.map((one) => {
            const item = typeof one === "string" ? { id: one, label: one } : one;
            const kind = (lang() === "en" ? item.class_en : item.class_zh) ?? "";
            const pick = () => onCandidate(item);
            return h(
              "button",
              { type: "button", class: "chip", on: { click: pick } },
              name(item),
              kind ? ` · ${kind}` : "",
            );
          }),
        )
      : null,
  );
}

/** A count in words: "12 法院" or "12 courts"; one and many differ in English. */
export function counted(n, key) {
  return t(lang() === "en" && n === 1 ? `${key}.one` : key, { n: number(n) });
}
