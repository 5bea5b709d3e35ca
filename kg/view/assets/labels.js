// Which labels are shown, and where: measured boxes, the best tied first, and none on another.

const PADDING = 3;
const CELL = 64;
const NEVER_FIRST = /^[，。、；：！？”’）》】〕…,.;:!?)\]%·]/;

/** A text on at most two lines of so many pixels, cut with … where it is longer. */
export function broken(words, measure, width) {
  // A label is a few words of a name, whatever its length; bidirectional controls would turn what stands beside them.
  const clean = words.slice(0, 200).replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ").trim();
  const pieces = clean.match(/[\u0021-\u024f]+\s*|\s+|[^]/gu) ?? [];
  const all = measure(clean);
  if (words.length <= 200 && all <= width) return [clean];
  // Two lines of one length look better than a full one and a single letter.
  const half = all < 1.8 * width ? Math.max(all / 2 + 8, width / 2) : width;
  const lines = [""];
  let rest = words.length > 200;
  for (const [at, piece] of pieces.entries()) {
    const last = lines.length - 1;
    const wide = measure(lines[last] + piece.trimEnd()) > (last ? width : half);
    if (wide && last === 0 && lines[0] && !NEVER_FIRST.test(piece)) lines.push(piece);
    else lines[last] += piece;
    if (wide && last === 1) {
      rest ||= at < pieces.length - 1;
      break;
    }
  }
  const end = lines.length - 1;
  return lines.map((line, row) => cut(line.trim(), measure, width + 14, rest && row === end)).filter(Boolean);
}

/** A line of at most so many pixels, its end replaced by … where it is longer, or there was more to say. */
function cut(line, measure, width, more) {
  if (!more && measure(line) <= width) return line;
  const letters = [...line].slice(0, 80);
  while (letters.length > 1 && measure(`${letters.join("")}…`) > width) letters.pop();
  return `${letters.join("")}…`;
}

/** Boxes by the cells of a grid, so that only near ones are compared. */
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  * near(box) {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x += 1) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y += 1) {
        yield `${x},${y}`;
      }
    }
  }

  add(box) {
    for (const key of this.near(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  touching(box) {
    const found = new Set();
    for (const key of this.near(box)) {
      for (const other of this.cells.get(key) ?? []) if (touch(box, other)) found.add(other);
    }
    return found;
  }
}

function touch(one, other) {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}

/**
 * The labels that are shown of those wanted, in order of importance, each {…item, dx, dy}: its upper left corner from
 * the middle of what it names. Items: {number, x, y, r, w, h, centred, covers}; discs: {number, x, y, r, cost};
 * view: {w, h}; all in pixels. `covers` is how much of the discs of others (their `cost`) a label may lie on; on the
 * `reserved` boxes none lies.
 */
export function placed(items, discs, view, reserved = []) {
  const taken = new Boxes();
  for (const box of reserved) taken.add(box);
  const round = new Boxes();
  for (const of of discs) round.add({ x: of.x - of.r, y: of.y - of.r, w: 2 * of.r, h: 2 * of.r, of });
  const shown = [];
  for (const item of items) {
    let best = null;
    for (const [dx, dy] of corners(item)) {
      const box = { x: item.x + dx - PADDING, y: item.y + dy - 1, w: item.w + 2 * PADDING, h: item.h + 2 };
      const inside = box.x >= 0 && box.y >= 0 && box.x + box.w <= view.w && box.y + box.h <= view.h;
      if (!inside || taken.touching(box).size) continue;
      let covered = 0;
      for (const { of } of round.touching(box)) {
        if (of.number !== item.number || item.centred) covered += of.cost;
      }
      if (covered <= item.covers && (!best || covered < best.covered)) best = { dx, dy, box, covered };
      if (best && !best.covered) break;
    }
    if (best) {
      taken.add(best.box);
      shown.push({ ...item, dx: best.dx, dy: best.dy });
    }
  }
  return shown;
}

function corners(item) {
  const { w, h: height, r } = item;
  if (item.centred) return [[-w / 2, -height / 2]];
  return [
    [-w / 2, r + 3],
    [-w / 2, -r - 3 - height],
    [r + 5, -height / 2],
    [-r - 5 - w, -height / 2],
    [r * 0.6, r + 1],
    [-r * 0.6 - w, r + 1],
    [r * 0.6, -r - 1 - height],
    [-r * 0.6 - w, -r - 1 - height],
  ];
}
