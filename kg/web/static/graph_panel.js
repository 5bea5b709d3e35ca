// The filter panel: classes, relations and documents with counts and check boxes, hidden nodes; and the legend,
// which is a filter too.
import { FAMILIES, family } from "./colours.js";
import { clear, h, svg } from "./dom.js";
import { filtering } from "./graph_filters.js";
import { EMPTY, toggle, unfiltered, unhide } from "./graph_model.js";
import { hollow, pathData } from "./graph_shapes.js";
import { className, lang, number, propName, t } from "./i18n.js";
import { panelHead } from "./graph_panel_head.js";

/** The sign of a class as a small picture. */
export function sign(klass) {
  return svg(
    "svg",
    {
      class: `sign c-${family(klass)}${hollow(klass) ? " hollow" : ""}`,
      viewBox: "-12 -12 24 24",
      "aria-hidden": "true",
    },
    svg("path", { d: pathData(klass, 0, 0, hollow(klass) ? 7 : 8) }),
  );
}

/** The panel as {element, draw()}; titles: Map id → title of documents. */
export function filterPanel(explorer, titles) {
  const element = h("div", {
    class: "graph-panel graph-filters",
    role: "region",
    "aria-label": t("explore.filters"),
    hidden: true,
  });

  function draw() {
    if (element.hidden) return;
    const { view, seen } = explorer;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    const scrolled = element.scrollTop;
    clear(element).append(
      panelHead(t("explore.filters"), () => show(false)),
      h(
        "div",
        { class: "row" },
        h(
          "button",
          {
            type: "button",
            class: "small",
            "data-key": "reset",
            disabled: !filtering(view),
            on: { click: () => explorer.step(unfiltered(view)) },
          },
          t("filter.reset"),
        ),
      ),
      ...(view.hidden.size
        ? [
            h(
              "p",
              { class: "row small" },
              t("filter.hidden", { n: view.hidden.size }),
              h(
                "button",
                {
                  type: "button",
                  class: "link",
                  "data-key": "unhide",
                  on: { click: () => explorer.step(unhide(view)) },
                },
                t("filter.show"),
              ),
            ),
          ]
        : []),
      box("lonely", t("filter.lonely"), view.lonely, () => explorer.step({ ...view, lonely: !view.lonely })),
      ...group("class", seen.counts.class, (one) => [sign(one.name), className(one)]),
      ...group("property", seen.counts.property, (one) => [propName(one)]),
      ...group("document", seen.counts.document, (one) => [titles.get(one.name) ?? one.name]),
    );
    element.scrollTop = scrolled;
    if (focused) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function group(kind, counts, label) {
    const off = explorer.view.off[kind];
    // A name that is off stays in the list even when nothing shown bears it.
    const rows = [
      ...counts.values(),
      ...[...off].filter((one) => !counts.has(one)).map((one) => ({ name: one, zh: one, en: one, count: 0 })),
    ];
    if (rows.length === 0) return [];
    return [
      h(
        "fieldset",
        { class: "graph-group" },
        h(
          "legend",
          null,
          t(`filter.${kind}`),
          " ",
          off.size
            ? h(
                "button",
                {
                  type: "button",
                  class: "link small",
                  "data-key": `${kind} all`,
                  on: { click: () => explorer.step(toggle(explorer.view, kind, [...off], true)) },
                },
                t("filter.allOn"),
              )
            : null,
        ),
        rows.map((one) =>
          h(
            "div",
            { class: "graph-row" },
            box(`${kind} ${one.name}`, label(one), !off.has(one.name), () =>
              explorer.step(toggle(explorer.view, kind, [one.name], off.has(one.name))),
            ),
            h("span", { class: "count" }, number(one.count)),
            h(
              "button",
              {
                type: "button",
                class: "link small graph-only",
                "data-key": `${kind} ${one.name} only`,
                "aria-label": `${t("filter.only")} ${called(kind, one)}`,
                on: { click: () => only(kind, one.name, rows) },
              },
              t("filter.only"),
            ),
          ),
        ),
      ),
    ];
  }

  function called(kind, one) {
    if (kind === "document") return titles.get(one.name) ?? one.name;
    return kind === "class" ? className(one) : propName(one);
  }

  function only(kind, name, rows) {
    const rest = rows.map((one) => one.name).filter((one) => one !== name);
    explorer.step(
      toggle({ ...explorer.view, off: { ...explorer.view.off, [kind]: EMPTY.off[kind] } }, kind, rest, false),
    );
  }

  function box(key, label, on, change) {
    return h(
      "label",
      { class: "graph-check" },
      h("input", { type: "checkbox", checked: on, "data-key": key, on: { change } }),
      h("span", null, label),
    );
  }

  function show(on) {
    element.hidden = !on;
    draw();
    element.dispatchEvent(new Event("toggled"));
  }

  return { element, draw, close: () => show(false), show };
}

/** The legend as {element, draw()}: a button for each family that is shown, pressed where it is to be seen. */
export function legend(explorer) {
  const element = h("div", { class: "graph-legend", role: "group", "aria-label": t("filter.legend") });
  function draw() {
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    const families = new Map();
    for (const klass of explorer.seen.counts.class.keys()) {
      if (!families.has(family(klass))) families.set(family(klass), []);
      families.get(family(klass)).push(klass);
    }
    const { off } = explorer.view;
    const order = Object.keys(FAMILIES).filter((one) => families.has(one));
    clear(element).append(
      ...order.map((one) => {
        const classes = families.get(one);
        const on = classes.some((klass) => !off.class.has(klass));
        return h(
          "button",
          {
            type: "button",
            class: "legend-item",
            "aria-pressed": String(on),
            "data-key": one,
            on: { click: () => explorer.step(toggle(explorer.view, "class", classes, !on)) },
          },
          sign(classes[0]),
          FAMILIES[one][lang()],
        );
      }),
    );
    if (focused) element.querySelector(`[data-key="${focused}"]`)?.focus();
  }
  return { element, draw };
}
