// What is shown, as a value: every step gives a new view and leaves the old one as it was.
// Nodes and edges as the server sent them stand in a Store, which only grows.

/** Everything that was fetched, by id. */
export class Store {
  constructor() {
    this.nodes = new Map();
    this.edges = new Map();
    this.around = new Map(); // id of a node → Set of ids of its edges
  }

  /** Keep a part ({nodes, edges}) of the server. */
  add(part) {
    for (const node of part.nodes) this.nodes.set(node.id, node);
    for (const edge of part.edges) {
      this.edges.set(edge.id, edge);
      for (const end of [edge.source, edge.target]) {
        if (!this.around.has(end)) this.around.set(end, new Set());
        this.around.get(end).add(edge.id);
      }
    }
  }

  /** All known edges of a node. */
  of(id) {
    return [...(this.around.get(id) ?? [])].map((key) => this.edges.get(key));
  }

  /** All known edges among some nodes (a Set or Map of ids), in order of their ids. */
  among(ids) {
    const found = [];
    for (const id of ids.keys()) {
      for (const key of this.around.get(id) ?? []) {
        const edge = this.edges.get(key);
        if (edge.source === id && ids.has(edge.target)) found.push(edge);
      }
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** Nothing shown. Positions are whole pixels at zoom 1; by: which nodes brought a node, empty where it was opened. */
export const EMPTY = Object.freeze({
  mode: "graph", // or "overview": everything, at the positions of the server
  shown: new Map(), // id → {x, y, pin, by: [ids]}
  hidden: new Set(), // hidden one by one
  off: Object.freeze({ class: new Set(), property: new Set(), document: new Set() }),
  lonely: false, // hide nodes whose edges are all hidden
  asOf: "",
  undated: false, // hide what has no date
  selected: "", // id of a node or of an edge
  path: null, // {from, to, at}: at is the way that is lit, -1 for all
  camera: null, // {x, y, scale}; null: fit
});

/** Show nodes at places: Map id → {x, y}. by: the node that brought them, "" where they were opened. */
export function show(view, places, by = "") {
  const shown = new Map(view.shown);
  for (const [id, { x, y, pin = false }] of places) {
    const old = shown.get(id);
    if (!old) shown.set(id, { x: Math.round(x), y: Math.round(y), pin, by: by && by !== id ? [by] : [] });
    else if (!by) shown.set(id, { ...old, by: [] });
    else if (old.by.length && by !== id && !old.by.includes(by)) shown.set(id, { ...old, by: [...old.by, by] });
  }
  return { ...view, shown };
}

/** Whether collapsing a node would take something away. */
export function canCollapse(view, id) {
  return collapse(view, id).shown.size < view.shown.size;
}

/** Take away what only this node brought, and what only that brought; pinned nodes stay. */
export function collapse(view, id) {
  const shown = new Map(view.shown);
  const left = [id];
  while (left.length) {
    const origin = left.pop();
    for (const [other, place] of shown) {
      if (!place.by.includes(origin)) continue;
      const by = place.by.filter((one) => one !== origin);
      // Who was opened by hand, or pinned, or is the origin of it all, stays and belongs to nobody.
      if (by.length > 0 || place.pin || other === id) shown.set(other, { ...place, by });
      else {
        shown.delete(other);
        left.push(other);
      }
    }
  }
  return tidied({ ...view, shown });
}

/** Take a node out of the view. */
export function remove(view, id) {
  const shown = new Map();
  for (const [other, place] of view.shown) {
    if (other !== id)
      shown.set(other, place.by.includes(id) ? { ...place, by: place.by.filter((one) => one !== id) } : place);
  }
  return tidied({ ...view, shown });
}

/** Hide one node; it comes back with unhide. */
export function hide(view, id) {
  return { ...view, hidden: new Set([...view.hidden, id]), selected: view.selected === id ? "" : view.selected };
}

/** Show hidden nodes again: one, or all. */
export function unhide(view, id = null) {
  return { ...view, hidden: new Set(id === null ? [] : [...view.hidden].filter((one) => one !== id)) };
}

/** Put nodes elsewhere: Map id → {x, y}; pin: true where the reader put them there. */
export function move(view, places, pin = null) {
  const shown = new Map(view.shown);
  for (const [id, { x, y }] of places) {
    const old = shown.get(id);
    if (old) shown.set(id, { ...old, x: Math.round(x), y: Math.round(y), pin: pin ?? old.pin });
  }
  return { ...view, shown };
}

/** Pin a node, or let it go. */
export function pin(view, id, on) {
  const shown = new Map(view.shown);
  if (shown.has(id)) shown.set(id, { ...shown.get(id), pin: on });
  return { ...view, shown };
}

/** Switch names of a kind ("class", "property", "document") off or on. */
export function toggle(view, kind, names, on) {
  const set = new Set(view.off[kind]);
  for (const name of names) on ? set.delete(name) : set.add(name);
  return { ...view, off: { ...view.off, [kind]: set } };
}

/** All filters off: classes, properties, documents, dates and hidden nodes. */
export function unfiltered(view) {
  return { ...view, hidden: new Set(), off: EMPTY.off, lonely: false, asOf: "", undated: false };
}

// What is not shown any more is neither selected nor hidden.
function tidied(view) {
  const gone = (id) =>
    id !== "" && !view.shown.has(id) && !id.split(" ").every((end, at) => at === 1 || view.shown.has(end));
  return {
    ...view,
    hidden: new Set([...view.hidden].filter((id) => view.shown.has(id))),
    selected: gone(view.selected) ? "" : view.selected,
  };
}

/** The ends of an edge's id: {source, property, target}; null where it is the id of a node. */
export function ends(id) {
  const parts = id.split(" ");
  return parts.length === 3 ? { source: parts[0], property: parts[1], target: parts[2] } : null;
}
