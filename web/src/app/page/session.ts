// A draft being written in this tab: its document, the history, the autosave and the hold on it.
import { getType, Refused, type TypeDetail } from "../api.ts";
import { Autosave, type Saved } from "../drafts/autosave.ts";
import { type Draft, getDraft, newId } from "../drafts/db.ts";
import { Hold } from "../drafts/hold.ts";
import { newerOf } from "../drafts/rescue.ts";
import { Problems } from "../model/problems.ts";
import { type Part, Steps } from "../model/steps.ts";
import { Store } from "../model/store.ts";
import { Checking } from "./checking.ts";
import { Fields } from "./fields.ts";

export interface Status {
  saved: Saved;
  at: number;
  /** Another tab writes the draft. */
  elsewhere: boolean;
}

export class Session {
  readonly store: Store;
  readonly steps = new Steps();
  readonly problems = new Problems();
  readonly fields = new Fields();
  readonly autosave: Autosave;
  readonly #hold: Hold;
  readonly #form: Part;
  #taking: Promise<void> | undefined;
  #listeners = new Set<(status: Status) => void>();
  status: Status;

  /** Opens a draft; undefined where there is none. */
  static async open(id: string): Promise<Session | undefined> {
    let session: Session | undefined;
    const hold = new Hold(id, newId(), async () => {
      if (session !== undefined) await session.#hand();
    });
    try {
      // Held before it is read: another tab may be writing to it until then.
      await hold.take();
      const draft = newerOf(await getDraft(id), id);
      if (draft !== undefined && draft.deleted === 0) session = new Session(draft, hold);
    } finally {
      if (session === undefined) hold.release();
    }
    if (session === undefined) return undefined;
    // Asked again: it may have been taken while it was read.
    if (hold.held) session.autosave.begin();
    else session.#away();
    return session;
  }

  private constructor(draft: Draft, hold: Hold) {
    this.store = new Store(draft.document);
    this.status = { saved: "saved", at: draft.updated, elsewhere: false };
    this.autosave = new Autosave(draft, (saved, at) => this.#set({ saved, at }));
    this.#hold = hold;
    this.#form = {
      depth: () => this.store.depth,
      undo: () => this.#goTo(this.store.undo()),
      redo: () => this.#goTo(this.store.redo()),
    };
    const checking = new Checking(this.problems);
    checking.soon(draft.document);
    this.store.subscribe((document, source) => {
      checking.soon(document);
      if (source !== "open") this.autosave.changed(document);
      if (source === "form" || source === "history") this.steps.changed(this.#form);
    });
  }

  subscribe(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes the draft from the other tab, with all that was written there. */
  takeOver(): Promise<void> {
    // The second click of a double click would take it from ourselves.
    this.#taking ??= this.#take().finally(() => (this.#taking = undefined));
    return this.#taking;
  }

  async #take(): Promise<void> {
    await this.#hold.takeOver();
    const { id } = this.autosave.draft;
    const draft = newerOf(await getDraft(id), id);
    if (!this.#hold.held) return; // taken in turn while it was read
    if (draft !== undefined) {
      // Whoever goes on with a draft that was deleted meanwhile wants to have it.
      this.autosave.replace({ ...draft, deleted: 0 });
      this.store.locked = false;
      this.store.open(draft.document);
      this.steps.remove(this.#form);
    }
    this.store.locked = false;
    this.autosave.begin();
    this.#set({ elsewhere: false });
  }

  /** Another tab goes on with it. Nothing is taken any more first: what is typed while the last is written would be lost. */
  async #hand(): Promise<void> {
    this.#away();
    await this.autosave.hand();
  }

  #away(): void {
    this.store.locked = true;
    this.#set({ elsewhere: true });
  }

  #goTo(pointer: string | undefined): void {
    // The fields show the step only after they have been drawn anew.
    if (pointer !== undefined) requestAnimationFrame(() => this.fields.go(pointer));
  }

  #set(part: Partial<Status>): void {
    this.status = { ...this.status, ...part };
    for (const listener of this.#listeners) listener(this.status);
  }
}

/** How the service describes a type. One that it does not make yet is shown like a báo cáo, whose form has all usual parts. */
export async function describe(type: string): Promise<TypeDetail> {
  try {
    return await getType(type);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 404) throw error;
    return { ...(await getType("bao-cao")), type, name: "Văn bản", abbreviation: "" };
  }
}
