// The shell: header, navigation, and one view at a time, by the address's hash.
import { ApiError } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { closeEvidence } from "./evidence.js";
import { drawHeader, markCurrent } from "./header.js";
import { add, lang, setLang, t } from "./i18n.js";
import { current, format, go } from "./state.js";

add({
  "app.name": { zh: "CourtGraph 法院图谱", en: "CourtGraph" },
  "app.loading": { zh: "正在载入……", en: "Loading …" },
  "app.shown": { zh: "已打开：{title}", en: "Opened: {title}" },
  "app.unknown": { zh: "没有这个页面：{view}", en: "There is no such page: {view}" },
  "app.home": { zh: "回到首页", en: "Back to the start" },
  "app.again": { zh: "重试", en: "Try again" },
  "app.failed": { zh: "没能打开", en: "This could not be opened" },
  "app.candidates": { zh: "您是不是要找：", en: "Did you mean:" },
});

// A view's module is loaded when it is first opened: the start needs no graph library, and a fault in one stays there.
const PAGES = [
  { name: "home", nav: { zh: "首页", en: "Start" }, load: () => import("./home.js") },
  { name: "explore", nav: { zh: "探索", en: "Explore" }, load: () => import("./view_explore.js") },
  { name: "regions", nav: { zh: "区域", en: "Regions" }, load: () => import("./view_regions.js") },
  { name: "map", nav: { zh: "地图", en: "Map" }, load: () => import("./view_map.js") },
  { name: "anatomy", nav: { zh: "机制", en: "Anatomy" }, load: () => import("./view_anatomy.js") },
  { name: "compare", nav: { zh: "对比", en: "Compare" }, load: () => import("./view_compare.js") },
  { name: "query", nav: { zh: "查询", en: "Query" }, load: () => import("./view_query.js") },
  { name: "entity", load: () => import("./entity.js") },
  { name: "list", load: () => import("./list.js") },
];
const main = document.getElementById("view");
const places = new Map(); // how far each entry of the browser's history was scrolled
let entry = "";
let entries = 0;
let leaving = new AbortController();
let drawn = "";

/** Note the place in the view that is left; gives the place in the one that is shown now, 0 where it is new. */
function arrive() {
  places.set(entry, scrollY);
  const known = history.state?.entry;
  entry = known ?? `${performance.timeOrigin} ${++entries}`;
  if (!known) history.replaceState({ ...history.state, entry }, "");
  return places.get(entry) ?? 0;
}

/** Draw the view of the address. moved: the reader went there, so the focus follows. */
async function show(moved) {
  const place = arrive();
  const { view: wanted, params } = current();
  const page = PAGES.find(({ name }) => name === wanted);
  leaving.abort();
  const { signal } = (leaving = new AbortController());
  const sameView = drawn === wanted;
  drawn = wanted;
  document.body.dataset.view = wanted;
  if (!sameView) closeEvidence(false);
  // A view keeps the container that it was given: one that answers late writes into nothing that is shown.
  const container = h("div", { class: `view view-${page?.name ?? "none"}`, tabindex: "-1" });
  container.append(h("p", { class: "loading" }, t("app.loading")));
  clear(main).append(container);
  markCurrent(wanted);
  setTitle(page?.nav?.[lang()] ?? "");
  if (moved) scrollTo(0, 0);
  try {
    if (!page) throw new ApiError(404, t("app.unknown", { view: wanted }));
    const { view } = await page.load();
    if (signal.aborted) return;
    if (wanted !== "home") setTitle(view.title[lang()]);
    await view.render(container, params, signal);
  } catch (error) {
    if (signal.aborted || error.name === "AbortError") return;
    failed(container, error);
    if (!(error instanceof ApiError)) throw error; // a fault of ours belongs into the console too
  } finally {
    container.querySelector(":scope > .loading")?.remove();
  }
  if (signal.aborted || !moved) return;
  announce(t("app.shown", { title: document.title }));
  if (!container.contains(document.activeElement)) focusOn(container);
  if (place > 0) scrollTo(0, place);
}

function focusOn(container) {
  const heading = container.querySelector("h1") ?? container;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

function failed(container, error) {
  const message = error.message || String(error);
  const found = error.candidates ?? [];
  clear(container).append(h("section", { class: "card failure" },
    h("h1", null, t("app.failed")),
    h("p", null, message),
    found.length ? [h("p", null, t("app.candidates")), h("ul", null, found.map(candidate))] : null,
    h("p", { class: "row" },
      h("button", { type: "button", on: { click: () => show(true) } }, t("app.again")),
      h("a", { class: "button", href: format("home") }, t("app.home")))));
  announce(message);
}

function candidate(one) {
  const id = typeof one === "string" ? one : one.id;
  return h("li", null, h("a", { href: format("entity", { id }) }, typeof one === "string" ? one : one.label ?? id));
}

function setTitle(text) {
  document.title = text ? `${text} · ${t("app.name")}` : t("app.name");
}

function start() {
  history.scrollRestoration = "manual"; // the browser would scroll before the view is drawn
  setLang(lang());
  const again = () => {
    drawHeader(PAGES.filter(({ nav }) => nav), (item) => go("entity", { id: item.id }));
    closeEvidence(false);
    show(false);
  };
  window.addEventListener("langchange", again);
  window.addEventListener("hashchange", () => show(true));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the hash is the address of the view
    focusOn(main.firstElementChild ?? main);
  });
  again();
}

start();
