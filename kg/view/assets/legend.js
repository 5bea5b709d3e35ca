// The legend by class, which is the filter too, and the filter by property.
import { data, h, mark, state, t, termName } from "./model.js";

const OPEN = 16; // so many classes are listed without being asked for

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function line(name, words, count, hidden, change, icon = null) {
  const box = h("input", { type: "checkbox", "data-name": name, change: () => change(box.checked) });
  box.checked = !hidden;
  return h("label", {}, box, icon, h("span", { class: "said" }, words), h("span", { class: "count" }, String(count)));
}

function switches(set, names, changed) {
  const turn = (on) => () => {
    set.clear();
    if (!on) for (const name of names) set.add(name);
    changed();
  };
  return h("span", { class: "switches" },
    h("button", { type: "button", class: "link", click: turn(true) }, t("all")),
    h("button", { type: "button", class: "link", click: turn(false) }, t("none")));
}

/** Fill the legend; `changed` is called when a filter was. */
export function fillLegend(changed) {
  const classes = counted(data.nodes.map((node) => node.class));
  const set = (target, names) => (on) => {
    for (const name of names) if (on) target.delete(name);
    else target.add(name);
    changed();
  };
  const families = Object.keys(data.families).map((family) => {
    const own = classes.filter(([name]) => data.classes[name][2] === family);
    if (!own.length) return null;
    const names = own.map(([name]) => name);
    const total = own.reduce((sum, [, count]) => sum + count, 0);
    const off = names.every((name) => state.noClasses.has(name));
    const alone = own.length === 1;
    const title = alone ? termName(data.classes, names[0]) : data.families[family][state.language ? "en" : "zh"];
    const name = alone ? names[0] : `family:${family}`;
    const first = line(name, title, total, off, set(state.noClasses, names), mark(family));
    if (alone) return h("div", { class: "family" }, first);
    const box = first.querySelector("input");
    box.indeterminate = !off && names.some((name) => state.noClasses.has(name));
    return h("div", { class: "family" }, first, h("details", { open: classes.length <= OPEN },
      h("summary", { "aria-label": title }, names.map((one) => termName(data.classes, one)).join(t("comma"))),
      own.map(([one, count]) =>
        line(one, termName(data.classes, one), count, state.noClasses.has(one), set(state.noClasses, [one])))));
  });
  const properties = counted(data.edges.map((edge) => edge.p));
  const property = ([name, count]) => {
    const off = state.noProperties.has(name);
    return line(name, termName(data.properties, name), count, off, set(state.noProperties, [name]));
  };
  const open = [...document.querySelectorAll("#legend details")].map((each) => each.open);
  const legend = document.getElementById("legend");
  legend.replaceChildren(
    h("section", { "aria-label": t("classes") },
      h("h2", {}, t("classes"), switches(state.noClasses, classes.map(([name]) => name), changed)),
      families.filter(Boolean)),
    h("section", { "aria-label": t("properties") },
      h("h2", {}, t("properties"), switches(state.noProperties, properties.map(([name]) => name), changed)),
      properties.map(property)));
  legend.setAttribute("aria-label", t("legend"));
  document.querySelectorAll("#legend details").forEach((each, number) => {
    if (number < open.length) each.open = open[number];
  });
}
