// The office as it is being changed in this tab, and what the service has of it.
import { Refused } from "../app/api.ts";
import { same, type JsonObject } from "../app/model/json.ts";
import { Store } from "../app/model/store.ts";
import { getOffice, type Office, putOffice, written } from "./office.ts";
import { reconcile, type Reconciled } from "./reconcile.ts";

export type Outcome = { kind: "saved" } | { kind: "conflict"; found: Reconciled } | { kind: "failed"; error: unknown };

/** What was changed and is not saved outlives the page. */
const unsaved = "vanban-office-unsaved";

export class Keeper {
  readonly store: Store;
  /** As the service has it. */
  #kept: JsonObject;
  #tag: string;
  /** There were changes from an earlier visit. */
  readonly recovered: boolean;

  static async open(): Promise<Keeper> {
    const { office, tag } = await getOffice();
    return new Keeper(office as unknown as JsonObject, tag);
  }

  private constructor(office: JsonObject, tag: string) {
    this.#kept = office;
    this.#tag = tag;
    const left = remembered();
    this.recovered = left !== undefined && !same(left, office);
    this.store = new Store(this.recovered && left !== undefined ? left : office);
    this.store.subscribe(() => this.#remember());
  }

  get changed(): boolean {
    return !same(written(this.store.document), this.#kept);
  }

  /** Whether the office has never been saved. */
  get empty(): boolean {
    return this.#tag === "";
  }

  async save(): Promise<Outcome> {
    const document = written(this.store.document);
    try {
      this.#tag = await putOffice(document as unknown as Office, this.#tag);
      this.#kept = document;
      this.#remember();
      return { kind: "saved" };
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 412) return { kind: "failed", error };
      const before = this.#kept;
      const { office, tag } = await getOffice();
      this.#kept = office as unknown as JsonObject;
      this.#tag = tag;
      return { kind: "conflict", found: reconcile(before, document, this.#kept) };
    }
  }

  /** Goes on with another content: that of both, or that of the service. */
  take(document: JsonObject | undefined): void {
    this.store.open(document ?? this.#kept);
    this.#remember();
  }

  #remember(): void {
    try {
      if (this.changed) localStorage.setItem(unsaved, JSON.stringify(this.store.document));
      else localStorage.removeItem(unsaved);
    } catch {
      // It is there as long as the page is.
    }
  }
}

function remembered(): JsonObject | undefined {
  try {
    return (JSON.parse(localStorage.getItem(unsaved) ?? "null") ?? undefined) as JsonObject | undefined;
  } catch {
    return undefined;
  }
}
