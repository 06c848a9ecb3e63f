// The rows of a list as they are corrected: what was read, what was changed, what is wrong with each, and the way back.
import type { Problem } from "../../app/api.ts";
import { same, type JsonObject } from "../../app/model/json.ts";
import { within } from "../../app/model/problems.ts";
import type { FieldInfo } from "./fields.ts";
import { cellText, cellValue, pointerOf, withCell } from "./patch.ts";

export interface Row {
  number: number;
  /** As it was read or made. */
  given: JsonObject;
  found: Problem[];
  patch: JsonObject;
  problems: Problem[];
  /** Left out of what is made. */
  removed: boolean;
  /** What else is known of the row, for whoever shows it. */
  note: string;
  /** What stands in cells that could not be understood, by field. */
  raw?: Record<string, string>;
}

export type Filter = "all" | "errors" | "warnings" | "edited" | "removed";

/** What is kept of corrections: the patches that differ, and the rows that are left out. */
export interface Corrections {
  patches: Record<string, JsonObject>;
  removed: number[];
}

export interface CellEdit {
  row: number;
  field: FieldInfo;
  text: string;
}

interface Step {
  before: Map<number, Pick<Row, "patch" | "removed">>;
  after: Map<number, Pick<Row, "patch" | "removed">>;
}

const maxSteps = 200;

export class Rows {
  readonly list: Row[];
  readonly fields: readonly FieldInfo[];
  #required: string;
  #index = new Map<number, number>();
  #done: Step[] = [];
  #undone: Step[] = [];

  /** required is the field that no row may leave empty; "" for none. */
  constructor(given: readonly Omit<Row, "patch" | "problems" | "removed">[], fields: readonly FieldInfo[], required: string, kept?: Corrections) {
    this.fields = fields;
    this.#required = required;
    const removed = new Set(kept?.removed);
    this.list = given.map((g, i) => {
      this.#index.set(g.number, i);
      const patch = kept?.patches[g.number] ?? g.given;
      return { ...g, patch, removed: removed.has(g.number), problems: patch === g.given ? g.found : this.#check(g, patch) };
    });
  }

  row(number: number): Row | undefined {
    return this.list[this.#index.get(number) ?? -1];
  }

  /** Changes cells, undone together. */
  edit(edits: readonly CellEdit[]): void {
    const patches = new Map<number, JsonObject>();
    for (const e of edits) {
      const row = this.row(e.row);
      if (row !== undefined) patches.set(e.row, withCell(patches.get(e.row) ?? row.patch, e.field, e.text));
    }
    this.#apply(new Map([...patches].map(([n, patch]) => [n, { patch, removed: this.row(n)?.removed === true }])));
  }

  /** The cells that are not as they were read. */
  edits(): CellEdit[] {
    return this.list.filter((r) => r.patch !== r.given).flatMap((row) => this.fields.flatMap((field) => {
      const text = cellText(row.patch, field);
      return text === cellText(row.given, field) ? [] : [{ row: row.number, field, text }];
    }));
  }

  remove(numbers: readonly number[], removed: boolean): void {
    this.#apply(new Map(numbers.flatMap((n) => {
      const row = this.row(n);
      return row === undefined ? [] : [[n, { patch: row.patch, removed }]];
    })));
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Undoes the last step, and returns a row that it was in. */
  undo(): number | undefined {
    return this.#walk(this.#done, this.#undone, "before");
  }

  redo(): number | undefined {
    return this.#walk(this.#undone, this.#done, "after");
  }

  #walk(from: Step[], to: Step[], side: "before" | "after"): number | undefined {
    const step = from.pop();
    if (step === undefined) return undefined;
    to.push(step);
    for (const [n, state] of step[side]) this.#put(n, state);
    return step[side].keys().next().value;
  }

  #apply(after: Step["after"]): void {
    const before: Step["before"] = new Map();
    for (const [n, state] of after) {
      const row = this.row(n);
      if (row === undefined || row.removed === state.removed && same(row.patch, state.patch)) after.delete(n);
      else before.set(n, { patch: row.patch, removed: row.removed });
    }
    if (after.size === 0) return;
    for (const [n, state] of after) this.#put(n, state);
    this.#done.push({ before, after });
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone = [];
  }

  #put(number: number, state: Pick<Row, "patch" | "removed">): void {
    const at = this.#index.get(number);
    const row = at === undefined ? undefined : this.list[at];
    if (at === undefined || row === undefined) return;
    const patch = same(state.patch, row.given) ? row.given : state.patch;
    this.list[at] = { ...row, patch, removed: state.removed, problems: patch === row.given ? row.found : this.#check(row, patch) };
  }

  /** What was found stays where nothing was changed; what was typed is looked at here, and by the service when it is made. */
  #check(row: Pick<Row, "given" | "found">, patch: JsonObject): Problem[] {
    const changed = this.fields.filter((f) => cellText(patch, f) !== cellText(row.given, f));
    const out = row.found.filter((p) => p.pointer === "" || !changed.some((f) => within(p.pointer, pointerOf(f.path)) || within(pointerOf(f.path), p.pointer)));
    for (const f of changed) {
      const text = cellText(patch, f);
      const { fault } = cellValue(text, f.kind);
      if (fault !== "") out.push({ severity: "error", pointer: pointerOf(f.path), code: "wrong_value", message: fault });
      if (text === "" && f.path === this.#required) {
        out.push({ severity: "error", pointer: pointerOf(f.path), code: "missing_name", message: `${f.title} còn để trống.`, hint: "Điền vào, hoặc bỏ dòng nếu thừa." });
      }
    }
    return out;
  }

  is(row: Row, filter: Filter): boolean {
    switch (filter) {
      case "all": return true;
      case "errors": return !row.removed && row.problems.some((p) => p.severity === "error");
      case "warnings": return !row.removed && row.problems.length > 0 && row.problems.every((p) => p.severity === "warning");
      case "edited": return row.patch !== row.given;
      case "removed": return row.removed;
    }
  }

  count(filter: Filter): number {
    return this.list.reduce((n, row) => n + (this.is(row, filter) ? 1 : 0), 0);
  }

  /** The numbers of the rows that are wanted, and have all the words that are looked for. */
  view(filter: Filter, wanted: string): number[] {
    const words = fold(wanted).split(/\s+/).filter((w) => w !== "");
    return this.list.filter((row) => this.is(row, filter) && this.#has(row, words)).map((row) => row.number);
  }

  #has(row: Row, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    const text = fold(`${row.number} ${this.fields.map((f) => cellText(row.patch, f)).join(" ")}`);
    return words.every((w) => text.includes(w));
  }

  /** The next row with a problem after one, going round; errors before warnings. Undefined where there is none. */
  next(view: readonly number[], after: number, direction: 1 | -1): { row: number; field: FieldInfo | undefined } | undefined {
    for (const kind of ["errors", "warnings"] as const) {
      const at = view.indexOf(after);
      for (let i = 1; i <= view.length; i++) {
        const row = this.row(view[(at + direction * i + view.length * 2) % view.length] ?? 0);
        if (row === undefined || !this.is(row, kind)) continue;
        const first = row.problems.find((p) => kind === "warnings" || p.severity === "error");
        return { row: row.number, field: this.fields.find((f) => first !== undefined && first.pointer !== "" && within(first.pointer, pointerOf(f.path))) };
      }
    }
    return undefined;
  }

  corrections(): Corrections {
    const out: Corrections = { patches: {}, removed: [] };
    for (const row of this.list) {
      if (row.patch !== row.given) out.patches[row.number] = row.patch;
      if (row.removed) out.removed.push(row.number);
    }
    return out;
  }
}

/** Letters as they are compared in a search: without marks and capitals. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
