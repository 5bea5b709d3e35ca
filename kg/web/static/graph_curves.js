// The lines of edges: a straight one between two nodes, arcs side by side where there are several, a loop on one.

const APART = 34; // between parallel edges, in pixels at zoom 1

/**
 * The curve of each edge: Map id → {from, via, to, r}, places being {x, y}.
 *
 * nodes: Map id → {x, y, r}. via is the control point of a quadratic curve, null where the line is straight; r is the
 * radius of the target, before which the arrow ends. Edges of one pair lie apart whatever their direction.
 */
export function curves(edges, nodes) {
  const pairs = new Map();
  for (const edge of edges) {
    const key = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  const found = new Map();
  for (const group of pairs.values()) {
    group.forEach((edge, at) => {
      const [from, to] = [nodes.get(edge.source), nodes.get(edge.target)];
      if (!from || !to) return;
      const away = (at - (group.length - 1) / 2) * APART;
      found.set(edge.id, { from, to, r: to.r, ...bent(from, to, away, edge.source > edge.target, at) });
    });
  }
  return found;
}

// The middle of the curve lies `away` from the straight line; the control point twice as far.
function bent(from, to, away, turned, at) {
  if (from === to) return { via: null, loop: from.r + 14 + 12 * at };
  if (away === 0) return { via: null };
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy) || 1;
  const side = (2 * away * (turned ? -1 : 1)) / far;
  return { via: { x: (from.x + to.x) / 2 - dy * side, y: (from.y + to.y) / 2 + dx * side } };
}

/** The point of a curve at t from 0 (source) to 1 (target). */
export function pointAt({ from, via, to, loop }, t) {
  if (loop) {
    const angle = 2 * Math.PI * t + Math.PI / 2;
    return { x: from.x + (loop / 2) * Math.cos(angle), y: from.y - loop / 2 - (loop / 2) * Math.sin(angle) };
  }
  if (!via) return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
  const s = 1 - t;
  return { x: s * s * from.x + 2 * s * t * via.x + t * t * to.x, y: s * s * from.y + 2 * s * t * via.y + t * t * to.y };
}

/** The arrow of a curve: its tip before the target, and the direction in radians. */
export function arrow(curve) {
  const { from, to, via, r, loop } = curve;
  if (loop) return { ...pointAt(curve, 0.5), angle: 0 };
  const tail = via ?? from;
  // The border is met where the curve comes within the radius; near the end a curve is straight enough.
  const far = Math.hypot(to.x - tail.x, to.y - tail.y) || 1;
  const [dx, dy] = [(to.x - tail.x) / far, (to.y - tail.y) / far];
  return { x: to.x - dx * (r + 3), y: to.y - dy * (r + 3), angle: Math.atan2(dy, dx) };
}

/** How far a point is from a curve, in pixels at zoom 1. */
export function distance(curve, point) {
  const steps = curve.via || curve.loop ? 24 : 1;
  let best = Infinity;
  let a = pointAt(curve, 0);
  for (let step = 1; step <= steps; step += 1) {
    const b = pointAt(curve, step / steps);
    best = Math.min(best, toSegment(point, a, b));
    a = b;
  }
  return best;
}

function toSegment(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const t = square ? Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square)) : 0;
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
