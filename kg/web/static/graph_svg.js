// The view as an SVG file, made from the model and the positions: every label is text, every mark is escaped.
import { FAMILIES, family } from "./colours.js";
import { arrow, curves } from "./graph_curves.js";
import { baselines, drawable, layoutLabels } from "./graph_labels.js";
import { hollow, pathData, radius, smallRadius } from "./graph_shapes.js";

const MARGIN = 70;
const FOOT = 56; // the legend and the caption below the picture

// What XML 1.0 does not allow, and halves of surrogate pairs, are left out; marks of direction would turn what follows.
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as XML. */
export function escaped(text) {
  return String(text)
    .replace(FORBIDDEN, "")
    .replace(LONE, "")
    .replace(/[&<>"']/g, (mark) => MARKS[mark]);
}

const n = (value) => Math.round(value * 10) / 10;

/**
 * The SVG text of a picture, and its size: {text, width, height}.
 *
 * picture: {nodes, edges, selected, lit, small} as the graph draws it; words: {name(node), property(edge), lang,
 * caption}; colours: a palette; measure(text, size) in pixels.
 */
export function svgOf(picture, words, colours, measure) {
  const nodes = new Map(
    picture.nodes.map((node) => [node.id, { ...node, r: picture.small ? smallRadius(node) : radius(node) }]),
  );
  const lines = curves(picture.edges, nodes);
  const box = frame([...nodes.values()]);
  const dim = (id) => (picture.lit && !picture.lit.has(id) ? ' opacity="0.3"' : "");
  const labels = layoutLabels({
    nodes: [...nodes.values()].map((node) => ({ ...node, text: words.name(node), rank: node.degree })),
    edges:
      picture.edges.length <= 250
        ? picture.edges
            .filter((edge) => lines.has(edge.id))
            .map((edge) => ({ id: edge.id, text: words.property(edge), at: [middle(lines.get(edge.id))] }))
        : [],
    scale: 1,
    measure,
    must: new Set([picture.selected, ...(picture.lit ?? [])].filter((id) => nodes.has(id))),
    loose: picture.small,
  });
  const out = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box.w}" height="${box.h}"` +
      ` viewBox="${box.x} ${box.y} ${box.w} ${box.h}"` +
      ` font-family="${escaped(colours.font)}" xml:lang="${words.lang}">`,
    `<title>${escaped(words.caption)}</title>`,
    `<rect x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}" fill="${escaped(colours.panel)}"/>`,
    `<g class="edges" fill="none" stroke="${escaped(colours.strong)}" stroke-width="1.2">`,
    ...picture.edges.map((edge) => edgeText(edge, lines.get(edge.id), nodes, words, picture, colours, dim)),
    "</g>",
    '<g class="nodes">',
    ...[...nodes.values()].map((node) => nodeText(node, words, picture, colours, dim)),
    "</g>",
    `<g class="labels" text-anchor="middle" fill="${escaped(colours.text)}"` +
      ` stroke="${escaped(colours.panel)}" stroke-width="3.5"` +
      ' stroke-linejoin="round" paint-order="stroke">',
    ...labels.map((label) => labelText(label, colours, dim)),
    "</g>",
    ...foot(box, picture, words, colours, measure),
    "</svg>",
  ];
  return { text: out.join("\n"), width: box.w, height: box.h };
}

function frame(nodes) {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [x, y] = [Math.floor(least(xs)) - MARGIN - 20, Math.floor(least(ys)) - MARGIN];
  const w = Math.max(Math.ceil(most(xs)) + MARGIN + 20 - x, 420);
  return { x, y, w, h: Math.ceil(most(ys)) + MARGIN - y + FOOT };
}

function middle({ from, via, to, loop }) {
  if (loop) return { x: from.x, y: from.y - loop };
  return via
    ? { x: (from.x + 2 * via.x + to.x) / 4, y: (from.y + 2 * via.y + to.y) / 4 }
    : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function edgeText(edge, curve, nodes, words, picture, colours, dim) {
  if (!curve) return "";
  const { from, via, to, loop } = curve;
  const d = loop
    ? `M${n(from.x)} ${n(from.y)}a${n(loop / 2)} ${n(loop / 2)} 0 1 1 0.1 0`
    : `M${n(from.x)} ${n(from.y)}${via ? `Q${n(via.x)} ${n(via.y)} ` : "L"}${n(to.x)} ${n(to.y)}`;
  const chosen = edge.id === picture.selected ? colours.focus : picture.lit?.has(edge.id) ? colours.accent : "";
  const colour = chosen ? ` stroke="${escaped(chosen)}" stroke-width="2.6"` : "";
  const title = [
    `${words.name(nodes.get(edge.source))} → ${words.property(edge)} → ${words.name(nodes.get(edge.target))}`,
    edge.since,
  ]
    .filter(Boolean)
    .join(" · ");
  const { x, y, angle } = arrow(curve);
  const corner = (turn) => `${n(x - 8 * Math.cos(angle + turn))} ${n(y - 8 * Math.sin(angle + turn))}`;
  const head = loop
    ? ""
    : `<path d="M${n(x)} ${n(y)}L${corner(0.42)}L${corner(-0.42)}z"` +
      ` fill="${escaped(chosen || colours.strong)}" stroke="none"/>`;
  return `<g class="edge"${dim(edge.id)}><title>${escaped(title)}</title><path d="${d}"${colour}/>${head}</g>`;
}

function nodeText(node, words, picture, colours, dim) {
  const fill = escaped(colours.of(node.class));
  const panel = escaped(colours.panel);
  const look = hollow(node.class)
    ? `fill="${panel}" stroke="${fill}" stroke-width="2.5"`
    : `fill="${fill}" stroke="${panel}" stroke-width="1.5"`;
  const ring =
    node.id === picture.selected || picture.lit?.has(node.id)
      ? `<circle cx="${n(node.x)}" cy="${n(node.y)}" r="${n(node.r + 5.5)}" fill="none"` +
        ` stroke="${escaped(colours[node.id === picture.selected ? "focus" : "accent"])}" stroke-width="3"/>`
      : "";
  return (
    `<g class="node" data-id="${escaped(node.id)}"${dim(node.id)}><title>${escaped(words.name(node))}</title>${ring}` +
    `<path d="${pathData(node.class, node.x, node.y, node.r)}" ${look}/></g>`
  );
}

function labelText(label, colours, dim) {
  const at = baselines(label);
  const fill = label.edge ? ` fill="${escaped(colours.muted)}"` : "";
  const lines = label.lines.map(
    (line, index) => `<tspan x="${n(label.x)}" y="${n(label.y + at[index])}">${escaped(line)}</tspan>`,
  );
  const kind = label.edge ? "edge" : "node";
  return `<text class="${kind}" font-size="${label.size}"${fill}${dim(label.id)}>${lines.join("")}</text>`;
}

// The legend in one row, as far as there is room, and the caption below.
function foot(box, picture, words, colours, measure) {
  const out = [`<g class="legend" font-size="12" fill="${escaped(colours.muted)}">`];
  const classes = new Map(picture.nodes.map((node) => [family(node.class), node.class]));
  let x = box.x + 28;
  const y = box.y + box.h - 36;
  for (const one of Object.keys(FAMILIES).filter((key) => classes.has(key))) {
    const klass = classes.get(one);
    const text = FAMILIES[one][words.lang === "en" ? "en" : "zh"];
    const wide = measure(text, 13) + 34;
    if (x + wide > box.x + box.w - 12) break;
    const fill = escaped(colours.of(klass));
    out.push(
      `<path d="${pathData(klass, x, y - 4, 6.5)}" fill="${hollow(klass) ? escaped(colours.panel) : fill}"` +
        ` stroke="${fill}" stroke-width="1.5"/>`,
    );
    out.push(`<text x="${n(x + 12)}" y="${y}">${escaped(text)}</text>`);
    x += wide;
  }
  out.push(`<text x="${box.x + 20}" y="${box.y + box.h - 14}">${escaped(drawable(words.caption))}</text>`, "</g>");
  return out;
}
