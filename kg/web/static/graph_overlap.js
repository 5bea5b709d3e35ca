// Boxes that overlap are pushed apart, along the side on which they overlap least.

/** Move points ({x, y, still}) until no two boxes ({w, h} around each) overlap; still ones stay where they are. */
export function pushApart(points, box, rounds = 400) {
  for (let round = 0; round < rounds; round += 1) {
    if (!pushed(points, box)) return;
  }
}

function pushed(points, box) {
  let any = false;
  // From left to right: a box overlaps only with those that begin before it ends.
  const order = points.map((_, at) => at).sort((a, b) => points[a].x - points[b].x || a - b);
  for (let i = 0; i < order.length; i += 1) {
    const a = points[order[i]];
    for (let j = i + 1; j < order.length; j += 1) {
      const b = points[order[j]];
      if (b.x - a.x >= box.w * 1.5) break;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const [ox, oy] = [box.w - Math.abs(dx), box.h - Math.abs(dy)];
      if (ox <= 0.5 || oy <= 0.5 || (a.still && b.still)) continue;
      any = true;
      const share = a.still || b.still ? 1 : 0.5;
      if (ox * 0.8 < oy) apart(a, b, "x", (ox + 1) * share * (dx < 0 ? -1 : 1));
      else apart(a, b, "y", (oy + 1) * share * (dy < 0 || (dy === 0 && order[i] > order[j]) ? -1 : 1));
    }
  }
  return any;
}

function apart(a, b, axis, by) {
  if (!a.still) a[axis] -= by;
  if (!b.still) b[axis] += by;
}
