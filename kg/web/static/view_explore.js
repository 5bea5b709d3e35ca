// The view #/explore: a resource's page and, beside it, the graph around it.
import { ApiError } from "./api.js";
import { announce, clear, h } from "./dom.js";
import { closeEvidence, showEvidence } from "./evidence.js";
import * as act from "./explore_actions.js";
import { entityPane } from "./explore_pane.js";
import { around, begin, toldWays } from "./explore_start.js";
import "./explore_texts.js";
import { Explorer, Refused } from "./explorer.js";
import { explorePanels } from "./explore_panels.js";
import { makeGraph } from "./graph.js";
import { exportView } from "./graph_export.js";
import { library } from "./graph_library.js";
import { actionOf, directionOf, stepFrom } from "./graph_keys.js";
import { write } from "./graph_link.js";
import { EMPTY, ends } from "./graph_model.js";
import { className, name, number, t } from "./i18n.js";
import { format, permalink, replace } from "./state.js";

// A change of language draws the view again: what was done before can still be undone.
let kept = { address: "", explorer: null };

export const view = {
  name: "explore",
  title: { zh: "探索", en: "Explore" },
  async render(container, params, signal) {
    // Without parameters: what was shown last, if anything.
    const resumed = Object.keys(params).length === 0 && kept.explorer?.view.shown.size > 0;
    const known = resumed || (kept.explorer && kept.address === format("explore", params));
    const explorer = known ? kept.explorer : new Explorer();
    explorer.changed = () => {};
    library().catch(() => {}); // comes while the graph is fetched; where it does not, makeGraph says so
    if (!known) await begin(explorer, params);
    if (signal.aborted) return;
    const screen = new Screen(explorer, container, signal);
    await screen.start(params);
  },
};

class Screen {
  #timer = 0;
  #fitted = false;

  constructor(explorer, container, signal) {
    Object.assign(this, { explorer, container, signal });
    const follow = (id) => this.run(() => act.addNodes(explorer, [id], explorer.view.selected));
    const pick = (id) => {
      this.pick(id);
      this.graph.reveal([id]);
    };
    this.pane = entityPane(explorer, { follow, pick }, signal);
    this.stage = h("div", {
      class: "graph-stage",
      tabindex: "0",
      role: "application",
      "aria-label": t("explore.stage"),
    });
    this.tip = h("div", { class: "graph-tip", hidden: true, "aria-hidden": "true" });
    this.parts = explorePanels(explorer, {
      ...this.#tools(),
      act: (action, id) => this.act(action, id),
      expand: (id, relation) => this.run(() => this.#expand(id, relation)),
      path: (from, to) => this.#path(from, to),
      stage: this.stage,
      tip: this.tip,
      page: this.pane.element,
    });
  }

  async start(params) {
    const { explorer, signal, container } = this;
    clear(container).append(...this.parts.elements);
    this.graph = await makeGraph(this.stage, {
      pick: (id) => this.pick(id),
      open: (id) => this.act(explorer.view.mode === "overview" ? "around" : "expand", id),
      moved: (places) => act.dragged(explorer, places),
      looked: () => this.#look(),
      hover: (id, at) => this.#hint(id, at),
    });
    this.stage.graph = this.graph; // for tests and for the console
    this.stage.explorer = explorer;
    signal.addEventListener("abort", () => {
      clearTimeout(this.#timer);
      explorer.changed = () => {}; // what is still being fetched is kept, but not drawn
      this.graph.destroy();
    });
    if (signal.aborted) return void this.graph.destroy();
    explorer.changed = (what) => this.draw(what);
    this.#listen();
    this.draw("first");
    if (explorer.view.camera) this.graph.look(explorer.view.camera);
    else this.#fit(act.lit(explorer));
    const edge = ends(params.s ?? "");
    if (edge && explorer.store.edges.has(params.s)) showEvidence(edge);
  }

  #listen() {
    const { signal, stage } = this;
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    window.addEventListener("themechange", () => this.graph.recolour(), { signal });
    stage.addEventListener("keydown", (event) => this.#key(event));
    // Who has not moved the camera sees the whole, however large the window becomes.
    const resized = new ResizeObserver(() => this.#fitted && this.#fit(act.lit(this.explorer)));
    resized.observe(stage);
    signal.addEventListener("abort", () => resized.disconnect());
  }

  /** Draw what changed: "first", "step", "turn" (undo, redo), "amend" or "note". */
  draw(what) {
    const { explorer } = this;
    const { view, seen } = explorer;
    const lit = act.lit(explorer);
    const small = view.mode === "overview";
    const before = this.mode;
    this.mode = view.mode;
    if (what !== "note") {
      this.graph.show({ nodes: seen.nodes, edges: seen.edges, selected: view.selected, lit, small, movable: !small });
    }
    this.parts.draw();
    const stays = before === view.mode && view.camera && (what === "turn" ? !this.#fitted : true);
    // A way that was just found fills the stage: at the size of the rest its labels would lie on one another.
    const found = what === "step" && view.path && view.path !== this.way;
    this.way = view.path;
    if (found || ((what === "step" || what === "turn") && (!stays || this.#outside(lit)))) this.#fit(lit);
    this.pane.draw(view.shown.has(view.selected) ? view.selected : this.#subject(view.selected));
    this.#address();
  }

  // The page that stays beside a selected edge: that of its source.
  #subject(selected) {
    return ends(selected)?.source ?? "";
  }

  #outside(lit) {
    const { clientWidth: w, clientHeight: h } = this.stage;
    const ids = lit ? [...lit] : this.explorer.seen.nodes.map((node) => node.id);
    return ids.map((id) => this.graph.where(id)).some((at) => at && (at.x < 0 || at.y < 0 || at.x > w || at.y > h));
  }

  #fit(lit) {
    this.graph.fit(lit ? [...lit] : undefined, this.parts.pads());
    const { history, view } = this.explorer;
    history.amend({ ...view, camera: view.shown.size ? this.graph.camera() : null });
    this.#fitted = true;
    this.#address();
  }

  #address() {
    const params = write(this.explorer.view);
    kept = { address: format("explore", params), explorer: this.explorer };
    replace("explore", params);
  }

  // The camera came to rest: where one looks is part of the address.
  #look() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.signal.aborted) return;
      this.#fitted = false;
      this.explorer.history.amend({ ...this.explorer.view, camera: this.graph.camera() });
      this.#address();
    }, 120);
  }

  /** Run what may be refused or fail at the server: one line says why. */
  async run(action) {
    const { parts } = this;
    parts.busy(true);
    try {
      const said = await action();
      if (typeof said === "string" && said) announce(said);
      return "";
    } catch (error) {
      if (error.name === "AbortError") return "";
      if (!(error instanceof Refused) && !(error instanceof ApiError)) throw error;
      this.explorer.tell(error.message);
      announce(error.message);
      return error.message;
    } finally {
      parts.busy(false);
    }
  }

  /** A node or an edge was chosen ("" is neither). */
  pick(id) {
    const { explorer } = this;
    if (this.parts.takes(id)) return;
    explorer.amend({ ...explorer.view, selected: id });
    const node = explorer.store.nodes.get(id);
    if (node) {
      closeEvidence(false);
      const n = explorer.seen.edges.filter((edge) => edge.source === id || edge.target === id).length;
      announce(t("explore.selected", { name: name(node), class: className(node), n: number(n) }));
    } else if (ends(id)) showEvidence(ends(id));
  }

  /** What a key or a button does to a node: see graph_bar.js and graph_keys.js. */
  act(action, id) {
    const { explorer } = this;
    const does = {
      open: () => this.pick(id),
      expand: () => (explorer.view.mode === "overview" ? this.act("around", id) : this.parts.menu.open(id)),
      collapse: () => act.collapseNode(explorer, id),
      pin: () => act.pinNode(explorer, id),
      hide: () => act.hideNode(explorer, id),
      remove: () => act.removeNode(explorer, id),
      around: async () => explorer.step(await around(explorer, id), explorer.note),
      from: () => this.parts.paths.start(id),
      evidence: () => showEvidence(ends(id)),
    };
    return this.run(does[action]);
  }

  async #expand(id, relation) {
    const n = await act.expand(this.explorer, id, relation);
    return n ? t("explore.brought", { n: number(n) }) : t("explore.noMore");
  }

  #path(from, to) {
    return this.run(async () => {
      const ways = await act.findPath(this.explorer, from, to);
      return toldWays(ways);
    });
  }

  #tools() {
    const { explorer } = this;
    return {
      add: (item) => this.run(() => act.addNodes(explorer, [item.id])),
      undo: () => this.#turn("undo"),
      redo: () => this.#turn("redo"),
      tidy: () =>
        this.run(() => {
          const said = act.tidyAll(explorer);
          this.#fit(null);
          return said;
        }),
      fit: () => this.#fit(null),
      zoom: (by) => this.graph.zoom(by),
      clear: () => this.run(() => { explorer.step(EMPTY); return t("explore.cleared"); }),
      overview: () => this.run(() => act.toggleOverview(explorer)),
      copy: () => this.#copy(),
      save: (kind) => this.run(async () => t("export.done", { file: await exportView(explorer, kind) })),
    };
  }

  #turn(which) {
    const { explorer } = this;
    const did = explorer[which]();
    const n = number(explorer.seen.nodes.length);
    announce(
      did
        ? t(which === "undo" ? "explore.undone" : "explore.redone", { n })
        : t(which === "undo" ? "explore.nothingToUndo" : "explore.nothingToRedo"),
    );
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(permalink("explore", write(this.explorer.view)));
      announce(t("explore.copied"));
      this.parts.flash("copy", t("explore.copied"));
    } catch {
      this.explorer.tell(t("explore.notCopied"));
    }
  }

  #shortcut(event) {
    const free = event.target === document.body || this.container.contains(event.target);
    if (event.key === "Escape" && !event.defaultPrevented && free && this.parts.dismiss())
      return void event.preventDefault();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=range]), textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    if (key === "z") this.#turn(event.shiftKey ? "redo" : "undo");
    else if (key === "y" && !event.shiftKey) this.#turn("redo");
    else return;
    event.preventDefault();
  }

  #key(event) {
    if (event.target !== this.stage) return;
    const { explorer } = this;
    const { selected, shown } = explorer.view;
    const direction = directionOf(event);
    const action = actionOf(event);
    if (direction !== null) {
      const next = stepFrom(selected, direction, explorer.seen.nodes, explorer.seen.edges);
      if (next) {
        this.pick(next);
        this.graph.reveal([next]);
      }
    } else if (action && (shown.has(selected) || (ends(selected) && action === "open"))) this.act(action, selected);
    else if (event.key === "+" || event.key === "=") this.graph.zoom(1.25);
    else if (event.key === "-") this.graph.zoom(0.8);
    else if (event.key === "0") this.#fit(null);
    else if (event.key === "Escape" && selected) this.pick("");
    else return;
    event.preventDefault();
  }

  #hint(id, at) {
    const said = id && at ? this.graph.describe(id) : null;
    this.tip.hidden = !said;
    if (!said) return;
    clear(this.tip).append(
      h("bdi", null, said[0].slice(0, 200)),
      h("span", { class: "muted small" }, said[1] ? ` ${said[1]}` : ""),
    );
    const wide = this.stage.clientWidth;
    this.tip.style.left = `${Math.min(at.x + 14, Math.max(0, wide - 260))}px`;
    this.tip.style.top = `${at.y + 14}px`;
  }
}
