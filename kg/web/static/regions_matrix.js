// The table of cooperation: a row and a column for each region, walked by arrow keys.
import { h } from "./dom.js";
import { add, lang, name, t } from "./i18n.js";
import { counted } from "./view_parts.js";

add({
  "regions.keys": { zh: "方向键在格间移动，回车打开。", en: "Arrow keys move between cells, Enter opens one." },
  "regions.swipe": { zh: "左右滑动看全部 {n} 个地区。", en: "Swipe sideways to see all {n} regions." },
  "regions.cell": { zh: "{a}与{b}：{n} 项协作", en: "{a} and {b}: {n}" },
});

const STEPS = 5; // shades of a cell
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The key of a pair of regions, in whichever order they come. */
export const keyOf = (a, b) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

/** The table; choose(a, b) is told what was clicked. */
export function matrix(tied, cells, params, choose) {
  const most = Math.max(1, ...[...cells.values()].map((cell) => cell.count));
  const shade = (count) => Math.max(1, Math.ceil((Math.sqrt(count) / Math.sqrt(most)) * STEPS));
  const grid = tied.map(() => []);
  const rows = tied.map((row, y) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h(
          "button",
          { type: "button", class: "region-name", "data-a": row.id, on: { click: () => choose(row.id, "") } },
          h("span", { title: name(row) }, name(row)),
        ),
      ),
      tied.map((column, x) => {
        const cell = cells.get(keyOf(row.id, column.id));
        if (!cell) return h("td", { class: x === y ? "empty same" : "empty" });
        const label = t("regions.cell", { a: name(row), b: name(column), n: counted(cell.count, "regions.ties") });
        const button = h(
          "button",
          {
            type: "button",
            class: `cell heat-${shade(cell.count)}`,
            tabindex: "-1",
            title: label,
            "aria-label": lang() === "zh" ? t("regions.cell", { a: name(row), b: name(column), n: cell.count }) : label,
            "data-a": row.id,
            "data-b": column.id,
            on: { click: () => choose(row.id, column.id) },
          },
          String(cell.count),
        );
        grid[y][x] = button;
        return h("td", { class: x === y ? "same" : "" }, button);
      }),
    ),
  );
  const table = h(
    "table",
    { class: "matrix" },
    h(
      "caption",
      {},
      t("regions.caption"),
      h("span", { class: "muted small keys-hint" }, t("regions.keys")),
      h("span", { class: "muted small swipe-hint" }, t("regions.swipe", { n: tied.length })),
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        tied.map((region) => h("th", { scope: "col" }, h("span", { title: name(region) }, name(region)))),
      ),
    ),
    h("tbody", {}, rows),
  );
  const all = grid.flat().filter(Boolean);
  const wanted = all.find((one) => one.dataset.a === params.a && one.dataset.b === params.b) ?? all[0];
  if (wanted) wanted.tabIndex = 0;
  table.addEventListener("keydown", (event) => walk(event, grid));
  table.addEventListener("focusin", (event) => {
    if (!event.target.matches(".cell")) return;
    for (const one of all) one.tabIndex = one === event.target ? 0 : -1;
  });
  return table;
}

/** Move the focus to the next full cell in the direction of an arrow key; where there is none, in reading order. */
function walk(event, grid) {
  const step = ARROWS[event.key];
  const y0 = grid.findIndex((row) => row.includes(event.target));
  if (!step || y0 < 0) return;
  event.preventDefault();
  let [y, x] = [y0 + step[0], grid[y0].indexOf(event.target) + step[1]];
  while (y >= 0 && y < grid.length && x >= 0 && x < grid.length) {
    if (grid[y][x]) {
      grid[y][x].focus();
      return;
    }
    y += step[0];
    x += step[1];
  }
  const all = grid.flat().filter(Boolean);
  all[all.indexOf(event.target) + step[0] + step[1]]?.focus();
}
