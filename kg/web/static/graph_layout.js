// "Tidy": the whole laid out anew. No chance in it: the same nodes and edges give the same picture.
import { BOX } from "./graph_space.js";
import { pushApart } from "./graph_overlap.js";

const LENGTH = 170; // an edge at rest, in pixels at zoom 1
const WIDE = 1.35; // labels are wide: the plane is stretched so that they find room

/**
 * Places of all nodes: Map id → {x, y}.
 *
 * nodes: [{id}], edges: [{source, target}], fixed: Map id → {x, y} of nodes that stay where they are; first: the
 * node that stands in the middle of its component, else the most connected one. Each component is spread by forces
 * from a radial start; then boxes are pushed apart, and components are set beside one another.
 */
export function tidy(nodes, edges, fixed = new Map(), first = "") {
  const near = new Map(nodes.map((node) => [node.id, new Set()]));
  for (const { source, target } of edges) {
    if (source === target || !near.has(source) || !near.has(target)) continue;
    near.get(source).add(target);
    near.get(target).add(source);
  }
  const parts = components(near, first).map((ids) => spread(ids, near, fixed));
  return pack(parts, fixed);
}

function components(near, first) {
  const seen = new Set();
  const found = [];
  const better = (a, b) => (b === first) - (a === first) || near.get(b).size - near.get(a).size || (a < b ? -1 : 1);
  const heads = [...near.keys()].sort(better);
  for (const head of heads) {
    if (seen.has(head)) continue;
    const ids = [head];
    seen.add(head);
    for (let at = 0; at < ids.length; at += 1) {
      for (const other of [...near.get(ids[at])].sort()) {
        if (!seen.has(other)) {
          seen.add(other);
          ids.push(other);
        }
      }
    }
    found.push(ids);
  }
  return found;
}

// One component: a radial tree from its head, then forces, then boxes apart.
function spread(ids, near, fixed) {
  const start = radial(ids, near);
  const points = ids.map((id) => {
    const at = fixed.get(id);
    return at ? { id, x: at.x / WIDE, y: at.y, still: true } : { id, ...start.get(id), still: false };
  });
  const index = new Map(ids.map((id, at) => [id, at]));
  const links = ids.flatMap((id, at) =>
    [...near.get(id)].map((other) => [at, index.get(other)]).filter(([a, b]) => a < b),
  );
  relax(points, links, ids.length > 900 ? 60 : ids.length > 300 ? 140 : 300);
  for (const point of points) point.x *= WIDE;
  if (fixed.size === 0) widen(points);
  pushApart(points, BOX);
  return points;
}

// Where the boxes would hardly find room in what the forces left, the whole is drawn larger first.
function widen(points) {
  const box = bounds(points);
  const by = Math.sqrt((2 * points.length * BOX.w * BOX.h) / (box.w * box.h));
  if (points.length < 3 || by <= 1) return;
  for (const point of points) {
    point.x *= by;
    point.y *= by;
  }
}

// Each node beneath the one that led to it, in a sector as wide as it has leaves.
function radial(ids, near) {
  const children = new Map(ids.map((id) => [id, []]));
  const depth = new Map([[ids[0], 0]]);
  for (const id of ids) {
    for (const other of [...near.get(id)].sort()) {
      if (!depth.has(other)) {
        depth.set(other, depth.get(id) + 1);
        children.get(id).push(other);
      }
    }
  }
  const leaves = new Map();
  for (const id of [...ids].reverse())
    leaves.set(id, children.get(id).reduce((sum, one) => sum + leaves.get(one), 0) || 1);
  const found = new Map();
  const sectors = [[ids[0], -Math.PI / 2, 1.5 * Math.PI]];
  while (sectors.length) {
    const [id, from, to] = sectors.pop();
    const [angle, far] = [(from + to) / 2, depth.get(id) * LENGTH * 1.1];
    found.set(id, { x: far * Math.cos(angle), y: far * Math.sin(angle) });
    let at = from;
    for (const child of children.get(id)) {
      const width = ((to - from) * leaves.get(child)) / leaves.get(id);
      sectors.push([child, at, at + width]);
      at += width;
    }
  }
  return found;
}

// Forces after Fruchterman and Reingold: all push one another off within reach, edges pull, each step is smaller.
function relax(points, links, rounds) {
  const many = points.length;
  const reach = many > 400 ? 3 * LENGTH : Infinity;
  const degree = new Float64Array(many);
  for (const [a, b] of links) {
    degree[a] += 1;
    degree[b] += 1;
  }
  for (let round = 0; round < rounds; round += 1) {
    const [fx, fy] = [new Float64Array(many), new Float64Array(many)];
    repel(points, reach, fx, fy);
    for (const [a, b] of links) {
      const [dx, dy] = [points[b].x - points[a].x, points[b].y - points[a].y];
      const far = Math.hypot(dx, dy) || 1;
      // Edges between hubs are longer, so that the leaves of each have room.
      const pull = far / (LENGTH * (1 + 0.12 * Math.sqrt(Math.min(degree[a], degree[b]) - 1)));
      fx[a] += dx * pull;
      fy[a] += dy * pull;
      fx[b] -= dx * pull;
      fy[b] -= dy * pull;
    }
    const hot = (LENGTH / 2) * (1 - round / rounds) + 1;
    for (let at = 0; at < many; at += 1) {
      if (points[at].still) continue;
      fx[at] -= points[at].x * 0.08; // a weak pull to the middle keeps the whole together
      fy[at] -= points[at].y * 0.08;
      const force = Math.hypot(fx[at], fy[at]) || 1;
      const step = Math.min(force, hot) / force;
      points[at].x += fx[at] * step;
      points[at].y += fy[at] * step;
    }
  }
}

function repel(points, reach, fx, fy) {
  const push = (a, b) => {
    // Two at one place are set apart by their order.
    const dx = points[a].x - points[b].x || 0.1 * (a - b);
    const dy = points[a].y - points[b].y || 0.1 * (b - a);
    const square = dx * dx + dy * dy;
    if (square > reach * reach) return;
    const force = (LENGTH * LENGTH) / square;
    fx[a] += dx * force;
    fy[a] += dy * force;
    fx[b] -= dx * force;
    fy[b] -= dy * force;
  };
  if (reach === Infinity) {
    for (let a = 0; a < points.length; a += 1) for (let b = a + 1; b < points.length; b += 1) push(a, b);
    return;
  }
  const cells = new Map();
  points.forEach((point, at) => {
    const key = `${Math.floor(point.x / reach)} ${Math.floor(point.y / reach)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(at);
  });
  points.forEach((point, a) => {
    const [cx, cy] = [Math.floor(point.x / reach), Math.floor(point.y / reach)];
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const b of cells.get(`${cx + dx} ${cy + dy}`) ?? []) if (a < b) push(a, b);
      }
    }
  });
}

// Components with a fixed node stay; the others stand in rows, the largest first, below what stays.
function pack(parts, fixed) {
  const found = new Map();
  const settle = (part, dx, dy) => {
    for (const { id, x, y } of part) found.set(id, fixed.get(id) ?? { x: Math.round(x + dx), y: Math.round(y + dy) });
  };
  const free = parts.filter((part) => !part.some((point) => fixed.has(point.id)));
  for (const part of parts) if (!free.includes(part)) settle(part, 0, 0);
  const boxes = free.map((part) => ({ part, ...bounds(part) }));
  const stays = found.size ? bounds([...found.values()]) : null;
  const area = boxes.reduce((sum, box) => sum + box.w * box.h, 0);
  const width = Math.max(Math.sqrt(area * 1.7), ...boxes.map((box) => box.w));
  let [x, y, row] = [0, stays ? stays.y + stays.h : 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.w > width) [x, y, row] = [0, y + row, 0];
    settle(box.part, x - box.x + (stays?.x ?? 0), y - box.y);
    x += box.w;
    row = Math.max(row, box.h);
  }
  return found;
}

function bounds(points) {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const [x, y] = [Math.min(...xs) - BOX.w / 2, Math.min(...ys) - BOX.h / 2];
  return { x, y, w: Math.max(...xs) + BOX.w / 2 - x, h: Math.max(...ys) + BOX.h / 2 - y };
}
