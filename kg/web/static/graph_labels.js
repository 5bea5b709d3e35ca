// Labels that can be read: cut to two lines, and drawn only where none would lie on another.

export const SIZE = 13; // of the text of nodes, in pixels of the screen
export const EDGE_SIZE = 11;
const WIDTH = 122; // of a line, in pixels of the screen
const AIR = 16; // around a label of an overview, so that the picture is seen between them
const LINE = 1.25; // height of a line, in sizes
const NOT_DRAWN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const LATIN = /^[\p{Script=Latin}\p{P}\p{N}\s]+$/u;
const NO_END = "“《（「『‘(";
const NO_START = "，。、；：？！）》」』”’…·,.;:?!)";

/** A text as it is drawn: no control marks, nor marks of direction, which would turn what stands beside it. */
export function drawable(text) {
  return [...String(text).slice(0, 400).replace(/\s+/g, " ").replace(NOT_DRAWN, "")].slice(0, 80).join("");
}

/**
 * The lines of a label, at most two, of Latin words three; what is longer ends with “…”.
 *
 * measure(text) gives the width in pixels. The lines are about as long as one another, Latin words stay whole.
 */
export function wrap(text, measure, width = WIDTH) {
  let rest = drawable(text);
  const lines = [];
  for (let left = LATIN.test(rest) ? 3 : 2; left > 1 && measure(rest) > width; left -= 1) {
    const share = measure(rest) / Math.min(left, Math.ceil(measure(rest) / width));
    const cut = breakAt(rest, measure, Math.min(width, Math.max(share + SIZE, width * 0.6)));
    lines.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...lines, measure(rest) <= width ? rest : shortened(rest, measure, width)].filter(Boolean);
}

function breakAt(label, measure, goal) {
  let text = "";
  for (const char of label) {
    if (text && measure(text + char) > goal && !NO_START.includes(char)) break;
    text += char;
  }
  const next = label[text.length] ?? "";
  // A Latin word or a number goes to the next line as a whole, if the first is not left nearly empty.
  const word = /^[\p{Script=Latin}\d]/u.test(next) ? (/[\p{Script=Latin}\d.,'’-]+$/u.exec(text)?.index ?? 0) : 0;
  const whole = text + (/^[\p{Script=Latin}\d]+/u.exec(label.slice(text.length))?.[0] ?? "");
  const cut = word > text.length / 4 ? word : measure(whole) <= WIDTH ? whole.length : text.length;
  return cut > 1 && NO_END.includes(label[cut - 1]) ? cut - 1 : cut;
}

function shortened(text, measure, width) {
  const chars = [...text];
  while (chars.length > 1 && measure(`${chars.join("")}…`) > width) chars.pop();
  const short = chars.join("");
  const space = LATIN.test(short) ? short.lastIndexOf(" ") : -1;
  return `${space > short.length / 2 ? short.slice(0, space) : short}…`;
}

/** Boxes that were taken, found by a grid. */
class Boxes {
  constructor(size) {
    this.size = size;
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box.x0 / this.size); x <= Math.floor(box.x1 / this.size); x += 1) {
      for (let y = Math.floor(box.y0 / this.size); y <= Math.floor(box.y1 / this.size); y += 1) yield `${x} ${y}`;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  hits(box, own = null) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        const over = other.x0 < box.x1 && box.x0 < other.x1 && other.y0 < box.y1 && box.y0 < other.y1;
        if (over && (own === null || other.own !== own)) return true;
      }
    }
    return false;
  }
}

/**
 * Which labels are drawn, and where: [{id, lines, x, y, size, box, edge}], x and y the middle of the label.
 *
 * nodes: [{id, text, x, y, r, rank}], higher rank first; edges: [{id, text, at: [{x, y}…]}] in order of importance,
 * at being places on the line, best first. scale: pixels of the screen to one of the plane; measure(text, size): width
 * in pixels of the screen; must: ids whose labels come first and lie on symbols rather than not be drawn; loose: all
 * may lie on small symbols, as in an overview, where there is no room between them; frame: {x0, x1, y0, y1} of what is
 * on the screen, at whose edge no label is cut off.
 * All places are on the plane, so that a drawn layout stays free of overlap while one zooms.
 */
export function layoutLabels({ nodes, edges, scale, measure, must = new Set(), loose = false, frame = null }) {
  const symbols = new Boxes(80 / scale);
  const labels = new Boxes(80 / scale);
  for (const { id, x, y, r } of nodes) {
    if (!loose || r * scale > 3) symbols.add({ x0: x - r, x1: x + r, y0: y - r, y1: y + r, own: id });
  }
  const drawn = [];
  const order = [...nodes].sort((a, b) => must.has(b.id) - must.has(a.id) || b.rank - a.rank || (a.id < b.id ? -1 : 1));
  const air = loose ? AIR / scale : 0;
  for (const node of order) {
    const lines = wrap(node.text, (text) => measure(text, SIZE));
    const [w, h] = extent(lines, SIZE, scale, measure);
    const spots = [
      [node.x, node.y + node.r + h / 2 + 2 / scale],
      [node.x, node.y - node.r - h / 2 - 2 / scale],
      [node.x + node.r + w / 2 + 4 / scale, node.y],
      [node.x - node.r - w / 2 - 4 / scale, node.y],
    ].map(([x, y]) => ({ x, y, box: { x0: x - w / 2, x1: x + w / 2, y0: y - h / 2, y1: y + h / 2 } }));
    const apart = spots.filter(({ box }) => !labels.hits(box));
    const free = apart.filter(({ box }) => !symbols.hits(box, node.id));
    const spot = free.find(({ box }) => within(box, frame)) ?? (must.has(node.id) ? (free[0] ?? apart[0]) : null);
    if (!spot) continue;
    const { x0, x1, y0, y1 } = spot.box;
    labels.add({ x0: x0 - air, x1: x1 + air, y0: y0 - air, y1: y1 + air });
    drawn.push({ id: node.id, lines, size: SIZE, edge: false, ...spot });
  }
  for (const edge of edges) {
    const text = drawable(edge.text);
    const [w, h] = extent([text], EDGE_SIZE, scale, measure);
    for (const { x, y } of edge.at) {
      const box = { x0: x - w / 2, x1: x + w / 2, y0: y - h / 2, y1: y + h / 2 };
      if (labels.hits(box) || symbols.hits(box)) continue;
      labels.add(box);
      drawn.push({ id: edge.id, lines: [text], x, y, size: EDGE_SIZE, edge: true, box });
      break;
    }
  }
  return drawn;
}

function within(box, frame) {
  return !frame || (box.x0 > frame.x0 && box.x1 < frame.x1 && box.y0 > frame.y0 && box.y1 < frame.y1);
}

function extent(lines, size, scale, measure) {
  return [
    (Math.max(...lines.map((line) => measure(line, size))) + 6) / scale,
    (lines.length * size * LINE + 3) / scale,
  ];
}

/** The baselines of a drawn label's lines, as distances from its middle in pixels of the screen. */
export function baselines(label) {
  const step = label.size * LINE;
  return label.lines.map((_, at) => (at - (label.lines.length - 1) / 2) * step + label.size * 0.36);
}
