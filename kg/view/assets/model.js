// What the page shows: the data as it was written into it, and what the reader has chosen.
import { text } from "./texts.js";

export const data = JSON.parse(document.getElementById("data").textContent);
export const state = {
  language: data.lang === "en" ? 1 : 0,
  theme: "", // "light" or "dark" where the reader chose; otherwise the system's
  printing: false,
  noClasses: new Set(),
  noProperties: new Set(),
  picked: null, // {kind: "node" or "edge", number}
  hovered: null,
};

/** The numbers of the edges of every node. */
export const tiesOf = data.nodes.map(() => []);
data.edges.forEach((edge, number) => {
  tiesOf[edge.s].push(number);
  if (edge.t !== edge.s) tiesOf[edge.t].push(number);
});

/** A text of the page in the language that is shown. */
export const t = (key, values) => text(key, state.language, values);

/** The name of a node in the language that is shown. */
export const nameOf = (node) => (state.language === 1 && node.english) || node.label;

/** The name of a class or property, as in `data.classes` and `data.properties`. */
export const termName = (terms, name) => (terms[name] ? terms[name][state.language] : name);

export const nodeShown = (number) => !state.noClasses.has(data.nodes[number].class);
export const edgeShown = (number) => {
  const edge = data.edges[number];
  return !state.noProperties.has(edge.p) && nodeShown(edge.s) && nodeShown(edge.t);
};

/** Whether the page is dark now; paper never is. */
export function isDark() {
  if (state.printing) return false;
  if (state.theme) return state.theme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The colour of a class in the theme that is shown. */
export function colourOf(klass) {
  const family = data.families[data.classes[klass] ? data.classes[klass][2] : "other"];
  return isDark() ? family.dark : family.light;
}

/** An element with attributes (functions are listeners) and children; texts become text and nothing else. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

const SHAPES = {
  dot: "M7 1.5a5.5 5.5 0 1 0 .01 0z",
  diamond: "M7 1 13 7 7 13 1 7z",
  hexagon: "M4 1.8h6L13 7l-3 5.2H4L1 7z",
  square: "M2 2h10v10H2z",
  triangle: "M7 1.5 13 12H1z",
  triangleDown: "M7 12.5 1 2h12z",
  star: "M7 .8 8.8 5l4.6.4-3.5 3 1.1 4.5L7 10.5 3 12.9l1.1-4.5-3.5-3L5.2 5z",
};

/** The mark of a family as it stands in the picture. */
export function mark(family) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("class", `mark f-${family}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[data.families[family].shape]);
  path.style.fill = isDark() ? data.families[family].dark : data.families[family].light;
  svg.append(path);
  return svg;
}

/** Say something to those who listen to the page. */
export function announce(words) {
  document.getElementById("status").textContent = words;
}
