// Where things stand in the picture, what stands out in it, and the inks of the theme.
import { data, edgeShown, isDark, state, tiesOf } from "./model.js";

const INKS = {
  light: { text: "#1c2430", soft: "#5b6472", line: "#b9c0c9", ground: "#ffffff", around: "250, 250, 248" },
  dark: { text: "#eceff4", soft: "#a3abb8", line: "#4c5563", ground: "#16191f", around: "22, 25, 31" },
};
// The best tied are named even where their names cover others.
const LEADING = Math.max(5, tiesOf.map((ties) => ties.length).sort((a, b) => b - a)[20] ?? 0);

/** The drawing, its nodes and edges, as pyvis makes them. */
export const network = window.network;
export const nodes = window.nodes;
export const edges = window.edges;

export const ink = () => (isDark() ? INKS.dark : INKS.light);
const isPicked = (number) => state.picked?.kind === "node" && state.picked.number === number;
export const isFirst = (number) => data.about.includes(number) || isPicked(number);
export const isLeading = (number) => tiesOf[number].length >= LEADING;

/** What stands out: the picked node with its neighbours, or the picked edge with its ends; null for all. */
export function focus() {
  if (!state.picked) return null;
  const { kind, number } = state.picked;
  const ties = kind === "edge" ? [number] : tiesOf[number].filter(edgeShown);
  const ends = new Set(kind === "node" ? [number] : []);
  for (const tie of ties) ends.add(data.edges[tie].s).add(data.edges[tie].t);
  return { ties, ends };
}

/** From places of the picture to pixels of the page. */
export function view() {
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  const scale = network.getScale();
  const box = document.getElementById("mynetwork");
  return { scale, w: box.clientWidth, h: box.clientHeight, at: (p) => ({ x: x + p.x * scale, y: y + p.y * scale }) };
}

/** The place of a node, or of the middle of an edge, in the picture. */
export function placeOf(kind, number) {
  return kind === "node" ? network.body.nodes[number] : network.body.edges[number].edgeType.getPoint(0.5);
}

/** Where a node or an edge can be clicked, in pixels of the page's picture. */
export const spot = (kind, number) => view().at(placeOf(kind, number));

/** Draw in pixels of the page instead of those of the picture. */
export function onPage(context, draw) {
  const ratio = network.canvas.pixelRatio;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  context.restore();
}
