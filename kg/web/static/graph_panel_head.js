// The head that the panels of the graph share: a title, and a button that closes the panel.
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** The head of a panel; onClose is called when its button is pressed. */
export function panelHead(title, onClose) {
  return h(
    "div",
    { class: "graph-panel-head" },
    h("h2", null, title),
    h(
      "button",
      { type: "button", class: "quiet graph-close", "aria-label": t("explore.close"), on: { click: onClose } },
      "✕",
    ),
  );
}
