// Shortest paths between two: chosen by search or by clicks in the graph, lit one by one or all.
import { clear, h } from "./dom.js";
import { stopsOf } from "./explore_actions.js";
import { toldWays } from "./explore_start.js";
import { name, propName, t } from "./i18n.js";
import { panelHead } from "./graph_panel_head.js";
import { searchBox } from "./search.js";

/** The panel as {element, draw(), show(on), pick(id), start(id)}. find(from, to) looks for the ways. */
export function pathPanel(explorer, find) {
  const element = h("div", {
    class: "graph-panel graph-paths",
    role: "region",
    "aria-label": t("path.title"),
    hidden: true,
  });
  const ends = { from: "", to: "" };
  const names = new Map();
  let failure = "";

  const called = (id) => (id ? name(explorer.store.nodes.get(id) ?? names.get(id) ?? { id }) : "");

  function draw() {
    if (element.hidden) return;
    const { path } = explorer.view;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    clear(element).append(
      panelHead(t("path.title"), () => show(false)),
      ...["from", "to"].map((side) =>
        searchBox({
          label: t(`path.${side}`),
          placeholder: t("path.hint"),
          value: called(ends[side]),
          visibleLabel: true,
          onPick: (item) => {
            names.set(item.id, item);
            ends[side] = item.id;
            draw();
            element.querySelector('[data-key="find"]').focus();
          },
        }),
      ),
      h(
        "div",
        { class: "row" },
        h("button", { type: "button", class: "primary", "data-key": "find", on: { click: look } }, t("path.find")),
        h("button", { type: "button", "data-key": "swap", on: { click: swap } }, t("path.swap")),
        path ? h("button", { type: "button", "data-key": "clear", on: { click: unset } }, t("path.clear")) : null,
      ),
      ...(failure ? [h("p", { class: "error", role: "alert" }, failure)] : []),
      ...(path && explorer.ways.length ? [ways(path)] : []),
    );
    if (focused) element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  function ways(path) {
    const found = explorer.ways;
    const stops = stopsOf(explorer, path);
    const said = toldWays(found);
    const lit = (at, label) =>
      h(
        "button",
        {
          type: "button",
          class: "path-way",
          "aria-pressed": String(path.at === at),
          "data-key": `way ${at}`,
          on: { click: () => explorer.step({ ...explorer.view, path: { ...path, at }, selected: "" }) },
        },
        label,
      );
    return h(
      "div",
      { class: "path-ways" },
      h("p", null, said),
      found.length > 1 ? lit(-1, t("path.all")) : null,
      found.map((way, at) =>
        lit(at, [
          h("b", null, t("path.way", { n: at + 1 })),
          " ",
          h("span", { class: "small" }, steps(stops[at], way)),
        ]),
      ),
    );
  }

  // “A —part of→ B ←member— C”
  function steps(stops, way) {
    return stops.map((id, at) => {
      const edge = explorer.store.edges.get(way[at]);
      const out = edge?.source === id;
      return [
        h("bdi", null, called(id)),
        edge ? h("span", { class: "muted" }, out ? ` —${propName(edge)}→ ` : ` ←${propName(edge)}— `) : null,
      ];
    });
  }

  async function look() {
    failure = "";
    failure = (await find(ends.from, ends.to)) ?? "";
    draw();
  }

  function swap() {
    [ends.from, ends.to] = [ends.to, ends.from];
    draw();
  }

  function unset() {
    explorer.step({ ...explorer.view, path: null });
  }

  function show(on) {
    element.hidden = !on;
    const { path, selected, shown } = explorer.view;
    if (on && path) Object.assign(ends, { from: path.from, to: path.to });
    else if (on && !ends.from && shown.has(selected)) ends.from = selected;
    failure = "";
    draw();
    element.dispatchEvent(new Event("toggled"));
  }

  /** A node was clicked while the panel is open: it becomes the end that is missing; gives whether it was taken. */
  function pick(id) {
    if (element.hidden || !explorer.store.nodes.has(id) || explorer.view.path) return false;
    const side = !ends.from ? "from" : !ends.to && id !== ends.from ? "to" : "";
    if (!side) return false;
    ends[side] = id;
    draw();
    if (ends.from && ends.to) look();
    return true;
  }

  function start(id) {
    Object.assign(ends, { from: id, to: "" });
    if (explorer.view.path) explorer.step({ ...explorer.view, path: null });
    show(true);
  }

  return { element, draw, close: () => show(false), show, pick, start };
}
