// The graph on the screen: vis-network keeps the camera, the pointer and the nodes. Edges and labels are drawn beside
// it, all edges of one look in few strokes: vis-network makes an object of each edge and strokes each by itself.
import { curves, distance } from "./graph_curves.js";
import { drawEdges, drawLabels, drawNode, labelSpots, measure } from "./graph_draw.js";
import { layoutLabels } from "./graph_labels.js";
import { library } from "./graph_library.js";
import { palette } from "./graph_palette.js";
import { radius, smallRadius } from "./graph_shapes.js";
import { className, name, propName } from "./i18n.js";

const MANY = 1500; // edges: beyond that there are no arrows, and no edges while the picture moves
const MOST_LABELS = 600; // nodes on the screen that may get one
const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", shadow: false, chosen: false },
  edges: { smooth: false, shadow: false },
  interaction: {
    hover: true,
    multiselect: false,
    selectConnectedEdges: false,
    hoverConnectedEdges: false,
    zoomSpeed: 0.7,
  },
};

/** Make a graph within an element. on: {pick(id), open(id), moved(Map id → {x, y}), looked(), hover(id, at)}. */
export async function makeGraph(stage, on) {
  const vis = await library();
  return new Graph(vis, stage, on);
}

class Graph {
  #hover = "";
  #ready = false;
  #moving = false;
  #timer = 0;
  #still = null; // the labels' layout, with the scale that it was made for

  constructor(vis, stage, on) {
    this.stage = stage;
    this.on = on;
    this.picture = { nodes: [], edges: [], selected: "", lit: null, small: false, movable: true };
    this.nodes = new Map();
    this.curves = new Map();
    this.colours = palette();
    this.data = new vis.DataSet();
    const options = structuredClone(OPTIONS);
    options.nodes.ctxRenderer = (given) => this.#drawn(given);
    this.network = new vis.Network(stage, { nodes: this.data, edges: new vis.DataSet() }, options);
    const frame = stage.querySelector(".vis-network");
    frame.tabIndex = -1; // the stage itself takes the focus and the keys
    frame.querySelector("canvas").setAttribute("aria-hidden", "true");
    this.#listen();
  }

  #listen() {
    const { network } = this;
    network.on("beforeDrawing", (context) => this.#under(context));
    network.on("afterDrawing", (context) => this.#over(context));
    network.on("click", ({ nodes, pointer }) => this.on.pick(nodes[0] ?? this.#edgeAt(pointer.canvas)));
    network.on("doubleClick", ({ nodes }) => nodes[0] && this.on.open(nodes[0]));
    network.on("dragging", ({ nodes }) => {
      if (nodes.length) this.#follow(nodes);
      else this.#moves();
    });
    network.on("dragEnd", ({ nodes }) => {
      if (nodes.length) this.on.moved(new Map(Object.entries(network.getPositions(nodes))));
      this.#rests();
    });
    network.on("zoom", () => this.#moves());
    network.on("resize", () => this.#rests());
    network.on("hoverNode", ({ node }) => this.#over_(node));
    network.on("blurNode", () => this.#over_(""));
    this.stage.addEventListener("pointermove", (event) => this.#point(event));
    this.stage.addEventListener("pointerleave", () => this.#over_(""));
  }

  /**
   * Draw a picture: {nodes: [node with x, y, pin], edges, selected (id of a node or an edge), lit (Set of ids of nodes
   * and edges, or null), small (symbols half as large), movable (nodes can be dragged)}.
   */
  show(picture) {
    const moved = this.picture.movable;
    this.picture = picture;
    this.nodes = new Map(picture.nodes.map((node) => [node.id, { ...node, r: this.#radius(node) }]));
    this.#bend(); // first: changes of the data draw at once
    this.#still = null;
    const old = new Set(this.data.getIds());
    const gone = [...old].filter((id) => !this.nodes.has(id));
    if (gone.length) this.data.remove(gone);
    const changed = [...this.nodes.values()].filter(({ id, x, y }) => {
      const at = this.network.body.nodes[id];
      return !old.has(id) || at?.x !== x || at?.y !== y;
    });
    this.data.update(changed.map(({ id, x, y }) => ({ id, x, y })));
    if (picture.movable !== moved) this.network.setOptions({ interaction: { dragNodes: picture.movable } });
    this.#rests();
  }

  #radius(node) {
    return this.picture.small ? smallRadius(node) : radius(node);
  }

  #bend() {
    const { edges, selected, lit } = this.picture;
    this.curves = curves(edges, this.nodes);
    this.near = new Set(selected ? [selected] : []);
    this.groups = { plain: [], near: [], lit: [], chosen: [] };
    for (const edge of edges) {
      const curve = this.curves.get(edge.id);
      if (!curve) continue;
      const touching = edge.source === selected || edge.target === selected;
      if (touching || edge.id === selected) this.near.add(edge.source).add(edge.target).add(edge.id);
      if (edge.id === selected) this.groups.chosen.push(curve);
      else if (lit?.has(edge.id)) this.groups.lit.push(curve);
      else if (touching && !lit) this.groups.near.push(curve);
      else this.groups.plain.push(curve);
    }
    if (!this.nodes.has(selected) && !this.curves.has(selected)) this.near = null;
  }

  #dim(id) {
    const { lit } = this.picture;
    return lit ? !lit.has(id) : this.near !== null && this.near !== undefined && !this.near.has(id);
  }

  #drawn({ ctx: context, id, x, y }) {
    const node = this.nodes.get(id);
    if (!node) return { drawNode: () => {} };
    [node.x, node.y] = [x, y];
    const state = {
      selected: id === this.picture.selected,
      hover: id === this.#hover,
      lit: this.picture.lit?.has(id) ?? false,
      dim: this.#dim(id),
    };
    return {
      drawNode: () => drawNode(context, node, this.colours, this.network.getScale(), state),
      nodeDimensions: { width: 2 * node.r + 6, height: 2 * node.r + 6 },
    };
  }

  #under(context) {
    if (!this.#ready) return; // before the camera is set, what would be drawn is not what will be seen
    const { near, lit, chosen } = this.groups;
    const many = this.groups.plain.length > MANY;
    const plain = many ? this.groups.plain.filter(this.#crossing()) : this.groups.plain;
    const scale = this.network.getScale();
    const back = this.near !== null || this.picture.lit !== null;
    if (!many || !this.#moving) {
      // The more lines on the screen, the fainter each; those of what is selected stand out.
      const alpha = many ? Math.min(0.5, 0.06 + 500 / plain.length) * (back ? 0.6 : 1) : back ? 0.35 : 0.8;
      drawEdges(context, plain, scale, {
        colour: this.colours.strong,
        width: many ? 0.7 : 1.1,
        alpha,
        arrows: !many,
      });
    }
    drawEdges(context, near, scale, { colour: this.colours.muted, width: 1.7 });
    drawEdges(context, lit, scale, { colour: this.colours.accent, width: 2.6 });
    drawEdges(context, chosen, scale, { colour: this.colours.focus, width: 3 });
    const hover = this.curves.get(this.#hover);
    if (hover) drawEdges(context, [hover], scale, { colour: this.colours.accent, width: 2.2 });
  }

  #over(context) {
    if (!this.#ready) return;
    if (!this.#still) this.#still = { labels: this.#layout(), scale: this.network.getScale() };
    drawLabels(context, this.#still.labels, this.#still.scale, this.colours, (id) => this.#dim(id));
  }

  #layout() {
    const scale = this.network.getScale();
    const { selected, lit } = this.picture;
    const seen = this.#seen(60 / scale);
    const inside = ({ x, y }) => x > seen.x0 && x < seen.x1 && y > seen.y0 && y < seen.y1;
    const must = new Set([selected, this.#hover, ...(lit ?? [])].filter((id) => this.nodes.has(id)));
    const rank = (node) => (must.has(node.id) ? 1e6 : 0) + (this.near?.has(node.id) ? 1e5 : 0) + node.degree;
    const nodes = [...this.nodes.values()]
      .filter(inside)
      .map((node) => ({ id: node.id, text: name(node), x: node.x, y: node.y, r: node.r, rank: rank(node) }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, this.picture.small && scale < 0.4 ? MOST_LABELS / 4 : MOST_LABELS);
    const labels = layoutLabels({
      nodes,
      must,
      scale,
      measure: measure(this.colours.font),
      edges: this.#edgeTexts(scale, inside),
      loose: this.picture.small,
      frame: this.#seen(0),
    });
    for (const label of labels) label.strong = label.id === selected;
    return labels;
  }

  // The edges whose names may be written: those that are meant, and where there is room all.
  #edgeTexts(scale, inside) {
    const { edges, selected, lit } = this.picture;
    const meant = (edge) => edge.id === selected || edge.id === this.#hover || lit?.has(edge.id);
    const touching = (edge) => edge.source === selected || edge.target === selected;
    const few = edges.length <= 90 && scale > 0.55;
    return edges
      .filter((edge) => meant(edge) || (!lit && scale > 0.45 && touching(edge)) || (few && !lit && !this.near))
      .sort((a, b) => (meant(b) ?? false) - (meant(a) ?? false) || (a.id < b.id ? -1 : 1))
      .slice(0, 150)
      .map((edge) => ({ id: edge.id, text: propName(edge), at: labelSpots(this.curves.get(edge.id)).filter(inside) }));
  }

  // Whether an end of a curve is on the screen: where there are many, those that only pass through are left out.
  #crossing() {
    const { x0, x1, y0, y1 } = this.#seen(0);
    const inside = ({ x, y }) => x > x0 && x < x1 && y > y0 && y < y1;
    return ({ from, to }) => inside(from) || inside(to);
  }

  #seen(margin) {
    const { clientWidth: w, clientHeight: h } = this.stage;
    const [a, b] = [this.network.DOMtoCanvas({ x: 0, y: 0 }), this.network.DOMtoCanvas({ x: w, y: h })];
    return { x0: a.x - margin, y0: a.y - margin, x1: b.x + margin, y1: b.y + margin };
  }

  // A node is being dragged: its edges and labels go with it.
  #follow(ids) {
    for (const [id, at] of Object.entries(this.network.getPositions(ids))) Object.assign(this.nodes.get(id) ?? {}, at);
    this.#bend();
    this.#still = null;
  }

  // The camera moves: labels keep their layout until it rests.
  #moves() {
    this.#moving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rests(true), 140);
  }

  #rests(looked = false) {
    clearTimeout(this.#timer);
    this.#moving = false;
    this.#still = null;
    this.network.redraw();
    if (looked) this.on.looked();
  }

  #edgeAt(point) {
    let [best, near] = ["", 9 / this.network.getScale()];
    for (const [id, curve] of this.curves) {
      const { from, to } = curve;
      const far = near + 80;
      if (Math.min(from.x, to.x) - far > point.x || Math.max(from.x, to.x) + far < point.x) continue;
      if (Math.min(from.y, to.y) - far > point.y || Math.max(from.y, to.y) + far < point.y) continue;
      const away = distance(curve, point);
      if (away < near) [best, near] = [id, away];
    }
    return best;
  }

  #point(event) {
    if (event.buttons || this.nodes.has(this.#hover)) return;
    const box = this.stage.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.#over_(this.#edgeAt(this.network.DOMtoCanvas(at)), at);
  }

  #over_(id, at = null) {
    if (id === this.#hover) return;
    this.#hover = id;
    this.stage.classList.toggle("on-thing", id !== "");
    this.#still = null;
    this.network.redraw();
    this.on.hover(id, at ?? (this.nodes.has(id) ? this.network.canvasToDOM(this.nodes.get(id)) : null));
  }

  /** The labels that are drawn now: [{id, lines, box: {x0, y0, x1, y1} in pixels of the screen}]. */
  labels() {
    return (this.#still?.labels ?? []).map(({ id, lines, box }) => {
      const [a, b] = [
        this.network.canvasToDOM({ x: box.x0, y: box.y0 }),
        this.network.canvasToDOM({ x: box.x1, y: box.y1 }),
      ];
      return { id, lines, box: { x0: a.x, y0: a.y, x1: b.x, y1: b.y } };
    });
  }

  /** Where a node, or the middle of an edge, is within the stage, in pixels of the screen; null where not drawn. */
  where(id) {
    const curve = this.curves.get(id);
    const at = this.nodes.get(id) ?? (curve ? labelSpots(curve)[0] : null);
    return at ? this.network.canvasToDOM({ x: at.x, y: at.y }) : null;
  }

  /** The camera as {x, y, scale}, rounded so that it can be written and read back. */
  camera() {
    const { x, y } = this.network.getViewPosition();
    return { x: Math.round(x), y: Math.round(y), scale: Math.round(this.network.getScale() * 1000) / 1000 };
  }

  /** Look as a camera does. */
  look({ x, y, scale }) {
    this.#ready = true;
    this.network.moveTo({ position: { x, y }, scale, animation: false });
    this.#rests();
  }

  /** Look at some nodes, by default all, never larger than life; pads: {top, bottom, left, right} covered by others. */
  fit(ids = [...this.nodes.keys()], { top = 0, bottom = 0, left = 0, right = 0 } = {}) {
    const found = ids.map((id) => this.nodes.get(id)).filter(Boolean);
    const w = this.stage.clientWidth - left - right;
    const h = this.stage.clientHeight - top - bottom;
    if (!found.length || w <= 0 || h <= 0) return;
    const [xs, ys] = [found.map((one) => one.x), found.map((one) => one.y)];
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    // Labels are as large at any zoom: room for them is counted in pixels of the screen.
    const [side, above, below] = this.picture.small ? [24, 16, 24] : [Math.min(68, w / 5), 54, 58];
    const room = (pixels, size) => Math.max(pixels, 60) / Math.max(size, 1);
    const scale = Math.min(1.15, room(w - 2 * side, x1 - x0), room(h - above - below, y1 - y0));
    const [x, y] = [
      (x0 + x1) / 2 - (left - right) / 2 / scale,
      (y0 + y1) / 2 - (top + above - bottom - below) / 2 / scale,
    ];
    this.look({ x, y, scale });
  }

  /** Move the camera where a node, or both ends of an edge, would not be seen. */
  reveal(ids) {
    const { clientWidth: w, clientHeight: h } = this.stage;
    const out = ids
      .map((id) => this.where(id))
      .some((at) => at && (at.x < 30 || at.y < 30 || at.x > w - 30 || at.y > h - 60));
    if (!out) return;
    const found = ids.map((id) => this.nodes.get(id)).filter(Boolean);
    const mean = (key) => found.reduce((sum, one) => sum + one[key], 0) / found.length;
    if (found.length)
      this.look({
        x: mean("x"),
        y: mean("y"),
        scale: Math.max(this.network.getScale(), this.picture.small ? 0.8 : 0.5),
      });
  }

  /** Zoom by a factor around the middle. */
  zoom(by) {
    const { x, y, scale } = this.camera();
    this.look({ x, y, scale: Math.min(4, Math.max(0.05, scale * by)) });
    this.on.looked();
  }

  /** Read the colours again, after a change of theme. */
  recolour() {
    this.colours = palette();
    this.#rests();
  }

  /** What a node or edge is called in full, for a tool tip. */
  describe(id) {
    const node = this.nodes.get(id);
    if (node) return [name(node), [className(node), node.since].filter(Boolean).join(" · ")];
    const edge = this.picture.edges.find((one) => one.id === id);
    if (!edge) return null;
    const end = (one) => name(this.nodes.get(one) ?? { id: one });
    return [`${end(edge.source)} → ${propName(edge)} → ${end(edge.target)}`, edge.since];
  }

  destroy() {
    clearTimeout(this.#timer);
    this.network.destroy();
  }
}
