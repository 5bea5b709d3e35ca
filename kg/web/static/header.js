// The head of every page: name, search, navigation, language, theme, help.
import { present } from "./colours.js";
import { clear, h } from "./dom.js";
import { showHelp } from "./help.js";
import { add, lang, setLang, t } from "./i18n.js";
import { searchBox } from "./search.js";
import { format } from "./state.js";

add({
  "head.skip": { zh: "跳到正文", en: "Skip to the content" },
  "head.nav": { zh: "主导航", en: "Main navigation" },
  "head.language": { zh: "English", en: "中文" },
  "head.dark": { zh: "深色", en: "Dark" },
  "head.light": { zh: "浅色", en: "Light" },
  "head.toDark": { zh: "换成深色", en: "Use the dark theme" },
  "head.toLight": { zh: "换成浅色", en: "Use the light theme" },
  "head.help": { zh: "帮助", en: "Help" },
  "head.status": { zh: "状态消息", en: "Status messages" },
});

/** Write the head in the present language. views: [{name, nav: {zh, en}}]; onPick(item) opens what was found. */
export function drawHeader(views, onPick) {
  document.querySelector(".skip").textContent = t("head.skip");
  const search = clear(document.getElementById("head-search"));
  search.append(searchBox({ onPick }));
  const nav = clear(document.getElementById("nav"));
  nav.setAttribute("aria-label", t("head.nav"));
  nav.append(h("ul", null, views.map((view) => h("li", null,
    h("a", { href: format(view.name), "data-view": view.name }, view.nav[lang()])))));
  drawTools();
  markCurrent(document.body.dataset.view);
}

/** Mark the link of the view that is shown. */
export function markCurrent(name) {
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function drawTools() {
  const other = lang() === "zh" ? "en" : "zh";
  const dark = present() === "dark";
  clear(document.getElementById("tools")).append(
    h("button", {
      type: "button", class: "quiet", id: "language", lang: other === "en" ? "en" : "zh-CN",
      on: { click: () => { setLang(other); document.getElementById("language").focus(); } },
    }, t("head.language")),
    h("button", {
      type: "button", class: "quiet", id: "theme", title: t(dark ? "head.toLight" : "head.toDark"),
      "aria-label": t(dark ? "head.toLight" : "head.toDark"),
      on: { click: () => { setTheme(dark ? "light" : "dark"); document.getElementById("theme").focus(); } },
    }, t(dark ? "head.light" : "head.dark")),
    h("button", { type: "button", class: "quiet", id: "help", on: { click: () => showHelp() } }, t("head.help")),
  );
}

/** Show the light or the dark theme; views hear the event "themechange" of window. */
export function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("courtgraph.theme", theme);
  } catch {
    // without storage the choice lasts as long as the page
  }
  drawTools();
  window.dispatchEvent(new Event("themechange"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (document.documentElement.dataset.theme) return; // the reader's choice goes before the system's
  drawTools();
  window.dispatchEvent(new Event("themechange"));
});
