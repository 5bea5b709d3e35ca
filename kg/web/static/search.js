// A search box with suggestions as you type: an ARIA 1.2 combobox with a list box.
import { get } from "./api.js";
import { family } from "./colours.js";
import { announce, clear, h } from "./dom.js";
import { add, className, lang, name, t } from "./i18n.js";

add({
  "search.label": { zh: "搜索图谱", en: "Search the graph" },
  "search.placeholder": { zh: "法院、机制、案件……", en: "Court, mechanism, case …" },
  "search.none": {
    zh: "没有名称含“{q}”的条目。试试简称、拼音或英文名；要问谁首创、谁与谁合作，请到“查询”页。",
    en: "No name contains “{q}”. Try a short name, pinyin or English;"
      + " who was first, or who works with whom, is asked on the page Query.",
  },
  "search.count": { zh: "{n} 条建议，用上下箭头选择", en: "{n} suggestions, choose with the arrow keys" },
  "search.ambiguous": { zh: "“{q}”不止一个，请选择：", en: "“{q}” has several meanings, choose one:" },
  "search.clear": { zh: "清除", en: "Clear" },
});

let boxes = 0;

/**
 * A labelled search box. onPick(item) gets {id, label, english, class, …}.
 * Options: label, placeholder, value (text shown at first), klass (only of this class), limit, big,
 * visibleLabel (the label is shown, not only read out).
 */
export function searchBox({
  label = t("search.label"), placeholder = t("search.placeholder"), onPick, value = "", klass = "", limit = 10,
  big = false, visibleLabel = false,
}) {
  const id = `search-${++boxes}`;
  const list = h("ul", { role: "listbox", id: `${id}-list`, class: "suggestions", "aria-label": label, hidden: true });
  const note = h("p", { class: "search-note", hidden: true });
  const input = h("input", {
    type: "text", id, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", placeholder, value,
  });
  const state = { items: [], active: -1, asked: null, timer: 0, shown: "" };

  async function ask() {
    const q = input.value.trim();
    state.asked?.abort();
    if (!q) return close();
    const asked = (state.asked = new AbortController());
    try {
      const found = await get("/api/suggest", { q, class: klass, limit }, { signal: asked.signal });
      show(found.items, q);
    } catch (error) {
      if (error.name !== "AbortError") tell(error.message);
    }
  }

  function show(items, q) {
    state.items = items;
    state.shown = q;
    clear(list).append(...items.map((item, index) => option(item, index, q)));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    activate(-1);
    if (items.length === 0) return tell(t("search.none", { q }));
    note.hidden = true;
    announce(t("search.count", { n: items.length }));
  }

  function option(item, index, q) {
    const main = name(item);
    const other = lang() === "en" ? item.label : item.english;
    const second = [...new Set([item.matched, other])].filter((text) => text && text !== main);
    return h("li", {
      role: "option", id: `${id}-${index}`, "aria-selected": "false", "data-id": item.id,
      on: { mousedown: (event) => event.preventDefault(), click: () => pick(item), mousemove: () => activate(index) },
    },
    h("span", { class: `dot c-${family(item.class)}`, "aria-hidden": "true" }),
    h("span", { class: "suggestion-name" }, h("span", { class: "suggestion-main" }, marked(main, q)),
      second.length ? h("span", { class: "suggestion-more" }, marked(second.join(" · "), q)) : null),
    h("span", { class: "suggestion-class" }, className(item)));
  }

  function tell(text) {
    close();
    note.textContent = text;
    note.hidden = false;
    announce(text);
  }

  function close() {
    list.hidden = true;
    note.hidden = true;
    state.items = [];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    state.active = -1;
  }

  function activate(index) {
    list.children[state.active]?.setAttribute("aria-selected", "false");
    state.active = index;
    const chosen = list.children[index];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  function pick(item) {
    state.asked?.abort();
    clearTimeout(state.timer);
    input.value = name(item);
    close();
    onPick(item);
  }

  async function enter() {
    if (state.items[state.active]) return pick(state.items[state.active]);
    const q = input.value.trim();
    if (!q) return;
    clearTimeout(state.timer);
    if (state.shown !== q || state.items.length === 0) await ask();
    if (state.items.length > 0 && input.value.trim() === q) pick(state.items[0]);
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  function keydown(event) {
    if (event.isComposing) return; // the keys belong to the input method
    const count = state.items.length;
    if (event.key in STEPS) {
      event.preventDefault();
      if (count === 0) return void ask();
      // One place between the last and the first option is the text itself.
      activate(((state.active + 1 + STEPS[event.key] + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && (!list.hidden || !note.hidden)) {
      event.stopPropagation();
      close();
    } else if (event.key === "Escape" && input.value) {
      event.stopPropagation();
      input.value = "";
    }
  }

  function typed(event) {
    if (event.isComposing) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, 70);
  }

  function left() {
    state.asked?.abort();
    clearTimeout(state.timer);
    close();
  }

  const listeners = { keydown, input: typed, compositionend: typed, blur: left };
  for (const [event, listener] of Object.entries(listeners)) input.addEventListener(event, listener);

  return h("div", { class: big ? "search big" : "search", role: "search", "aria-label": label },
    h("label", { for: id, class: visibleLabel ? "" : "sr-only" }, label), input, list, note);
}

/** A text with the first place where q stands in it marked. */
function marked(text, q) {
  const at = text.toLowerCase().indexOf(q.toLowerCase());
  if (at < 0) return text;
  return [text.slice(0, at), h("b", null, text.slice(at, at + q.length)), text.slice(at + q.length)];
}
