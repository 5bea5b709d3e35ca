// The as-of date: a slider over the dates of what is shown, or a date typed in.
import { announce, h } from "./dom.js";
import { isDate } from "./graph_dates.js";
import { t } from "./i18n.js";

/** The bar as {element, draw()}. */
export function asOfBar(explorer) {
  const slider = h("input", { type: "range", min: "0", step: "1", "aria-label": t("asof.slider") });
  const typed = h("input", {
    type: "text",
    class: "asof-date",
    "aria-label": t("asof.typed"),
    placeholder: t("asof.all"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const undated = h("input", { type: "checkbox" });
  const error = h("p", { class: "error small", id: "asof-error", role: "alert", hidden: true });
  const element = h(
    "div",
    { class: "graph-asof", role: "group", "aria-label": t("asof.slider") },
    h("span", { class: "asof-label" }, t("asof.label")),
    slider,
    typed,
    h("label", { class: "graph-check" }, undated, h("span", null, t("asof.undated"))),
    error,
  );

  // The last place of the slider is no limit.
  const value = () => explorer.seen.dates[Number(slider.value)] ?? "";
  let first = null; // the view before the slider was taken: one drag is one step
  slider.addEventListener("input", () => {
    first ??= explorer.view;
    explorer.amend({ ...explorer.view, asOf: value() });
  });
  slider.addEventListener("change", () => {
    const wanted = value();
    if (first) explorer.history.amend(first);
    first = null;
    set(wanted);
  });
  typed.addEventListener("change", () => {
    const text = typed.value
      .trim()
      .replace(/[./年月]/g, "-")
      .replace(/[日\s]|-$/g, "")
      .replace(/-(\d)(?=-|$)/g, "-0$1")
      .replace(/-$/, "");
    const wrong = text !== "" && !isDate(text);
    error.hidden = !wrong;
    typed.setAttribute("aria-invalid", String(wrong));
    if (wrong) {
      error.textContent = t("asof.wrong", { text: typed.value.trim().slice(0, 30) });
      typed.setAttribute("aria-describedby", "asof-error");
    } else set(text);
  });
  undated.addEventListener("change", () => explorer.step({ ...explorer.view, undated: undated.checked }));

  function set(asOf) {
    if (asOf !== explorer.view.asOf) explorer.step({ ...explorer.view, asOf });
    else explorer.changed("amend");
    const { nodes, edges } = explorer.seen;
    announce(t("asof.said", { date: asOf || t("asof.all"), nodes: nodes.length, edges: edges.length }));
  }

  function draw() {
    const { dates } = explorer.seen;
    const { asOf } = explorer.view;
    slider.max = String(dates.length);
    slider.disabled = dates.length === 0;
    // A date that was typed stands at the last of the slider's dates before it.
    const at =
      asOf === ""
        ? dates.length
        : dates.includes(asOf)
          ? dates.indexOf(asOf)
          : dates.findLastIndex((date) => date <= asOf);
    slider.value = String(Math.max(0, at));
    slider.setAttribute("aria-valuetext", dates.length ? asOf || t("asof.all") : t("asof.none"));
    slider.title = dates.length ? `${dates[0]} – ${dates.at(-1)}` : t("asof.none");
    if (document.activeElement !== typed || error.hidden) typed.value = asOf;
    undated.checked = explorer.view.undated;
    element.classList.toggle("on", asOf !== "" || explorer.view.undated);
  }
  return { element, draw };
}
