// What of a view is to be seen, and how much there is of each class, property and document.
import { isAfter, isBefore, ordered } from "./graph_dates.js";

/**
 * The nodes and edges to be seen: {nodes, edges, counts, dates, left}.
 *
 * Nodes are those of the store with x, y and pin. counts: {class, property, document}, each a Map name →
 * {name, zh, en, count} before filters, most frequent first. dates: all dates, in order. left: how many shown
 * nodes and edges are not to be seen.
 */
export function visible(view, store) {
  const present = new Map();
  for (const [id, place] of view.shown) {
    const node = store.nodes.get(id);
    if (node && !view.hidden.has(id)) present.set(id, { ...node, x: place.x, y: place.y, pin: place.pin });
  }
  const all = store.among(present);
  const counts = count(present.values(), all);
  const dates = ordered([...present.values(), ...all].map((one) => one.since).filter(Boolean));

  const dated = (edge) => edge.since || present.get(edge.source).since || present.get(edge.target).since;
  const nodeStays = (node) => !view.off.class.has(node.class) && !(view.asOf && isAfter(node.since, view.asOf));
  const kept = new Map([...present].filter(([, node]) => nodeStays(node)));
  const edgeStays = (edge) =>
    kept.has(edge.source) &&
    kept.has(edge.target) &&
    !view.off.property.has(edge.property) &&
    !(view.off.document.size && edge.documents.length && edge.documents.every((one) => view.off.document.has(one))) &&
    !(view.asOf && (isAfter(edge.since, view.asOf) || isBefore(edge.until, view.asOf))) &&
    !(view.undated && !dated(edge));
  const edges = all.filter(edgeStays);

  const before = touched(all);
  const after = touched(edges);
  const nodes = [...kept.values()].filter((node) => {
    if (view.undated && !node.since && !after.has(node.id)) return false;
    return !(view.lonely && before.has(node.id) && !after.has(node.id));
  });
  const left = { nodes: view.shown.size - nodes.length, edges: store.among(view.shown).length - edges.length };
  return { nodes, edges, counts, dates, left };
}

function touched(edges) {
  return new Set(edges.flatMap((edge) => [edge.source, edge.target]));
}

function count(nodes, edges) {
  const counts = { class: new Map(), property: new Map(), document: new Map() };
  const more = (map, name, zh, en) => {
    if (!map.has(name)) map.set(name, { name, zh, en, count: 0 });
    map.get(name).count += 1;
  };
  for (const node of nodes) more(counts.class, node.class, node.class_zh, node.class_en);
  for (const edge of edges) {
    more(counts.property, edge.property, edge.zh, edge.en);
    for (const id of edge.documents) more(counts.document, id, id, id);
  }
  const sorted = (map) => new Map([...map].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)));
  return { class: sorted(counts.class), property: sorted(counts.property), document: sorted(counts.document) };
}

/** Whether anything is filtered away by choice. */
export function filtering(view) {
  return (
    view.hidden.size + view.off.class.size + view.off.property.size + view.off.document.size > 0 ||
    view.lonely ||
    view.undated ||
    view.asOf !== ""
  );
}
