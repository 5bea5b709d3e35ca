// Keys on the graph: arrows go to the neighbour in that direction, letters act on what is selected.

const ARROWS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };
const LETTERS = {
  e: "expand",
  c: "collapse",
  p: "pin",
  h: "hide",
  Delete: "remove",
  Backspace: "remove",
  Enter: "open",
  " ": "open",
};

/** The action of a key event on a node: expand, collapse, pin, hide, remove, open; "" where it has none. */
export function actionOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  return LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? "";
}

/** The direction of an arrow key in radians; null where it is none. */
export function directionOf(event) {
  return event.ctrlKey || event.metaKey || event.altKey ? null : (ARROWS[event.key] ?? null);
}

/**
 * The node to go to from a node in a direction: a neighbour before all others, the nearest within 75° of it.
 *
 * nodes: [{id, x, y}], edges: [{source, target}]; "" where there is none.
 */
export function stepFrom(id, direction, nodes, edges) {
  const here = nodes.find((node) => node.id === id);
  if (!here) return nodes[0]?.id ?? "";
  const near = new Set(
    edges.flatMap(({ source, target }) => (source === id ? [target] : target === id ? [source] : [])),
  );
  let [best, least] = ["", Infinity];
  for (const node of nodes) {
    if (node.id === id) continue;
    const [dx, dy] = [node.x - here.x, node.y - here.y];
    const turn = Math.abs(
      Math.atan2(Math.sin(Math.atan2(dy, dx) - direction), Math.cos(Math.atan2(dy, dx) - direction)),
    );
    if (turn > 1.31) continue;
    const cost = Math.hypot(dx, dy) * (1 + 2 * turn) * (near.has(node.id) ? 1 : 8);
    if (cost < least) [best, least] = [node.id, cost];
  }
  return best;
}
