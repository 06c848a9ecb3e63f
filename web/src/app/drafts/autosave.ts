// Keeps a draft up to date in the database: shortly after each change, and at once when the page is hidden or left.
import type { JsonObject } from "../model/json.ts";
import { titleOf } from "../model/text.ts";
import { type Draft, putDraft } from "./db.ts";
import { forget, leaveBehind, noteClosed } from "./rescue.ts";

export type Saved = "saved" | "waiting" | "failed";

const delay = 300;
/** How long after a failure it is tried again (ms): somebody may have made room. */
export const again = 5000;

export class Autosave {
  #draft: Draft;
  #timer = 0;
  /** Not all of the draft is in the database yet, though it may be on the way there. */
  #waiting = false;
  /** Nothing of this browser had room for it. */
  #homeless = false;
  /** False after another tab has taken the draft: what this one has is old. */
  #ours = false;
  #tell: (state: Saved, at: number) => void;

  constructor(draft: Draft, tell: (state: Saved, at: number) => void) {
    this.#draft = draft;
    this.#tell = tell;
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
    addEventListener("pagehide", () => this.#leave());
    addEventListener("beforeunload", (event) => this.#ours && this.#homeless && event.preventDefault());
    // A page that comes back out of the browser's cache goes on.
    addEventListener("pageshow", (event) => {
      if (event.persisted && this.#ours) this.begin();
    });
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Notes that the draft is being written. */
  begin(): void {
    this.#ours = true;
    // With it, what a closed page has left behind comes into the database.
    this.#draft = { ...this.#draft, opened: Date.now() };
    void this.#write();
  }

  /** Takes over what the database has, after another tab has written it. */
  replace(draft: Draft): void {
    clearTimeout(this.#timer);
    this.#waiting = false;
    this.#homeless = false;
    this.#draft = draft;
  }

  changed(json: JsonObject): void {
    this.#draft = { ...this.#draft, document: json, title: titleOf(json), type: String(json["type"] ?? ""), updated: Date.now() };
    this.#waiting = true;
    this.#tell("waiting", this.#draft.updated);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#write(), delay);
  }

  dropNotes(): void {
    this.#draft = { ...this.#draft, notes: [], changes: [] };
    void this.#write();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    if (this.#waiting) await this.#write();
  }

  #leave(): void {
    if (!this.#ours) return;
    noteClosed(this.#draft.id);
    if (!this.#waiting) return;
    leaveBehind(this.#draft);
    void this.#write();
  }

  /** Another tab goes on with it: from here on nothing may change it. */
  async hand(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#ours = false;
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    const writing = this.#draft;
    try {
      await putDraft(writing);
      if (writing !== this.#draft) return; // what is newer is written after it
      this.#waiting = false;
      this.#homeless = false;
      forget(writing.id);
      this.#tell("saved", writing.updated);
    } catch {
      this.#homeless = !leaveBehind(this.#draft);
      this.#waiting = true;
      if (writing === this.#draft && this.#ours) this.#timer = window.setTimeout(() => void this.#write(), again);
      this.#tell("failed", writing.updated);
    }
  }
}
