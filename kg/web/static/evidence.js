// The panel that shows what a statement rests on: document, span, and the sentence with the span marked.
import { get } from "./api.js";
import { announce, brief, clear, h, svg } from "./dom.js";
import { copyText } from "./download.js";
import { add, className, lang, name, number, propName, t } from "./i18n.js";
import { sentencesOf } from "./passages.js";
import { format } from "./state.js";

add({
  "evidence.title": { zh: "证据", en: "Evidence" },
  "evidence.close": { zh: "关闭证据", en: "Close the evidence" },
  "evidence.button": { zh: "证据：{what}", en: "Evidence: {what}" },
  "evidence.some": { zh: "{n} 处证据", en: "{n} passages" },
  "evidence.one": { zh: "1 处证据", en: "1 passage" },
  "evidence.loading": { zh: "正在查找原文……", en: "Looking up the passage …" },
  "evidence.none": { zh: "没有登记出处。", en: "No passage is recorded." },
  "evidence.shown": { zh: "证据已打开，{n} 处出处", en: "Evidence opened, passages: {n}" },
  "evidence.span": { zh: "第 {a}–{b} 字", en: "characters {a}–{b}" },
  "evidence.noText": {
    zh: "这里没有文件全文，因此只能给出位置。用 kg serve --documents 文件夹 启动，就能看到原句。",
    en: "The text of the document is not at hand, so only the place is given. Start with kg serve --documents DIR"
      + " to read the sentence.",
  },
  "evidence.nodes": { zh: "同一处还记录", en: "Also recorded there" },
  "evidence.copy": { zh: "复制引注", en: "Copy the citation" },
  "evidence.copied": { zh: "引注已复制", en: "Citation copied" },
});

const BASE = "https://w3id.org/courtgraph/";
const LONGEST = 1500; // characters of both ends together
const MOST = 20; // passages of a record that are asked for at once
const panel = document.getElementById("evidence");
let opener = null;
let leaving = new AbortController();

/**
 * Open the panel for a statement {source, property, target, literal}; source and target are ids, target a text where
 * literal is true. `passages` and `what` are shown where the statement itself has no answer at the server.
 */
export async function showEvidence({ source, property, target, literal = false, passages = null, what = "" }) {
  open();
  const { signal } = leaving;
  try {
    // An address of more than some thousand characters is refused; the passages tell as much.
    const fits = property && `${source}${target}`.length <= LONGEST;
    const found = fits || !passages
      ? await get("/api/evidence", { source, property, target, literal: literal ? "true" : "" }, { signal })
      : await of(passages, what, signal);
    if (!signal.aborted) draw(found);
  } catch (error) {
    if (signal.aborted) return;
    body(h("p", { class: "error" }, error.message), passages?.map((one) => passageCard({ ...one, spans: [] })));
    announce(error.message);
  }
}

/** Passages of what is no single statement (a figure, a claim): each with its document and sentences. */
async function of(passages, what, signal) {
  return { what, passages: await sentencesOf(passages.slice(0, MOST), signal), nodes: [] };
}

/** A button that opens the evidence of an edge {source, property, target, literal}; what: said to screen readers. */
export function passageButton(passages, edge = {}, what = "") {
  const places = (passages ?? []).filter((one) => one.document && one.fragment);
  const count = places.length;
  if (count === 0) return null;
  const said = what || [edge.sourceLabel, propName(edge), edge.targetLabel].filter(Boolean).join(" ");
  const some = count === 1 ? t("evidence.one") : t("evidence.some", { n: count });
  return h("button", {
    type: "button", class: "passage no-print", title: some,
    "aria-label": t("evidence.button", { what: `${said} · ${some}` }),
    on: { click: (event) => { event.stopPropagation(); showEvidence({ ...edge, passages: places, what: said }); } },
  }, quote(), count === 1 ? null : h("span", { "aria-hidden": "true" }, String(count)));
}

/** The sign of a passage: opening quotation marks. */
function quote() {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, svg("path", {
    d: [6.6, 13.2].map((x) => `M${x} 3.2c-2.6 1.2-4 3.2-4 6 0 2 1.1 3.3 2.6 3.3 1.3 0 2.3-1 2.3-2.3`
      + "s-.9-2.2-2.1-2.2c-.3 0-.5 0-.7.1.2-1.4 1.1-2.6 2.6-3.4z").join(""),
  }));
}

/** Close the panel; the focus goes back to what opened it unless restore is false. */
export function closeEvidence(restore = true) {
  if (panel.hidden) return;
  leaving.abort();
  panel.hidden = true;
  inPlace(() => document.body.classList.remove("with-evidence"));
  if (restore && opener?.isConnected) opener.focus();
  opener = null;
}

function open() {
  leaving.abort();
  leaving = new AbortController();
  if (!panel.contains(document.activeElement)) opener = document.activeElement;
  panel.hidden = false;
  panel.setAttribute("aria-label", t("evidence.title"));
  inPlace(() => document.body.classList.add("with-evidence"));
  const heading = h("h2", { tabindex: "-1" }, t("evidence.title"));
  clear(panel).append(
    h("div", { class: "evidence-head" }, heading,
      h("button", {
        type: "button", class: "quiet", "aria-label": t("evidence.close"), on: { click: () => closeEvidence() },
      }, h("span", { "aria-hidden": "true" }, "✕"))),
    h("div", { class: "evidence-body", tabindex: "0", role: "group", "aria-label": t("evidence.title") }));
  body(h("p", { class: "muted" }, t("evidence.loading")));
  heading.focus();
}

/** The panel makes the page narrower: what was clicked stays where it was on the screen. */
function inPlace(change) {
  const top = () => (opener?.isConnected && opener !== document.body ? opener.getBoundingClientRect().top : 0);
  const before = top();
  change();
  scrollBy(0, top() - before);
}

function body(...children) {
  clear(panel.querySelector(".evidence-body")).append(h("div", { class: "stack" }, ...children));
}

function draw(found) {
  const passages = found.passages ?? [];
  const known = passages.some((one) => one.sentences?.length > 0);
  body(
    statement(found),
    passages.length === 0 ? h("p", { class: "muted" }, t("evidence.none")) : null,
    passages.length > 0 && !known ? h("p", { class: "hint" }, t("evidence.noText")) : null,
    passages.map(passageCard),
    found.nodes?.length ? h("section", null, h("h3", null, t("evidence.nodes")),
      h("ul", { class: "plain" }, found.nodes.map((node) => h("li", null,
        h("span", { class: "muted" }, className(node), " "), name(node))))) : null);
  announce(t("evidence.shown", { n: passages.length }));
}

function statement(found) {
  if (!found.source) return found.what ? h("p", { class: "statement" }, brief(found.what, 400)) : null;
  return h("p", { class: "statement" }, end(found.source), " ",
    h("span", { class: "statement-property" }, propName(found)), " ", end(found.target));
}

function end(one) {
  const text = brief(name(one));
  return one.id ? h("a", { href: format("entity", { id: one.id }) }, text) : h("span", null, text);
}

function passageCard(passage) {
  const places = (passage.spans ?? []).map(([a, b]) => t("evidence.span", { a: number(a), b: number(b) }));
  const place = places.join(lang() === "zh" ? "、" : ", ") || passage.fragment;
  const source = [passage.publisher, passage.date].filter(Boolean).join(" · ");
  const quoted = (passage.sentences ?? []).map((one) => joined(one.span)).join("……");
  const cited = [quoted && `“${quoted}”`, `《${passage.title || passage.document}》`, passage.publisher, passage.date,
    place, passage.document ? address(passage) : ""].filter(Boolean);
  return h("article", { class: "passage-card" },
    h("h3", null, h("a", { href: format("list", { document: passage.document }) }, passage.title || passage.document)),
    h("p", { class: "muted small" }, [source, place].filter(Boolean).join(" · ")),
    (passage.sentences ?? []).map((one) => h("blockquote", { lang: "zh-CN" },
      joined(one.before), h("mark", null, joined(one.span)), joined(one.after))),
    h("button", { type: "button", class: "link small", on: { click: () => copy(cited) } }, t("evidence.copy")));
}

/** Line breaks of the file within Chinese text, and its marks for bold type, are no part of the sentence. */
function joined(text) {
  return (text ?? "").replaceAll("**", "").replace(/([^\u0020-\u007e])\s*\n\s*(?=[^\u0020-\u007e])/g, "$1");
}

/** The IRI of a passage, which names document and span for good. */
function address({ document: id, fragment }) {
  return `${BASE}document/${id}${fragment ? `#${fragment}` : ""}`;
}

async function copy(parts) {
  await copyText(parts.join("，"));
  announce(t("evidence.copied"));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  closeEvidence();
});
