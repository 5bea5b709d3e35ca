// The parts of the explorer's screen, put together: tools, bar, stage with its panels, list, as-of date, left pane.
import { graphStatus } from "./api.js";
import { clear, h } from "./dom.js";
import { filtering } from "./graph_filters.js";
import { asOfBar } from "./graph_asof.js";
import { selectionBar } from "./graph_bar.js";
import { expandMenu } from "./graph_expand.js";
import { graphList } from "./graph_list.js";
import { filterPanel, legend } from "./graph_panel.js";
import { pathPanel } from "./graph_path.js";
import { toolbar } from "./graph_toolbar.js";
import { lang, number, t } from "./i18n.js";
import { searchBox } from "./search.js";

/** on: the tools of the screen, act, expand(id, relation), path(from, to), stage, tip, page (elements). */
export function explorePanels(explorer, on) {
  const titles = new Map();
  const bar = selectionBar(on.act);
  const menu = expandMenu(explorer, on.expand);
  const filters = filterPanel(explorer, titles);
  const paths = pathPanel(explorer, on.path);
  const list = graphList(explorer, on.act);
  const asOf = asOfBar(explorer);
  const signs = legend(explorer);
  // One panel at a time lies on the graph.
  const tools = toolbar(explorer, {
    ...on,
    filters: () => {
      paths.show(false);
      filters.show(filters.element.hidden);
    },
    paths: () => {
      filters.show(false);
      paths.show(paths.element.hidden);
    },
  });
  const note = h("p", { class: "graph-note", hidden: true });
  const counts = h("p", { class: "graph-counts muted small" });
  const empty = h(
    "div",
    { class: "graph-empty", hidden: true },
    h("h2", null, t("explore.start")),
    h("p", { class: "muted" }, t("explore.startText")),
    searchBox({ onPick: on.add, big: true }),
    h("p", null, h("button", { type: "button", on: { click: on.overview } }, t("explore.overview"))),
  );
  const zoom = h(
    "div",
    { class: "graph-zoom", role: "group", "aria-label": `${t("explore.zoomIn")} / ${t("explore.zoomOut")}` },
    h("button", { type: "button", "aria-label": t("explore.zoomIn"), on: { click: () => on.zoom(1.3) } }, "+"),
    h("button", { type: "button", "aria-label": t("explore.zoomOut"), on: { click: () => on.zoom(1 / 1.3) } }, "−"),
  );

  const tabs = ["graph", "list", "page"].map((key) =>
    h(
      "button",
      {
        type: "button",
        class: `tab tab-${key}`,
        "data-tab": key,
        "aria-pressed": String(key === "graph"),
        on: { click: () => turn(key) },
      },
      t(`explore.${key}`),
    ),
  );
  const canvas = h(
    "div",
    { class: "graph-canvas" },
    on.stage,
    signs.element,
    zoom,
    note,
    on.tip,
    filters.element,
    paths.element,
    menu.element,
    empty,
  );
  const right = h(
    "section",
    { class: "explore-graph", "aria-label": t("explore.graph") },
    tools.element,
    bar.element,
    canvas,
    list.element,
    h("div", { class: "graph-foot" }, asOf.element, counts),
  );
  const root = h(
    "div",
    { class: "explore", "data-tab": "graph" },
    h("h1", { class: "sr-only" }, t("explore.title")),
    h("div", { class: "explore-tabs", role: "group", "aria-label": t("explore.panes") }, tabs),
    on.page,
    right,
  );
  for (const panel of [filters, paths]) panel.element.addEventListener("toggled", () => tools.draw(open()));

  function turn(key) {
    root.dataset.tab = key;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.tab === key));
    list.element.hidden = key !== "list";
    canvas.hidden = key === "list";
    list.draw();
  }

  const open = () => ({ filters: !filters.element.hidden, paths: !paths.element.hidden });

  function draw() {
    const { seen, view } = explorer;
    for (const part of [menu, filters, paths, list, asOf, signs]) part.draw();
    bar.draw(explorer);
    tools.draw(open());
    empty.hidden = view.shown.size > 0;
    // How much is drawn, for style sheets and tests.
    Object.assign(root.dataset, { nodes: seen.nodes.length, edges: seen.edges.length, mode: view.mode });
    root.classList.toggle("is-empty", view.shown.size === 0);
    const filtered = view.shown.size > 0 && seen.nodes.length === 0;
    const left = view.mode === "overview" ? explorer.leftOut : null;
    const said = [explorer.note, filtered ? t("filter.empty") : "", left?.nodes ? left[`note_${lang()}`] : ""].filter(
      Boolean,
    );
    note.hidden = said.length === 0;
    clear(note).append(
      h("span", null, said.join(" ")),
      h(
        "button",
        {
          type: "button",
          class: "quiet small",
          "aria-label": t("explore.close"),
          on: {
            click: () => {
              note.hidden = true;
            },
          },
        },
        "✕",
      ),
    );
    counts.textContent =
      t("explore.counts", { nodes: number(seen.nodes.length), edges: number(seen.edges.length) }) +
      (filtering(view) && seen.left.nodes + seen.left.edges > 0
        ? t("explore.left", { nodes: number(seen.left.nodes), edges: number(seen.left.edges) })
        : "");
  }

  graphStatus().then(
    (status) => {
      for (const one of status.documents ?? []) titles.set(one.id, one.title || one.id);
      filters.draw();
    },
    () => {},
  ); // without titles the documents are called by their ids

  return {
    elements: [root],
    menu,
    paths,
    draw,
    /** Whether the path panel took a node that was clicked. */
    takes: (id) => paths.pick(id),
    /** How much of the stage the note, the legend and open panels cover at each side, in pixels. */
    pads: () => {
      const narrow = canvas.clientWidth < 600;
      const side = (...panels) =>
        narrow ? 0 : Math.max(0, ...panels.map((one) => (one.element.hidden ? 0 : one.element.offsetWidth + 12)));
      return {
        top: note.hidden ? 0 : note.offsetHeight + 12,
        bottom: signs.element.offsetHeight + 10,
        left: side(menu),
        right: side(filters, paths),
      };
    },
    /** Close what lies on the graph; gives whether there was anything. */
    dismiss: () => {
      const found = [menu, filters, paths].filter((one) => !one.element.hidden);
      for (const one of found) one.close();
      return found.length > 0;
    },
    busy: (is) => canvas.classList.toggle("busy", is),
    flash(tool, text) {
      const button = tools.element.querySelector(`[data-tool="${tool}"]`);
      const was = t(`explore.${tool}`);
      button.textContent = text;
      setTimeout(() => {
        button.textContent = was;
      }, 1500);
    },
  };
}
