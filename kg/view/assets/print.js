// On paper: the picture in light colours, the legend, and under it the statements with their passages.
import { data, edgeShown, h, state, t } from "./model.js";
import { statementRows } from "./panel.js";

const LIMIT = 500;

function fill() {
  const shown = [...data.edges.keys()].filter(edgeShown);
  const rest = shown.length - LIMIT;
  document.getElementById("printed").replaceChildren(
    h("h2", {}, t("statements")),
    h("table", {}, h("tbody", {}, statementRows(shown.slice(0, LIMIT)))),
    rest > 0 ? h("p", {}, t("moreRows", { count: rest })) : "");
}

/** Make paper ready; `redraw` is called with the theme changed. */
export function beginPrint(redraw) {
  const stage = document.getElementById("mynetwork");
  let ratio = 1.4;
  const measure = () => {
    if (stage.clientHeight && !state.printing) ratio = stage.clientWidth / stage.clientHeight;
  };
  measure();
  addEventListener("resize", measure);
  const turn = (printing) => {
    if (state.printing === printing) return;
    state.printing = printing;
    // The drawing keeps its form on paper whatever the width of the page is.
    if (printing) stage.style.setProperty("--ratio", String(ratio));
    if (printing) fill();
    redraw();
  };
  const paper = matchMedia("print");
  paper.addEventListener("change", () => turn(paper.matches));
  addEventListener("beforeprint", () => turn(true));
  addEventListener("afterprint", () => turn(false));
}
