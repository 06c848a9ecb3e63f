// One document being written, and the history of what was changed in the form. The editors of the body keep a history of their own.
import { formatPointer, same, valueAt, withValue, type Json, type JsonObject, type Path } from "./json.ts";

/** A value at a path before and after; undefined where there was or is none. */
export interface Change {
  path: Path;
  before: Json | undefined;
  after: Json | undefined;
}

interface Step {
  changes: Change[];
  at: number; // when it was last added to
  typing: string; // pointer of the field that was typed into; empty where the step takes no more
}

/** Where a change came from: the editor of a body need not be told of its own. */
export type Source = "form" | "editor" | "history" | "open";

export type Listener = (document: JsonObject, source: Source) => void;

/** Typing into one field without a pause of this many ms is one step. */
const pause = 1000;
const maxSteps = 500;

export class Store {
  #document: JsonObject;
  #listeners = new Set<Listener>();
  #done: Step[] = [];
  #undone: Step[] = [];
  /** How many steps were too old to be kept. */
  #dropped = 0;
  /** Nothing is changed while another tab has the document. */
  locked = false;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  get document(): JsonObject {
    return this.#document;
  }

  get(path: Path): Json | undefined {
    return valueAt(this.#document, path);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sets one value by typing: what is typed on end is undone at once. */
  type(path: Path, value: Json | undefined): void {
    this.#apply([{ path, before: this.get(path), after: value }], formatPointer(path));
  }

  /** Makes changes that are undone together. */
  change(changes: Change[]): void {
    this.#apply(changes, "");
  }

  set(path: Path, value: Json | undefined): void {
    this.change([{ path, before: this.get(path), after: value }]);
  }

  /** Takes over what an editor has: it undoes that itself. */
  fromEditor(path: Path, value: Json): void {
    if (this.locked || this.get(path) === value) return;
    this.#write(path, value);
    this.#tell("editor");
  }

  /** Begins anew with another document. */
  open(document: JsonObject): void {
    this.#document = document;
    this.#done = [];
    this.#undone = [];
    this.#dropped = 0;
    this.#tell("open");
  }

  /** How many steps were made and not undone, those too old to be kept among them: it grows with each new one. */
  get depth(): number {
    return this.#dropped + this.#done.length;
  }

  /** Undoes the last step and returns where it was made. A value that an editor has changed since stays as it is. */
  undo(): string | undefined {
    const step = this.locked ? undefined : this.#done.pop();
    if (step === undefined) return undefined;
    this.#undone.push(step);
    for (const change of step.changes.toReversed()) this.#move(change.path, change.after, change.before);
    this.#tell("history");
    return formatPointer(step.changes[0]?.path ?? []);
  }

  redo(): string | undefined {
    const step = this.locked ? undefined : this.#undone.pop();
    if (step === undefined) return undefined;
    this.#done.push(step);
    for (const change of step.changes) this.#move(change.path, change.before, change.after);
    this.#tell("history");
    return formatPointer(step.changes[0]?.path ?? []);
  }

  #apply(changes: Change[], typing: string): void {
    const real = changes.filter((c) => !same(c.before, c.after));
    if (this.locked || real.length === 0) return;
    for (const change of real) this.#write(change.path, change.after);
    const now = Date.now();
    const last = this.#done.at(-1);
    const only = real[0];
    if (typing !== "" && last !== undefined && only !== undefined && last.typing === typing && now - last.at < pause) {
      last.changes = [{ path: only.path, before: last.changes[0]?.before, after: only.after }];
      last.at = now;
    } else {
      this.#done.push({ changes: real, at: now, typing });
      if (this.#done.length > maxSteps) this.#dropped += Number(this.#done.shift() !== undefined);
    }
    this.#undone = [];
    this.#tell("form");
  }

  #move(path: Path, from: Json | undefined, to: Json | undefined): void {
    if (same(this.get(path), from)) this.#write(path, to);
  }

  #write(path: Path, value: Json | undefined): void {
    this.#document = (withValue(this.#document, path, value) ?? {}) as JsonObject;
  }

  #tell(source: Source): void {
    for (const listener of this.#listeners) listener(this.#document, source);
  }
}
