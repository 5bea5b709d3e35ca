// The search box: names, short names, English, pinyin in full or by initials.
import { announce, data, h, mark, nameOf, nodeShown, state, t, termName } from "./model.js";

const LIMIT = 12;
const box = document.getElementById("search");
const list = document.getElementById("found");

/** Width and case folded, without white space and quotes: two spellings of a name are then one. */
const fold = (words) => words.normalize("NFKC").toLowerCase().replace(/[\s"“”„‟「」『』‘’']/g, "");

const index = data.nodes.map((node) => ({
  names: [node.label, ...node.aliases.map(([words]) => words), node.english].filter(Boolean)
    .map((words) => [fold(words), words]),
  sounds: node.sounds,
}));

/** The numbers of the nodes that a text finds, the nearest first, with what it was found by. */
export function search(words) {
  const wanted = fold(words);
  if (!wanted) return [];
  const found = [];
  index.forEach(({ names, sounds }, number) => {
    let best = null;
    const better = (rank, by) => {
      if (!best || rank < best.rank) best = { rank, by, number };
    };
    for (const [name, by] of names) {
      if (name === wanted) better(0, by);
      else if (name.startsWith(wanted)) better(1, by);
      else if (name.includes(wanted)) better(2, by);
    }
    for (const sound of sounds) {
      if (sound === wanted) better(1.5, "");
      else if (sound.startsWith(wanted)) better(3, "");
      else if (wanted.length > 2 && sound.includes(wanted)) better(4, "");
    }
    if (best) found.push(best);
  });
  const length = ({ number }) => data.nodes[number].label.length;
  const degree = ({ number }) => data.nodes[number].degree;
  return found.sort((a, b) => a.rank - b.rank || degree(b) - degree(a) || length(a) - length(b));
}

let active = -1;

function close() {
  list.hidden = true;
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function move(to) {
  const options = [...list.querySelectorAll("[role=option]")];
  if (!options.length) return;
  active = (to + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  options[active].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[active].id);
}

function show(pick) {
  const found = search(box.value);
  if (!box.value.trim()) return close();
  const options = found.slice(0, LIMIT).map(({ number, by }, at) => {
    const node = data.nodes[number];
    const name = nameOf(node);
    const choose = (event) => {
      event.preventDefault();
      close();
      pick(number);
    };
    const about = { role: "option", id: `option-${at}`, "aria-selected": "false", "data-number": String(number) };
    return h("li", { ...about, mousedown: choose },
      mark(data.classes[node.class][2]),
      h("span", { class: "said" }, name.slice(0, 80), by && by !== name && h("small", {}, by.slice(0, 60))),
      h("small", {}, nodeShown(number) ? termName(data.classes, node.class) : t("hiddenOnes")));
  });
  list.replaceChildren(...(options.length ? options : [h("li", { class: "nothing" }, t("nothing"))]));
  list.hidden = false;
  active = -1;
  box.setAttribute("aria-expanded", "true");
  announce(t("found", { count: found.length }));
  return undefined;
}

/** Make the box work; `pick` is called with the number of the node that was chosen. */
export function beginSearch(pick) {
  box.addEventListener("input", () => show(pick));
  box.addEventListener("focus", () => box.value.trim() && show(pick));
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter then ends a word of the input method
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      const chosen = list.querySelectorAll("[role=option]")[Math.max(active, 0)];
      if (chosen) {
        close();
        pick(Number(chosen.dataset.number));
      }
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      box.focus();
    }
  });
}

export function wordSearch() {
  box.placeholder = t("search");
  box.setAttribute("aria-label", t("search"));
  if (state.picked === null) announce("");
}
