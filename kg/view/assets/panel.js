// What is known of the node or the edge that was clicked, and by what passages.
import { data, edgeShown, h, mark, nameOf, state, t, termName, tiesOf } from "./model.js";

const panel = document.getElementById("panel");

function place(fragment) {
  if (!fragment) return t("whole");
  return fragment.split("&").map((piece) => {
    const [kind, at] = piece.split("=");
    return t(kind === "row" ? "row" : "span", { at: at.replace(",", "–") });
  }).join("、");
}

/** A sentence with what stands between 【 and 】 marked. */
function sentence(words) {
  const pieces = words.split(/【|】/).map((piece, number) => (number % 2 ? h("mark", {}, piece) : piece));
  return h("blockquote", {}, pieces);
}

function passage(number) {
  const found = data.passages[number];
  const { title, id, publisher, date } = data.documents[found.d];
  return h("li", {},
    h("cite", {}, title),
    h("span", { class: "where" }, [place(found.f), publisher, date, id].filter(Boolean).join(" · ")),
    found.s && sentence(found.s));
}

function evidence(numbers, open = false) {
  if (!numbers.length) return null;
  return h("details", { class: "evidence", open },
    h("summary", {}, t("evidenceCount", { count: numbers.length })), h("ul", {}, numbers.map(passage)));
}

function block(title, rows) {
  return rows.length ? h("section", {}, h("h3", {}, title), h("ul", { class: "rows" }, rows)) : null;
}

const row = (term, words, at) =>
  h("li", {}, term && h("span", { class: "term" }, term), h("span", { class: "said" }, words), evidence(at));

function dates(edge) {
  const parts = [edge.since && t("since", { date: edge.since }), edge.until && t("until", { date: edge.until })];
  return parts.filter(Boolean).join(" ");
}

function head(pick, title, under) {
  return h("header", {},
    h("button", { type: "button", class: "close", "aria-label": t("close"), click: () => pick(null) }, "×"),
    title, under);
}

function chip(klass) {
  return h("span", { class: "chip" }, mark(data.classes[klass][2]), termName(data.classes, klass));
}

function nodeBlocks(number, pick) {
  const node = data.nodes[number];
  const ties = tiesOf[number].filter(edgeShown);
  const second = state.language === 1 ? node.english && node.label : node.english;
  return [
    head(pick, h("h2", {}, nameOf(node)), h("div", {},
      second && h("p", { class: "second" }, second), chip(node.class),
      node.since && h("span", { class: "chip" }, node.since))),
    block(t("aliases"), node.aliases.map(([words, at]) => row(null, words, at))),
    block(t("facts"), node.facts.map(([term, words, at]) => row(termName(data.properties, term), words, at))),
    block(t("figures"), node.figures.map(([words, at]) => row(null, words, at))),
    block(t("more"), node.more.map(([klass, words, at]) => row(termName(data.classes, klass), words, at))),
    h("section", {}, h("h3", {}, t("statements")),
      h("p", { class: "where" }, t("ties", { shown: ties.length, all: node.degree })), tieList(number, ties, pick)),
  ];
}

function tieList(number, ties, pick) {
  const groups = new Map();
  for (const tie of ties) {
    const key = `${data.edges[tie].s === number ? "→" : "←"} ${termName(data.properties, data.edges[tie].p)}`;
    groups.set(key, [...(groups.get(key) ?? []), tie]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? 1 : -1)).map(([key, found]) => h("div", { class: "ties" },
    h("h4", {}, key), h("ul", { class: "rows" }, found.map((tie) => {
      const edge = data.edges[tie];
      const other = edge.s === number ? edge.t : edge.s;
      return h("li", {},
        h("button", { type: "button", class: "link", click: () => pick({ kind: "node", number: other }) },
          mark(data.classes[data.nodes[other].class][2]), nameOf(data.nodes[other])),
        h("button", { type: "button", class: "why", click: () => pick({ kind: "edge", number: tie }) },
          t("evidenceCount", { count: edge.at.length })));
    }))));
}

function edgeBlocks(number, pick) {
  const edge = data.edges[number];
  const end = (at) => h("button", { type: "button", class: "link", click: () => pick({ kind: "node", number: at }) },
    mark(data.classes[data.nodes[at].class][2]), nameOf(data.nodes[at]));
  return [
    head(pick, h("h2", {}, termName(data.properties, edge.p)), h("div", { class: "statement" },
      end(edge.s), h("span", { class: "arrow" }, "↓"), end(edge.t),
      dates(edge) && h("p", { class: "where" }, dates(edge)))),
    h("section", {}, h("h3", {}, t("evidence")), h("ul", { class: "passages" }, edge.at.map(passage))),
  ];
}

/** Show what is picked (`state.picked`), or close the panel. */
export function fillPanel(pick) {
  panel.hidden = !state.picked;
  if (!state.picked) return panel.replaceChildren();
  const { kind, number } = state.picked;
  panel.replaceChildren(...(kind === "node" ? nodeBlocks : edgeBlocks)(number, pick).filter(Boolean));
  panel.scrollTop = 0;
  return undefined;
}

/** The statements that are shown as rows for paper. */
export function statementRows(numbers) {
  return numbers.map((number) => {
    const edge = data.edges[number];
    const at = edge.at.map((one) => `${data.documents[data.passages[one].d].id} ${place(data.passages[one].f)}`);
    return h("tr", {}, [nameOf(data.nodes[edge.s]), termName(data.properties, edge.p), nameOf(data.nodes[edge.t]),
      dates(edge), at.join("；")].map((cell) => h("td", {}, cell.slice(0, 300))));
  });
}
