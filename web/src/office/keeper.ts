// The office as it is being changed in this tab, and what the service has of it.
import { Refused } from "../app/api.ts";
import { isObject, same, type JsonObject } from "../app/model/json.ts";
import { Store } from "../app/model/store.ts";
import { getOffice, type Office, putOffice, written } from "./office.ts";
import { reconcile, type Reconciled } from "./reconcile.ts";

export type Outcome = { kind: "saved" } | { kind: "conflict"; found: Reconciled } | { kind: "failed"; error: unknown };

/** What was changed and is not saved outlives the page. */
const unsaved = "vanban-office-unsaved";

export class Keeper {
  readonly store: Store;
  /** As the service had it when it was read, with its tag. */
  #kept: JsonObject;
  #tag: string;
  /** As somebody else has made it meanwhile. */
  #theirs: { office: Office; tag: string } | undefined;
  /** There were changes from an earlier visit. */
  readonly recovered: boolean;

  static async open(): Promise<Keeper> {
    const { office, tag } = await getOffice();
    return new Keeper(office as unknown as JsonObject, tag);
  }

  private constructor(office: JsonObject, tag: string) {
    const left = remembered();
    this.recovered = left !== undefined && !same(left.document, office);
    // What was changed then is a change of what there was then: saving tells of what others have saved since.
    this.#kept = this.recovered && left !== undefined ? left.kept : office;
    this.#tag = this.recovered && left !== undefined ? left.tag : tag;
    this.store = new Store(this.recovered && left !== undefined ? left.document : office);
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
      this.#theirs = await getOffice();
      // With what was written while the service was asked.
      return { kind: "conflict", found: reconcile(this.#kept, written(this.store.document), this.#theirs.office as unknown as JsonObject) };
    }
  }

  /** Goes on from what somebody else has made, with another content: that of both, or theirs. */
  take(document: JsonObject | undefined): void {
    if (this.#theirs !== undefined) {
      this.#kept = this.#theirs.office as unknown as JsonObject;
      this.#tag = this.#theirs.tag;
      this.#theirs = undefined;
    }
    this.store.open(document ?? this.#kept);
    this.#remember();
  }

  /** Gives up what is not saved. */
  forget(): void {
    localStorage.removeItem(unsaved);
  }

  #remember(): void {
    try {
      if (this.changed) localStorage.setItem(unsaved, JSON.stringify({ document: this.store.document, kept: this.#kept, tag: this.#tag } satisfies Left));
      else localStorage.removeItem(unsaved);
    } catch {
      // It is there as long as the page is.
    }
  }
}

interface Left {
  document: JsonObject;
  kept: JsonObject;
  tag: string;
}

function remembered(): Left | undefined {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(unsaved) ?? "null");
    return isObject(left) && isObject(left["document"]) && isObject(left["kept"]) ? (left as unknown as Left) : undefined;
  } catch {
    return undefined;
  }
}
