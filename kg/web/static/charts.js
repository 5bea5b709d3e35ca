// Small charts as SVG, each with a title, a description and the same figures as a table.
import { h, svg } from "./dom.js";
import { add, number, t } from "./i18n.js";

add({
  "chart.table": { zh: "以表格显示", en: "Show as a table" },
  "chart.label": { zh: "期间", en: "Period" },
  "chart.value": { zh: "数值", en: "Value" },
  "chart.bars": { zh: "柱形图，{n} 个数值：{items}", en: "Bar chart of {n} values: {items}" },
  "chart.line": { zh: "折线图，{n} 个数值：{items}", en: "Line chart of {n} values: {items}" },
});

const WIDTH = 320;
const HEIGHT = 132;
const TOP = 24;
const BOTTOM = 22;
let charts = 0;

/** Columns. items: [{label, value: number, text: shown value, extra: node beside the value in the table}]. */
export function barChart(options) {
  return chart(options, "chart.bars", (items, y, zero) => {
    const step = WIDTH / items.length;
    const width = Math.min(46, step * 0.62);
    return items.flatMap((item, index) => {
      const middle = (index + 0.5) * step;
      const top = Math.min(y(item.value), zero);
      return [
        svg("rect", {
          class: "chart-bar", x: middle - width / 2, y: top, width, rx: 2,
          height: Math.max(Math.abs(y(item.value) - zero), 1),
        }),
        value(item, middle, top - 6, step),
        label(item, middle, step),
      ];
    });
  });
}

/** A line over periods that follow each other. items as of barChart. */
export function lineChart(options) {
  return chart(options, "chart.line", (items, y) => {
    const step = WIDTH / items.length;
    const at = items.map((item, index) => [(index + 0.5) * step, y(item.value)]);
    return [
      svg("path", { class: "chart-line", d: at.map(([x, top], index) => `${index ? "L" : "M"}${x} ${top}`).join("") }),
      ...items.flatMap((item, index) => [
        svg("circle", { class: "chart-point", cx: at[index][0], cy: at[index][1], r: 3.5 }),
        value(item, at[index][0], at[index][1] - 9, step),
        label(item, at[index][0], step),
      ]),
    ];
  });
}

function chart({ title, items, unit = "" }, describe, draw) {
  const id = `chart-${++charts}`;
  const values = items.map((item) => item.value);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const y = (amount) => TOP + ((high - amount) / span) * (HEIGHT - TOP - BOTTOM);
  const said = items.map((item) => `${item.label} ${shown(item)}`).join("; ");
  return h("figure", { class: "chart" },
    h("figcaption", null, title, unit ? h("span", { class: "muted" }, ` (${unit})`) : null),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": `${id}-title ${id}-desc` },
      svg("title", { id: `${id}-title` }, title),
      svg("desc", { id: `${id}-desc` }, t(describe, { n: items.length, items: said })),
      svg("line", { class: "chart-axis", x1: 0, x2: WIDTH, y1: y(0), y2: y(0) }),
      draw(items, y, y(0))),
    table(title, items));
}

function table(title, items) {
  return h("details", { class: "chart-table" }, h("summary", null, t("chart.table")),
    h("table", null, h("caption", { class: "sr-only" }, title),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("chart.label")),
        h("th", { scope: "col", class: "number" }, t("chart.value")))),
      h("tbody", null, items.map((item) => h("tr", null, h("th", { scope: "row" }, item.label),
        h("td", { class: "number" }, shown(item), item.extra ? [" ", item.extra] : null))))));
}

function shown(item) {
  return item.text ?? number(item.value);
}

// About 13 units for a Chinese character of the value, 7 for a digit: what does not fit is in the table and the title.
function fitted(text, room) {
  let used = 0;
  let kept = "";
  for (const mark of text) {
    used += mark > "\u2e7f" ? 12.5 : 7;
    if (used > room) return `${kept.slice(0, -1)}…`;
    kept += mark;
  }
  return kept;
}

function value(item, x, y, room) {
  return svg("text", { class: "chart-value", x, y, "text-anchor": "middle" }, fitted(shown(item), room),
    svg("title", null, `${item.label}: ${shown(item)}`));
}

function label(item, x, room) {
  return svg("text", { class: "chart-label", x, y: HEIGHT - 6, "text-anchor": "middle" }, fitted(item.label, room));
}
