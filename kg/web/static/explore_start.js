// Where a view begins: an address, a resource with its most telling neighbours, or the whole graph.
import { ApiError, get } from "./api.js";
import { family } from "./colours.js";
import { Refused } from "./explorer.js";
import { tidy } from "./graph_layout.js";
import { read } from "./graph_link.js";
import { EMPTY, ends, show } from "./graph_model.js";
import { number, t } from "./i18n.js";

export const TELLING = 25; // neighbours that are shown at first
const MOST_WAYS = 10;
const PAGE = 50;
const ONE_REQUEST = 200;

/** Begin as the parameters of the address say; an empty address begins with nothing. */
export async function begin(explorer, params) {
  if (params.o === "1") return explorer.begin(await overview(explorer, read(params)));
  if (params.n) return reopen(explorer, params);
  const ids = params.ids ? [...new Set(params.ids.split(";").filter(Boolean))] : [];
  const selected = params.s ?? "";
  if (ids.length > 1) return explorer.begin(await among(explorer, ids, selected));
  const edge = ends(selected);
  if (edge) return explorer.begin(await among(explorer, [edge.source, edge.target], selected));
  if (ids.length === 1 || selected) return explorer.begin(await around(explorer, ids[0] ?? selected));
  return explorer.begin(EMPTY);
}

async function reopen(explorer, params) {
  const view = read(params);
  const unknown = await explorer.fetch([...view.shown.keys()]);
  const shown = new Map([...view.shown].filter(([id]) => explorer.store.nodes.has(id)));
  const known =
    view.path && shown.has(view.path.from) && shown.has(view.path.to) && (await stillThere(explorer, view.path));
  if (unknown.length) explorer.note = t("explore.unknown", { n: unknown.length });
  return explorer.begin({ ...view, shown, path: known ? view.path : null });
}

// Whether the ways of a path are still in the graph; it may have been built anew since the link was copied.
async function stillThere(explorer, path) {
  try {
    return (await waysOf(explorer, path)).length > 0;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

/** Some resources with the edges among them. */
export async function among(explorer, ids, selected = "") {
  const unknown = await explorer.fetch(ids);
  const nodes = ids.map((id) => explorer.store.nodes.get(id)).filter(Boolean);
  if (nodes.length === 0) throw new Refused(t("explore.noNode", { id: ids[0] }));
  if (unknown.length) explorer.note = t("explore.unknown", { n: unknown.length });
  const edges = explorer.store.among(new Map(nodes.map((node) => [node.id, node])));
  return { ...show(EMPTY, tidy(nodes, edges)), selected };
}

/** A resource with at most 25 neighbours: some of each relation, the best connected first, no topics. */
export async function around(explorer, id) {
  const { relations } = await get("/api/relations", { id });
  const found = relations
    .map((relation) => ({ ...relation, wanted: 0, telling: relation.count - topics(relation) }))
    .filter((relation) => relation.telling > 0)
    .sort((a, b) => a.telling - b.telling);
  let room = TELLING;
  while (room > 0 && found.some((one) => one.wanted < one.telling)) {
    for (const one of found) {
      if (room === 0 || one.wanted === one.telling) continue;
      one.wanted += 1;
      room -= 1;
    }
  }
  const ids = await chosen(explorer, id, found, relations);
  await explorer.fetch([id, ...ids]);
  const nodes = [id, ...ids].map((one) => explorer.store.nodes.get(one)).filter(Boolean);
  if (!explorer.store.nodes.has(id)) throw new Refused(t("explore.noNode", { id }));
  const edges = explorer.store.among(new Map(nodes.map((node) => [node.id, node])));
  const places = tidy(nodes, edges, new Map(), id);
  const first = show(EMPTY, new Map([[id, places.get(id)]]));
  places.delete(id);
  const all = relations.reduce((sum, one) => sum + one.count, 0);
  const left = all - explorer.store.of(id).filter((edge) => nodes.some((node) => other(edge, id) === node.id)).length;
  const left_topics = relations.reduce((sum, one) => sum + topics(one), 0);
  explorer.note = left > 0 ? t("explore.opened", { shown: ids.length, left, topics: left_topics }) : "";
  return { ...show(first, places, id), selected: id };
}

const topics = (relation) =>
  relation.classes.reduce((sum, one) => sum + (family(one.name) === "topic" ? one.count : 0), 0);
const other = (edge, id) => (edge.source === id ? edge.target : edge.source);

// Where all neighbours fit into one answer, one request; else the first page of each relation that is wanted.
async function chosen(explorer, id, found, relations) {
  const all = relations.reduce((sum, one) => sum + one.count, 0);
  const asked =
    all <= ONE_REQUEST
      ? [get("/api/neighbours", { id, limit: ONE_REQUEST })]
      : found
          .filter((one) => one.wanted > 0)
          .map((one) => get("/api/neighbours", { id, property: one.property, direction: one.direction, limit: PAGE }));
  for (const { part } of await Promise.all(asked)) explorer.store.add(part);
  const ids = new Set();
  for (const one of found) {
    explorer.store
      .of(id)
      .filter((edge) => edge.property === one.property && (one.direction === "out" ? edge.source : edge.target) === id)
      .map((edge) => explorer.store.nodes.get(other(edge, id)))
      .filter((node) => node && node.id !== id && family(node.class) !== "topic")
      .sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1))
      .slice(0, one.wanted)
      .forEach((node) => ids.add(node.id));
  }
  return [...ids];
}

/** The whole graph at the places of the server, in the given view (its filters, camera and selection). */
export async function overview(explorer, view) {
  const found = await get("/api/overview");
  explorer.store.add(found);
  explorer.leftOut = found.left_out ?? null;
  explorer.overviewAt ??= new Map(found.nodes.map(({ id, x, y }) => [id, { x, y }]));
  return { ...show({ ...view, shown: new Map(), mode: "overview", path: null }, explorer.overviewAt) };
}

/** How many ways were found, in words. */
export function toldWays(ways) {
  const key = ways.length === 1 ? "path.one" : ways.length < MOST_WAYS ? "path.found" : "path.many";
  return t(key, { n: number(ways.length), steps: number(ways[0].length) });
}

/** The ways of a path {from, to}, kept in the explorer; gives the ids of the nodes on them. */
export async function waysOf(explorer, { from, to }) {
  const { ways, part } = await get("/api/path", { from, to, count: MOST_WAYS, longest: 6 });
  explorer.store.add(part);
  explorer.found.set(
    `${from} ${to}`,
    ways.map((way) => way.map((edge) => edge.id)),
  );
  return [...new Set(ways.flat().flatMap((edge) => [edge.source, edge.target]))];
}
