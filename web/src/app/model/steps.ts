// One order of undoing for the whole document: the form and each editor have a history of their own, and this knows whose turn it is.

export interface Part {
  /** How many steps it can undo. */
  depth(): number;
  undo(): void;
  redo(): void;
}

export class Steps {
  #done: Part[] = [];
  #undone: Part[] = [];
  #depths = new Map<Part, number>();
  #busy = false;

  /** To be called after each change of a part: also one that it has undone by itself, at a key. */
  changed(part: Part): void {
    const before = this.#depths.get(part) ?? 0;
    const depth = part.depth();
    this.#depths.set(part, depth);
    if (this.#busy) return;
    if (before - depth > 1) {
      // A history that was full has forgotten its oldest steps at this new one.
      for (let n = depth - 1; n < before; n++) this.#done.splice(this.#done.indexOf(part), 1);
      this.#done.push(part);
    }
    for (let n = before; n < depth; n++) this.#done.push(part);
    if (before - depth === 1) this.#done.splice(this.#done.lastIndexOf(part), 1);
    this.#undone = [];
  }

  remove(part: Part): void {
    this.#depths.delete(part);
    this.#done = this.#done.filter((p) => p !== part);
    this.#undone = this.#undone.filter((p) => p !== part);
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  undo(): void {
    this.#move(this.#done, this.#undone, (part) => part.undo());
  }

  redo(): void {
    this.#move(this.#undone, this.#done, (part) => part.redo());
  }

  #move(from: Part[], to: Part[], act: (part: Part) => void): void {
    const part = from.pop();
    if (part === undefined) return;
    this.#busy = true;
    try {
      act(part);
      to.push(part);
    } finally {
      this.#busy = false;
    }
  }
}
