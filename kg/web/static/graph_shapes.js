// The look of nodes: a shape for each family of classes, so that colour is not the only sign. One outline serves
// the canvas, the legend and the exported picture.
import { family } from "./colours.js";

// Points on a circle of radius 1, from the top, every second one nearer by the factor of a star.
function around(corners, turn = 0, inner = 1) {
  return Array.from({ length: corners }, (_, at) => {
    const angle = ((at + turn) / corners) * 2 * Math.PI - Math.PI / 2;
    const far = at % 2 === 1 ? inner : 1;
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });
}

const grown = (points, by, down = 0) => points.map(([x, y]) => [x * by, y * by + down]);

// Each about as large to the eye as a circle of radius 1; null is that circle.
const OUTLINES = {
  court: null,
  institution: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  mechanism: grown(around(4), 1.22),
  platform: grown(around(6), 1.08),
  document: [
    [-0.76, -1],
    [0.3, -1],
    [0.76, -0.52],
    [0.76, 1],
    [-0.76, 1],
  ],
  place: grown(around(3, 1.5), 1.25, -0.16),
  case: grown(around(3), 1.25, 0.18),
  award: grown(around(10, 0, 0.52), 1.3),
  topic: null,
  other: grown(around(5), 1.1),
};

/** The outline of a class: points on a scale where a circle has radius 1, or null for that circle. */
export function outline(klass) {
  return OUTLINES[family(klass)];
}

/** Whether a class is drawn hollow: topics, which are circles too. */
export function hollow(klass) {
  return family(klass) === "topic";
}

/** The radius of a node in pixels at zoom 1; it grows with the number of edges in the whole graph. */
export function radius(node) {
  const size = 9 + Math.min(13, 2 * Math.log2(1 + node.degree));
  return Math.round(hollow(node.class) ? size * 0.7 : size);
}

/** The radius in an overview, where nodes stand 26 pixels apart. */
export function smallRadius(node) {
  return 5 + Math.min(9, Math.max(0, Math.log2(1 + node.degree) - 1) * 1.6);
}

/** Draw the outline of a class at a place as the present path of a canvas. */
export function trace(context, klass, x, y, r) {
  const points = outline(klass);
  context.beginPath();
  if (!points) context.arc(x, y, r, 0, 2 * Math.PI);
  else {
    for (const [px, py] of points) context.lineTo(x + px * r, y + py * r);
    context.closePath();
  }
}

/** The outline as data of an SVG path. */
export function pathData(klass, x, y, r) {
  const points = outline(klass);
  const n = (value) => Math.round(value * 10) / 10;
  if (!points) return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
  return `M${points.map(([px, py]) => `${n(x + px * r)} ${n(y + py * r)}`).join("L")}z`;
}
