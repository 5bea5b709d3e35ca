// The left pane: the page of the selected resource, whose links grow the graph instead of leaving it.
import { clear, h } from "./dom.js";
import { renderEntity } from "./entity.js";
import { sign } from "./graph_panel.js";
import { name, number, t } from "./i18n.js";
import { format, parse } from "./state.js";

const FIRST = 15; // of the nodes listed where nothing is selected

/**
 * The pane as {element, draw(id)}; follow(id) is called for links to other resources, pick(id) for nodes of the graph.
 */
export function entityPane(explorer, { follow, pick }, signal) {
  const element = h("section", { class: "explore-page", "aria-label": t("explore.page"), tabindex: "0" });
  let [drawn, leaving] = ["", new AbortController()];

  // Where nothing is selected: how much there is, and what is tied best.
  function summary() {
    const { nodes, edges } = explorer.seen;
    const best = [...nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).slice(0, FIRST);
    return h(
      "div",
      { class: "explore-summary" },
      h("h2", null, t("explore.counts", { nodes: number(nodes.length), edges: number(edges.length) })),
      h("p", { class: "muted" }, t("explore.none")),
      best.length ? h("h3", null, t("explore.best")) : null,
      h(
        "ul",
        null,
        best.map((node) =>
          h(
            "li",
            null,
            h(
              "button",
              { type: "button", on: { click: () => pick(node.id) } },
              sign(node.class),
              h("bdi", null, name(node)),
              h("span", { class: "count" }, number(node.degree)),
            ),
          ),
        ),
      ),
    );
  }

  signal.addEventListener("abort", () => leaving.abort());

  element.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#/entity?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.classList.contains("explore-whole")) return;
    const { params } = parse(link.getAttribute("href"));
    if (!params.id) return;
    event.preventDefault();
    follow(params.id);
  });

  async function draw(id) {
    if (id && id === drawn) return;
    drawn = id;
    leaving.abort();
    leaving = new AbortController();
    if (!id) return void clear(element).append(summary());
    if (!element.firstChild) element.append(h("p", { class: "loading" }, t("explore.busy")));
    const own = leaving.signal;
    const page = h("div", { class: "explore-entity" });
    try {
      await renderEntity(page, id, { signal: own });
    } catch (error) {
      if (own.aborted || error.name === "AbortError") return;
      page.append(h("p", { class: "error" }, error.message));
    }
    if (own.aborted) return;
    clear(element).append(
      h(
        "p",
        { class: "explore-whole-line" },
        h("a", { class: "explore-whole small", href: format("entity", { id }) }, t("explore.whole")),
      ),
      page,
    );
    element.scrollTop = 0;
  }

  return { element, draw };
}
