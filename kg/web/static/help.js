// Keyboard shortcuts and the dialog that explains them.
import { announce, h } from "./dom.js";
import { add, lang, t } from "./i18n.js";
import { go } from "./state.js";

add({
  "help.title": { zh: "帮助", en: "Help" },
  "help.intro": {
    zh: "在搜索框里输入法院、机制、案件的名称、简称、拼音或英文，打开一条；每个事实旁的 ❝ 打开它所依据的原文。"
      + "网址就是当前视图，复制即可分享。",
    en: "Type the name of a court, a mechanism or a case (Chinese, short name, pinyin or English) and open it."
      + " The ❝ beside a fact opens the passage that says so. The address is the view: copy it to share what you see.",
  },
  "help.keys": { zh: "键盘快捷键", en: "Keyboard shortcuts" },
  "help.key": { zh: "按键", en: "Key" },
  "help.does": { zh: "作用", en: "What it does" },
  "help.search": { zh: "到搜索框", en: "Go to the search box" },
  "help.help": { zh: "打开这个帮助", en: "Open this help" },
  "help.escape": { zh: "关闭建议、证据或对话框", en: "Close suggestions, evidence or a dialog" },
  "help.arrows": { zh: "在建议中移动，回车打开", en: "Move through suggestions, Enter opens" },
  "help.go": { zh: "先按 g，再按：h 首页、e 探索、r 区域、m 地图、a 机制、c 对比、q 查询",
    en: "First g, then h start, e explore, r regions, m map, a anatomy, c compare, q query" },
  "help.single": { zh: "使用单键快捷键", en: "Use single-key shortcuts" },
  "help.close": { zh: "关闭", en: "Close" },
});

const KEYS = [
  ["/", "help.search"], ["↑ ↓", "help.arrows"], ["Esc", "help.escape"], ["g …", "help.go"], ["?", "help.help"],
];
const more = [];
const VIEWS = { h: "home", e: "explore", r: "regions", m: "map", a: "anatomy", c: "compare", q: "query" };
let waiting = 0; // until when the second key of "g …" is awaited, in ms of the event clock

/** Add keys of a view to the help: [["+", {zh, en}], …]. */
export function addKeys(keys) {
  more.push(...keys);
}

/** Open the help as a dialog. */
export function showHelp() {
  const close = h("button", { type: "button", class: "primary", autofocus: true }, t("help.close"));
  const single = h("input", {
    type: "checkbox", checked: singleKeys(), on: { change: (event) => remember(event.target.checked) },
  });
  const rows = [...KEYS.map(([key, text]) => [key, t(text)]), ...more.map(([key, text]) => [key, text[lang()]])];
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, t("help.title")),
    h("p", null, t("help.intro")),
    h("table", null, h("caption", null, t("help.keys")),
      h("thead", { class: "sr-only" }, h("tr", null,
        h("th", { scope: "col" }, t("help.key")), h("th", { scope: "col" }, t("help.does")))),
      h("tbody", null, rows.map(([key, text]) => h("tr", null,
        h("td", null, h("kbd", null, key)), h("td", null, text))))),
    h("label", { class: "row" }, single, t("help.single")),
    h("p", { class: "row dialog-end" }, close));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  announce(t("help.title"));
}

function singleKeys() {
  try {
    return localStorage.getItem("courtgraph.keys") !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem("courtgraph.keys", on ? "on" : "off");
  } catch {
    announce(t("help.single"));
  }
}

function typing(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (!singleKeys()) return;
  if (event.timeStamp < waiting && event.key in VIEWS) {
    waiting = 0;
    event.preventDefault();
    go(VIEWS[event.key]);
  } else if (event.key === "g") {
    waiting = event.timeStamp + 1500;
  } else if (event.key === "/") {
    const box = document.querySelector(".search.big input") ?? document.querySelector("#head-search input");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "?") {
    event.preventDefault();
    showHelp();
  }
});
