// The explorer's state: what was fetched, what is shown, and each step back and forth. It knows nothing of the screen.
import { post } from "./api.js";
import { visible } from "./graph_filters.js";
import { EMPTY, Store, show } from "./graph_model.js";
import { along, place, settle } from "./graph_space.js";
import { History } from "./history.js";
import { t } from "./i18n.js";

export const MOST = 2000; // nodes in one graph

/** What cannot be done, in one line for the reader. */
export class Refused extends Error {}

export class Explorer {
  #seen = null;

  constructor() {
    this.store = new Store();
    this.history = new History(EMPTY);
    this.found = new Map(); // "from to" → ways, each a list of ids of edges
    this.note = ""; // one line that stays until the next step
    this.changed = () => {}; // (what) → draw again: "step", "amend" or "note"
  }

  get view() {
    return this.history.present;
  }

  /** What is to be seen of the view: see graph_filters.js. */
  get seen() {
    if (this.#seen?.view !== this.view || this.#seen.known !== this.store.edges.size + this.store.nodes.size) {
      const known = this.store.edges.size + this.store.nodes.size;
      this.#seen = { view: this.view, known, found: visible(this.view, this.store) };
    }
    return this.#seen.found;
  }

  /** The first view: there is nothing before it. */
  begin(view) {
    this.history = new History(view);
    this.changed("step");
  }

  /** The ways of the path in the view; none where there is no path. */
  get ways() {
    const { path } = this.view;
    return (path && this.found.get(`${path.from} ${path.to}`)) ?? [];
  }

  /** A step that can be undone. */
  step(view, note = "") {
    if (view === this.view) return;
    this.note = note;
    this.history.push(view);
    this.changed("step");
  }

  /** A change that is no step: what is selected, where one looks. */
  amend(view) {
    this.history.amend(view);
    this.changed("amend");
  }

  /** Tell a line; it stays until the next step. */
  tell(note) {
    this.note = note;
    this.changed("note");
  }

  undo() {
    return this.#turn(this.history.canUndo, () => this.history.undo());
  }

  redo() {
    return this.#turn(this.history.canRedo, () => this.history.redo());
  }

  #turn(can, move) {
    if (!can) return false;
    // Where one looks is not part of what is taken back.
    const { camera } = this.view;
    move();
    this.note = "";
    this.history.amend({ ...this.view, camera });
    this.changed("turn");
    return true;
  }

  /** Fetch nodes with all edges among them; gives the ids that are not in the graph. */
  async fetch(ids) {
    if (ids.length === 0) return [];
    if (ids.length > MOST) throw new Refused(t("explore.full", { most: MOST }));
    const part = await post("/api/part", { ids });
    this.store.add(part);
    return part.unknown;
  }

  /**
   * The present view with more nodes around their origin (an id, or "" for nobody's), fetched with their edges to
   * what is shown. Those already shown stay where they are. ways: lists of the ids in order, laid out in rows.
   */
  async brought(ids, origin = "", ways = null) {
    await this.fetch([...new Set([...this.view.shown.keys(), ...ids])]);
    const known = ids.filter((id) => this.store.nodes.has(id));
    const fresh = known.filter((id) => !this.view.shown.has(id));
    const at = this.view.shown.get(origin) ?? (this.view.shown.size ? middle(this.view.shown) : { x: 0, y: 0 });
    const taken = [...this.view.shown.values()];
    const places = ways ? settle(along(ways, this.view.shown), taken) : place(at, fresh, taken);
    const old = known.filter((id) => this.view.shown.has(id)).map((id) => [id, this.view.shown.get(id)]);
    return show(this.view, new Map([...old, ...places]), origin);
  }
}

function middle(shown) {
  const all = [...shown.values()];
  const mean = (key) => all.reduce((sum, one) => sum + one[key], 0) / all.length;
  return { x: mean("x"), y: mean("y") };
}
