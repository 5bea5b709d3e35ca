// Undo and redo over values that are never changed in place.

export class History {
  /** first: the state to begin with; limit: how many steps are kept. */
  constructor(first, limit = 200) {
    this.past = [];
    this.present = first;
    this.future = [];
    this.limit = limit;
  }

  /** A step that can be taken back. */
  push(state) {
    this.past.push(this.present);
    if (this.past.length > this.limit) this.past.shift();
    this.present = state;
    this.future = [];
  }

  /** A change that is no step of its own (what is selected, where one looks). */
  amend(state) {
    this.present = state;
  }

  get canUndo() {
    return this.past.length > 0;
  }

  get canRedo() {
    return this.future.length > 0;
  }

  /** The state before the last step; the present one where there is none. */
  undo() {
    return this.#move(this.past, this.future);
  }

  /** The state after the step that was taken back last; the present one where there is none. */
  redo() {
    return this.#move(this.future, this.past);
  }

  #move(from, to) {
    if (from.length > 0) {
      to.push(this.present);
      this.present = from.pop();
    }
    return this.present;
  }
}
