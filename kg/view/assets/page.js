// The page: what a click, a key and a button do.
import { announce, data, isDark, nameOf, state, t } from "./model.js";
import { nameBoxes } from "./names.js";
import { begin, look, recolour, refilter, relabel } from "./picture.js";
import { network, spot } from "./scene.js";
import { fillPanel } from "./panel.js";
import { fillLegend } from "./legend.js";
import { beginSearch, search, wordSearch } from "./search.js";
import { beginPrint } from "./print.js";

const by = (id) => document.getElementById(id);

function pick(picked) {
  state.picked = picked;
  fillPanel(pick);
  relabel();
  if (picked?.kind === "node") {
    announce(nameOf(data.nodes[picked.number]).slice(0, 80));
    inSight(picked.number);
  }
}

/** Move the picture where the panel would cover what was picked. */
function inSight(number) {
  const at = spot("node", number);
  const stage = by("mynetwork").getBoundingClientRect();
  const panel = by("panel").getBoundingClientRect();
  const right = panel.left > stage.left + 40 ? panel.left - stage.left : stage.width;
  const foot = panel.left > stage.left + 40 ? stage.height : panel.top - stage.top;
  if (at.x < 20 || at.y < 20 || at.x > right - 20 || at.y > foot - 20) {
    const offset = { x: (right - stage.width) / 2, y: (foot - stage.height) / 2 };
    network.moveTo({ position: network.getPosition(number), offset });
    relabel();
  }
}

function find(number) {
  const node = data.nodes[number];
  if (state.noClasses.delete(node.class)) changed();
  look(number);
  pick({ kind: "node", number });
  by("panel").focus({ preventScroll: true }); // who types goes on reading there, and a telephone's keyboard goes
}

function changed() {
  refilter();
  fillLegend(changed);
  fillPanel(pick);
}

function words() {
  document.documentElement.lang = state.language ? "en" : "zh-CN";
  const title = data.title[state.language];
  document.title = title.slice(0, 300);
  by("title").textContent = title;
  by("title").title = title;
  const counts = { nodes: data.nodes.length, edges: data.edges.length, version: data.version.slice(0, 8) };
  by("counts").textContent = t("counts", counts);
  by("left").hidden = !data.left.nodes;
  const kinds = data.left.classes.slice(0, 8).map((row) => `${row[state.language]} ${row[2]}`);
  const others = data.left.classes.length > 8 ? t("moreClasses") : "";
  const { nodes, edges } = data.left;
  const left = { shown: data.nodes.length, nodes, edges, classes: kinds.join(t("comma")) + others };
  by("left").textContent = t("left", left);
  by("hint").textContent = t("hint");
  const buttons = [["legend", "legend"], ["fit", "fit"], ["language", "languageTitle"], ["theme", "themeTitle"],
    ["print", "print"]];
  for (const [key, tip] of buttons) {
    const id = `${key}-button`;
    by(id).textContent = t(key);
    by(id).title = t(tip);
  }
  by("in-button").setAttribute("aria-label", t("zoomIn"));
  by("out-button").setAttribute("aria-label", t("zoomOut"));
  by("panel").setAttribute("aria-label", t("evidence"));
  by("mynetwork").setAttribute("role", "img");
  by("mynetwork").setAttribute("aria-label", t("picture", { title: title.slice(0, 300) }));
  wordSearch();
}

function redraw() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  recolour();
  fillLegend(changed);
  fillPanel(pick);
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
  relabel();
}

const on = (id, action) => by(id).addEventListener("click", action);
on("fit-button", () => look());
on("in-button", () => zoom(1.35));
on("out-button", () => zoom(1 / 1.35));
on("print-button", () => print());
on("legend-button", () => {
  const open = by("legend").classList.toggle("open");
  by("legend-button").setAttribute("aria-expanded", String(open));
});
on("theme-button", () => {
  state.theme = isDark() ? "light" : "dark";
  redraw();
});
on("language-button", () => {
  state.language = 1 - state.language;
  words();
  redraw();
});

words();
begin();
document.documentElement.dataset.theme = isDark() ? "dark" : "light";
fillLegend(changed);
beginSearch(find);
beginPrint(redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
network.on("click", ({ nodes, edges }) => {
  if (nodes.length) pick({ kind: "node", number: nodes[0] });
  else if (edges.length) pick({ kind: "edge", number: edges[0] });
  else pick(null);
});
for (const name of ["hoverNode", "hoverEdge"]) network.on(name, () => by("mynetwork").classList.add("over"));
for (const name of ["blurNode", "blurEdge"]) network.on(name, () => by("mynetwork").classList.remove("over"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.picked) pick(null);
});
document.fonts.ready.then(relabel);
window.kgView = { data, labels: nameBoxes, spot, search, picked: () => state.picked };
