// The picture: colours of the theme, names, and what is picked standing out from the rest.
import { colourOf, data, edgeShown, isDark, nodeShown, state } from "./model.js";
import { chooseNames, writeNames } from "./names.js";
import { edges, focus, ink, network, nodes, onPage, view } from "./scene.js";

const WAIT = 90; // ms after the last move, until names are chosen anew
const MANY = 900; // edges; then they are drawn thinner
const LOOK = { minZoomLevel: 0.02, maxZoomLevel: 1.25 };

let timer = 0;

/** Choose the names anew, and draw. */
export function relabel() {
  clearTimeout(timer);
  chooseNames();
  network.redraw();
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(relabel, WAIT);
}

/** A veil over all, and what is picked above it; rings around what the picture is about. */
function drawFocus(context) {
  const bright = focus();
  if (bright) {
    const { w, h } = view();
    onPage(context, () => {
      context.fillStyle = `rgba(${ink().around}, .82)`;
      context.fillRect(0, 0, w, h);
    });
    for (const number of bright.ties) network.body.edges[number].draw(context);
    for (const number of bright.ties) network.body.edges[number].drawArrows(context);
    for (const number of bright.ends) network.body.nodes[number].draw(context);
  }
  const picked = state.picked?.kind === "node" ? [state.picked.number] : [];
  for (const number of new Set([...data.about, ...picked])) {
    if (!nodeShown(number) || (bright && !bright.ends.has(number))) continue;
    const node = network.body.nodes[number];
    context.beginPath();
    context.arc(node.x, node.y, node.options.size * 1.25 + 4 / network.getScale(), 0, 2 * Math.PI);
    context.lineWidth = 2 / network.getScale();
    context.strokeStyle = colourOf(data.nodes[number].class);
    context.stroke();
  }
}

/** The colours of the theme that is shown. */
export function recolour() {
  const { line, soft, ground } = ink();
  const groups = {};
  for (const [name, family] of Object.entries(data.families)) {
    const all = { background: isDark() ? family.dark : family.light, border: ground };
    groups[name] = { shape: family.shape, color: { ...all, highlight: all, hover: all } };
  }
  const opacity = data.edges.length > MANY ? 0.6 : 1;
  network.setOptions({ groups, edges: { color: { color: line, highlight: soft, hover: soft, opacity } } });
  relabel();
}

/** Hide what the filters leave out, and show the rest. */
export function refilter() {
  nodes.update(data.nodes.map((_, id) => ({ id, hidden: !nodeShown(id) })));
  edges.update(data.edges.map((_, id) => ({ id, hidden: !edgeShown(id) })));
  if (state.picked && !(state.picked.kind === "node" ? nodeShown : edgeShown)(state.picked.number)) state.picked = null;
  relabel();
}

/** Show everything, or a node from near. */
export function look(number = null) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  if (number === null) network.fit({ ...LOOK, animation });
  else network.focus(number, { scale: Math.max(network.getScale(), 0.8), animation });
  if (still) relabel();
}

/** What is drawn so small that it could not be seen is drawn larger; lines too. */
function enlarge() {
  const scale = network.getScale();
  const least = Math.min(2.5 / scale, 24);
  nodes.update(nodes.get({ filter: ({ size }) => size < least }).map(({ id }) => ({ id, size: least })));
  network.setOptions({ edges: { width: Math.min(Math.max(1.1, 0.55 / scale), 4) } });
}

/** The first look; nodes of a page that is higher than wide are laid the other way round. */
export function begin() {
  const box = document.getElementById("mynetwork");
  if (box.clientHeight > box.clientWidth * 1.1) nodes.update(nodes.map(({ id, x, y }) => ({ id, x: y, y: x })));
  box.querySelector(".vis-network").removeAttribute("tabindex"); // keys do nothing there
  network.on("afterDrawing", (context) => {
    drawFocus(context);
    writeNames(context);
  });
  for (const name of ["zoom", "dragEnd", "animationFinished", "resize"]) network.on(name, soon);
  network.fit({ ...LOOK, animation: false });
  enlarge();
  recolour();
}
