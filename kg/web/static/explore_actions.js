// What a reader does to the graph. Each gives one step that can be undone, and a line that says what happened.
import { ApiError, get } from "./api.js";
import { Refused } from "./explorer.js";
import { EMPTY, collapse, hide, move, pin, remove, show, unhide } from "./graph_model.js";
import { around, overview, waysOf } from "./explore_start.js";
import { tidy } from "./graph_layout.js";
import { along, settle } from "./graph_space.js";
import { name, t } from "./i18n.js";

export const PAGE = 50;

const called = (explorer, id) => name(explorer.store.nodes.get(id) ?? { id });

/** Add resources and select the last one. */
export async function addNodes(explorer, ids, origin = "") {
  if (explorer.view.mode === "overview" && ids.every((id) => explorer.view.shown.has(id))) {
    return explorer.amend({ ...explorer.view, selected: ids.at(-1) });
  }
  if (explorer.view.mode === "overview") return explorer.step(await around(explorer, ids.at(-1)), explorer.note);
  if (explorer.view.shown.size === 0 && ids.length === 1)
    return explorer.step(await around(explorer, ids[0]), explorer.note);
  const view = unhide(await explorer.brought(ids, origin), ids.at(-1));
  if (!view.shown.has(ids.at(-1))) throw new Refused(t("explore.noNode", { id: ids.at(-1) }));
  return explorer.step({ ...view, selected: ids.at(-1) });
}

/**
 * The next page of one relation ({property, direction, count}) of a node; gives how many nodes came.
 *
 * A page that brings nothing, all of it being shown, is followed by the next.
 */
export async function expand(explorer, id, relation) {
  for (let offset = 0; offset < relation.count; offset += PAGE) {
    const { property, direction } = relation;
    const { part } = await get("/api/neighbours", { id, property, direction, limit: PAGE, offset });
    const fresh = part.nodes.filter((node) => node.id !== id && !explorer.view.shown.has(node.id));
    if (fresh.length === 0) continue;
    explorer.store.add(part);
    fresh.sort((a, b) =>
      a.class < b.class ? -1 : a.class > b.class ? 1 : b.degree - a.degree || (a.id < b.id ? -1 : 1),
    );
    const size = explorer.view.shown.size;
    const view = await explorer.brought(
      part.nodes
        .filter((node) => node.id !== id)
        .map((node) => node.id)
        .sort((a, b) => fresh.findIndex((one) => one.id === a) - fresh.findIndex((one) => one.id === b)),
      id,
    );
    explorer.step({ ...view, selected: id });
    return view.shown.size - size;
  }
  return 0;
}

/** Take away what only this node brought. */
export function collapseNode(explorer, id) {
  const view = collapse(explorer.view, id);
  const gone = explorer.view.shown.size - view.shown.size;
  if (gone === 0) return t("explore.nothingToCollapse");
  explorer.step(view);
  return t("explore.collapsed", { n: gone });
}

export function hideNode(explorer, id) {
  explorer.step(hide(explorer.view, id));
  return t("explore.hiddenOne", { name: called(explorer, id) });
}

export function removeNode(explorer, id) {
  if (explorer.view.mode === "overview") return hideNode(explorer, id);
  explorer.step(remove(explorer.view, id));
  return t("explore.removedOne", { name: called(explorer, id) });
}

export function pinNode(explorer, id, on = !explorer.view.shown.get(id)?.pin) {
  explorer.step(pin(explorer.view, id, on));
  return t(on ? "explore.pinned" : "explore.unpinned", { name: called(explorer, id) });
}

/** Nodes were dragged; where the reader put them they stay. */
export function dragged(explorer, places) {
  explorer.step(move(explorer.view, places, true));
}

/** Lay the whole out anew; pinned nodes stay. */
export function tidyAll(explorer) {
  const { shown } = explorer.view;
  const fixed = new Map([...shown].filter(([, place]) => place.pin));
  const nodes = explorer.seen.nodes;
  const centre = [...shown].find(([, place]) => place.by.length === 0)?.[0] ?? "";
  explorer.step(move(explorer.view, tidy(nodes, explorer.seen.edges, fixed, centre)));
  return t("explore.tidied");
}

/** The whole graph, or back to the graph before it. */
export async function toggleOverview(explorer) {
  if (explorer.view.mode === "overview") {
    const before = explorer.history.past.findLast((view) => view.mode === "graph" && view.shown.size > 0);
    const { selected } = explorer.view;
    if (before)
      return explorer.step({
        ...before,
        selected: before.shown.has(selected) ? selected : before.selected,
        camera: null,
      });
    return explorer.step(
      selected && explorer.store.nodes.has(selected) ? await around(explorer, selected) : EMPTY,
      explorer.note,
    );
  }
  return explorer.step(
    await overview(explorer, { ...explorer.view, hidden: new Set(), off: EMPTY.off, asOf: "", camera: null }),
  );
}

/** The shortest paths between two resources, added to the graph and lit; throws where there is none. */
export async function findPath(explorer, from, to) {
  if (!from || !to || from === to) throw new Refused(t("path.two"));
  let ids = [];
  try {
    ids = await waysOf(explorer, { from, to });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  if (ids.length === 0) {
    throw new Refused(t("path.none", { from: called(explorer, from), to: called(explorer, to) }));
  }
  const size = explorer.view.shown.size;
  if (explorer.view.mode === "overview" || size === 0) explorer.step(await pathAlone(explorer, ids, { from, to }));
  else {
    const known = explorer.view.shown.has(from) || explorer.view.shown.has(to);
    const view = await explorer.brought(ids, known ? "" : from, known ? stopsOf(explorer, { from, to }) : null);
    const hidden = new Set([...view.hidden].filter((id) => !ids.includes(id)));
    explorer.step({ ...view, hidden, selected: "", path: { from, to, at: -1 } });
  }
  return explorer.ways;
}

// A path of its own: laid out in a row from its start.
async function pathAlone(explorer, ids, path) {
  await explorer.fetch(ids);
  const start = new Map([[path.from, { x: 0, y: 0 }]]);
  const places = settle(along(stopsOf(explorer, path), start), start.values());
  return { ...show(EMPTY, new Map([...start, ...places])), path: { ...path, at: -1 } };
}

/** The nodes of each way of a path in order, whatever the direction of its edges. */
export function stopsOf(explorer, { from, to }) {
  return (explorer.found.get(`${from} ${to}`) ?? []).map((way) => {
    const stops = [from];
    for (const key of way) {
      const { source, target } = explorer.store.edges.get(key);
      stops.push(source === stops.at(-1) ? target : source);
    }
    return stops;
  });
}

/** The ids of nodes and edges on the lit ways; null where no path is shown. */
export function lit(explorer) {
  const { path } = explorer.view;
  const all = explorer.ways;
  if (!path || all.length === 0) return null;
  const ways = all[path.at] ? [all[path.at]] : all;
  const found = new Set([path.from, path.to]);
  for (const key of ways.flat()) {
    const edge = explorer.store.edges.get(key);
    if (edge) found.add(key).add(edge.source).add(edge.target);
  }
  return found;
}
