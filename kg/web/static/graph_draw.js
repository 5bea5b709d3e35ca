// Nodes, edges and labels on a canvas. The plane is in pixels at zoom 1; what is to be as large at any zoom is divided
// by the scale.
import { arrow, pointAt } from "./graph_curves.js";
import { EDGE_SIZE, SIZE, baselines } from "./graph_labels.js";
import { hollow, trace } from "./graph_shapes.js";

const LEAST = 2; // radius on the screen: below that a node would not be seen
const BATCH = 400; // lines in one stroke: one path of all is slower than many short ones

/** Draw one node: {x, y, r, class, pin}; state: {selected, hover, lit, dim}. */
export function drawNode(context, node, colours, scale, state) {
  const { x, y } = node;
  const r = Math.max(node.r, LEAST / scale);
  const fill = colours.of(node.class);
  if (r * scale < 3.2 && !state.selected && !state.lit) {
    context.globalAlpha = state.dim ? 0.5 : 1;
    context.fillStyle = fill;
    context.fillRect(x - r, y - r, 2 * r, 2 * r);
    context.globalAlpha = 1;
    return;
  }
  if (state.selected || state.lit) {
    context.beginPath();
    context.arc(x, y, r + 5.5 / Math.max(scale, 0.5), 0, 2 * Math.PI);
    context.strokeStyle = state.selected ? colours.focus : colours.accent;
    context.lineWidth = 3 / Math.max(scale, 0.5);
    context.stroke();
  }
  trace(context, node.class, x, y, r);
  if (state.dim) {
    // Lines do not shine through a node that stands back.
    context.fillStyle = colours.panel;
    context.fill();
    context.globalAlpha = 0.35;
  }
  context.fillStyle = hollow(node.class) ? colours.panel : fill;
  context.strokeStyle = hollow(node.class) ? fill : colours.panel;
  context.lineWidth = hollow(node.class) ? 2.5 : 1.5;
  context.lineJoin = "round";
  context.fill();
  context.stroke();
  if (state.hover) {
    trace(context, node.class, x, y, r + 3);
    context.strokeStyle = fill;
    context.lineWidth = 1.5;
    context.stroke();
  }
  if (node.pin) drawPin(context, x + r * 0.75, y - r * 0.75, colours);
  context.globalAlpha = 1;
}

function drawPin(context, x, y, colours) {
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = colours.panel;
  context.strokeStyle = colours.text;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(x, y, 1.6, 0, 2 * Math.PI);
  context.fillStyle = colours.text;
  context.fill();
}

/** Draw curves (see graph_curves.js) in one look: {colour, width, alpha, arrows}. */
export function drawEdges(context, curves, scale, { colour, width, alpha = 1, arrows = true }) {
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width / Math.max(scale, 0.25);
  context.lineCap = "round";
  let at = 0;
  context.beginPath();
  for (const curve of curves) {
    const { from, to, via, loop } = curve;
    if (loop) {
      context.moveTo(from.x + loop / 2, from.y - loop / 2);
      context.arc(from.x, from.y - loop / 2, loop / 2, 0, 2 * Math.PI);
    } else {
      context.moveTo(from.x, from.y);
      if (via) context.quadraticCurveTo(via.x, via.y, to.x, to.y);
      else context.lineTo(to.x, to.y);
    }
    at += 1;
    if (at % BATCH === 0) {
      context.stroke();
      context.beginPath();
    }
  }
  context.stroke();
  if (arrows) {
    const size = Math.max(6.5, 6 + width) / Math.max(scale, 0.6);
    at = 0;
    context.beginPath();
    for (const curve of curves) {
      if (curve.loop) continue;
      head(context, curve, size);
      at += 1;
      if (at % BATCH === 0) {
        context.fill();
        context.beginPath();
      }
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

function head(context, curve, size) {
  const { x, y, angle } = arrow(curve);
  const corner = (turn) => [x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn)];
  context.moveTo(x, y);
  context.lineTo(...corner(0.42));
  context.lineTo(...corner(-0.42));
  context.closePath();
}

/** Draw labels of a layout (graph_labels.js) that was made for a scale; dim(id): whether one is to stand back. */
export function drawLabels(context, labels, scale, colours, dim) {
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.direction = "ltr";
  context.lineJoin = "round";
  for (const label of labels) {
    context.globalAlpha = dim(label.id) ? 0.5 : 1;
    context.font = font(label.size / scale, colours.font, label.strong);
    context.strokeStyle = colours.panel;
    context.lineWidth = 3.5 / scale;
    context.fillStyle = label.edge ? colours.muted : colours.text;
    const lines = baselines(label);
    label.lines.forEach((line, at) => {
      context.strokeText(line, label.x, label.y + lines[at] / scale);
      context.fillText(line, label.x, label.y + lines[at] / scale);
    });
  }
  context.globalAlpha = 1;
}

/** The font of a label as CSS. */
export function font(size, family, strong = false) {
  return `${strong ? "600 " : ""}${size}px ${family}`;
}

const widths = new Map();

/** A measure of texts for a font family: (text, size) → pixels; what was measured is kept. */
export function measure(family) {
  const context = document.createElement("canvas").getContext("2d");
  const sizes = { [SIZE]: font(SIZE, family), [EDGE_SIZE]: font(EDGE_SIZE, family) };
  return (text, size) => {
    const key = `${size} ${text}`;
    let found = widths.get(key);
    if (found === undefined) {
      context.font = sizes[size] ?? font(size, family);
      found = context.measureText(text).width;
      if (widths.size > 60_000) widths.clear();
      widths.set(key, found);
    }
    return found;
  };
}

/** Places on a curve where its label may stand, best first. */
export function labelSpots(curve) {
  return [0.5, 0.4, 0.6, 0.32, 0.68].map((t) => pointAt(curve, t));
}
