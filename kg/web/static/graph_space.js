// Free room on the plane: a grid of boxes, each as large as a node with its label.

export const BOX = { w: 128, h: 74 };

/** Places that are taken; two nodes are apart where their boxes do not overlap. */
export class Space {
  /** taken: iterable of {x, y}. */
  constructor(taken = []) {
    this.cells = new Map();
    for (const point of taken) this.take(point);
  }

  take(point) {
    const key = cell(point.x, point.y);
    if (!this.cells.has(key)) this.cells.set(key, []);
    this.cells.get(key).push(point);
  }

  /** Whether a box around a point overlaps none that is taken. */
  free(x, y) {
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const other of this.cells.get(cell(x + dx * BOX.w, y + dy * BOX.h)) ?? []) {
          if (Math.abs(other.x - x) < BOX.w && Math.abs(other.y - y) < BOX.h) return false;
        }
      }
    }
    return true;
  }
}

const cell = (x, y) => `${Math.floor(x / BOX.w)} ${Math.floor(y / BOX.h)}`;

/**
 * Places for new nodes around their origin, where there is room: Map id → {x, y}.
 *
 * Near the origin first, on the side away from what is there; neighbours in the order given lie beside one another.
 * The same input gives the same places. taken: the places of all shown nodes, the origin's among them.
 */
export function place(origin, ids, taken) {
  const space = new Space(taken);
  const away = direction(origin, taken);
  const slots = [];
  for (let rings = 3 + Math.ceil(Math.sqrt(ids.length)); slots.length < ids.length; rings *= 2) {
    for (const slot of candidates(origin, rings, away)) {
      if (slots.length === ids.length) break;
      if (!space.free(slot.x, slot.y)) continue;
      space.take(slot);
      slots.push(slot);
    }
  }
  slots.sort((a, b) => a.turn - b.turn || a.far - b.far);
  return new Map(ids.map((id, index) => [id, { x: Math.round(slots[index].x), y: Math.round(slots[index].y) }]));
}

/**
 * The free places nearest to wished ones, in their order: Map id → {x, y}. wishes: Map id → {x, y}.
 */
export function settle(wishes, taken) {
  const space = new Space(taken);
  const found = new Map();
  for (const [id, wish] of wishes) {
    let at = wish;
    for (let rings = 3; !space.free(at.x, at.y); rings *= 2) {
      at = candidates({ x: wish.x, y: wish.y }, rings, null).find((one) => space.free(one.x, one.y)) ?? at;
    }
    const place = { x: Math.round(at.x), y: Math.round(at.y) };
    space.take(place);
    found.set(id, place);
  }
  return found;
}

// The place of the n-th after a point in rows of four, each row in the direction opposite to the one before.
function snake(point, n, side) {
  const row = Math.floor(n / 4);
  const column = row % 2 === 0 ? n % 4 : 3 - (n % 4);
  return { x: point.x + side * column * BOX.w * 1.5, y: point.y + side * row * BOX.h * 2 };
}

/**
 * Wishes for the nodes of ways that have no place yet: between those that have one, in rows before or after them.
 *
 * ways: lists of ids in order; known: Map id → {x, y} of those that have a place, at least one of them on a way.
 */
export function along(ways, known) {
  const wishes = new Map();
  for (const way of ways) {
    const has = way.map((id) => known.get(id) ?? wishes.get(id));
    way.forEach((id, at) => {
      if (has[at]) return;
      const before = has.findLastIndex((place, index) => place && index < at);
      const after = has.findIndex((place, index) => place && index > at);
      const [a, b] = [has[before], has[after]];
      const share = (at - before) / (after - before);
      if (a && b) wishes.set(id, { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
      else if (a) wishes.set(id, snake(a, at - before, 1));
      else if (b) wishes.set(id, snake(b, after - at, -1));
    });
  }
  return wishes;
}

// The angle away from what lies near; null where the origin stands alone.
function direction(origin, taken) {
  let x = 0;
  let y = 0;
  for (const point of taken) {
    const [dx, dy] = [origin.x - point.x, origin.y - point.y];
    const far = Math.hypot(dx, dy);
    if (far > 1 && far < 900) {
      x += dx / (far * far);
      y += dy / (far * far);
    }
  }
  return Math.hypot(x, y) < 1e-9 ? null : Math.atan2(y, x);
}

// Rings of places around an origin, best first: near, and near the wanted direction.
function candidates(origin, rings, away) {
  const found = [];
  for (let ring = 1; ring <= rings; ring += 1) {
    const [rx, ry] = [40 + BOX.w * 1.15 * ring, 32 + BOX.h * 1.3 * ring];
    const many = Math.floor((2 * Math.PI * Math.sqrt((rx * rx + ry * ry) / 2)) / (BOX.w * 0.8));
    for (let step = 0; step < many; step += 1) {
      // Every second ring is turned by half a step, so that lines pass between the nodes of the ring before.
      const angle = ((step + (ring % 2) / 2) / many) * 2 * Math.PI - Math.PI / 2;
      const turn = away === null ? angle + Math.PI / 2 : turned(angle - away);
      const far = Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle) * 1.6);
      const cost = away === null ? ring : far + 130 * Math.abs(turn);
      found.push({ x: origin.x + rx * Math.cos(angle), y: origin.y + ry * Math.sin(angle), turn, far, cost });
    }
  }
  return found.sort((a, b) => a.cost - b.cost || a.turn - b.turn);
}

// An angle in [-π, π), rounded so that equal directions compare equal.
function turned(angle) {
  const circle = 2 * Math.PI;
  return Math.round(((((angle + Math.PI) % circle) + circle) % circle) * 1e6) / 1e6 - Math.PI;
}
