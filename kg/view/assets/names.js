// The names in the picture: which are shown, and the writing of them.
import { broken, placed } from "./labels.js";
import { data, edgeShown, nameOf, nodeShown, state, termName, tiesOf } from "./model.js";
import { focus, ink, isFirst, isLeading, network, onPage, placeOf, view } from "./scene.js";

const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", system-ui, '
  + "sans-serif";
const EDGE_NAMES = 60; // beyond so many edges their names wait until one zooms in
const EDGE_SCALE = 0.9;
const MANY = 400; // nodes; then those of few ties are named only from near
const NEAR = 0.45;

let shown = [];
const widths = new Map();
const pen = document.createElement("canvas").getContext("2d");

const fontOf = (bold, size) => `${bold ? 600 : 400} ${size}px ${FONT}`;

function measured(words, font, width) {
  const key = `${font}|${width}|${words.slice(0, 210)}`;
  if (!widths.has(key)) {
    pen.font = font;
    const measure = (line) => pen.measureText(line).width;
    const lines = broken(words, measure, width);
    widths.set(key, { lines, w: Math.ceil(Math.max(0, ...lines.map(measure))) });
  }
  return widths.get(key);
}

/** Choose the names to show. */
export function chooseNames() {
  const { scale, w, h, at } = view();
  const bright = focus();
  const discs = [];
  const items = [];
  data.nodes.forEach((_, number) => {
    if (!nodeShown(number)) return;
    const point = at(placeOf("node", number));
    if (point.x < -20 || point.y < -20 || point.x > w + 20 || point.y > h + 20) return;
    const r = network.body.nodes[number].options.size * scale;
    const first = isFirst(number); // with a ring around it
    const cost = first || isLeading(number) ? 5 : r > 8 ? 3 : 1;
    discs.push({ number, cost, r: first ? r * 1.25 + 5 : Math.max(r * 0.85, 1.5), ...point });
    if (bright ? bright.ends.has(number) : first || named(number, scale)) {
      items.push({ ...point, ...nodeItem(number, first, Boolean(bright)), r: first ? r * 1.25 + 3 : r });
    }
  });
  items.sort((a, b) => b.rank - a.rank || a.number - b.number);
  shown = placed([...items, ...edgeItems(bright, scale, at)], discs, { w, h }, reserved());
}

const named = (number, scale) => data.nodes.length <= MANY || scale >= NEAR || tiesOf[number].length > 2;

function nodeItem(number, first, bright) {
  const ties = tiesOf[number].length;
  const bold = first || ties > 24;
  const size = first ? 15 : bold ? 14 : 12.5;
  const label = measured(nameOf(data.nodes[number]), fontOf(bold, size), first ? 220 : 150);
  const covers = bright ? 40 : first || isLeading(number) ? 60 : 1;
  const h = label.lines.length * (size + 3);
  return { kind: "node", number, ...label, h, size, bold, covers, rank: first ? 1e6 : ties };
}

function edgeItems(bright, scale, at) {
  const count = bright ? bright.ties.length : data.edges.length;
  if (count > EDGE_NAMES && scale < EDGE_SCALE) return [];
  const found = [];
  for (const number of bright ? bright.ties : data.edges.keys()) {
    const edge = network.body.edges[number];
    if (!edgeShown(number) || !edge.connected) continue;
    const label = measured(termName(data.properties, data.edges[number].p), fontOf(false, 11), 120);
    const { from, to } = edge;
    const long = Math.hypot(from.x - to.x, from.y - to.y) - from.options.size - to.options.size;
    if (from !== to && long * scale < label.w + 8) continue;
    const point = at(placeOf("edge", number));
    found.push({ kind: "edge", number, ...point, ...label, r: 0, h: 13, size: 11, centred: true, covers: 0 });
  }
  return found;
}

/** Where the buttons stand over the picture. */
function reserved() {
  if (state.printing) return [];
  const stage = document.getElementById("mynetwork").getBoundingClientRect();
  const box = document.querySelector(".zoom").getBoundingClientRect();
  return box.width ? [{ x: box.x - stage.x, y: box.y - stage.y, w: box.width, h: box.height }] : [];
}

/** Write the names that were chosen, where the picture is now. */
export function writeNames(context) {
  const { at } = view();
  const { text, soft, around } = ink();
  onPage(context, () => {
    Object.assign(context, { textBaseline: "top", textAlign: "center", lineJoin: "round", direction: "ltr" });
    Object.assign(context, { lineWidth: 3.5, strokeStyle: `rgba(${around}, .9)` });
    for (const { kind, number, lines, bold, size, dx, dy, w } of shown) {
      const point = at(placeOf(kind, number));
      context.font = fontOf(bold, size);
      context.fillStyle = kind === "node" ? text : soft;
      lines.forEach((line, row) => {
        const [x, y] = [point.x + dx + w / 2, point.y + dy + row * (size + 3) + 1];
        context.strokeText(line, x, y);
        context.fillText(line, x, y);
      });
    }
  });
}

/** The boxes of the names that are shown, in pixels of the page's picture, for those who check them. */
export function nameBoxes() {
  const { at } = view();
  return shown.map(({ kind, number, lines, dx, dy, w, h }) => {
    const point = at(placeOf(kind, number));
    return { kind, number, text: lines.join("\n"), x: point.x + dx, y: point.y + dy, w, h };
  });
}
