// The pages beside the form. They are asked for as soon as what was typed is drawn: first the pages in view, the others when nobody types.
// One question is under way at a time, and the next is about the document as it is then: who types without a pause sees pages all the same.
import { again, getPages, isPassing, Refused, wordsOf } from "../api.ts";
import type { JsonObject } from "../model/json.ts";
import { missingParts, withDots } from "./blanks.ts";
import { pointerOf, Sheets } from "./sheets.ts";

/** What the pages are: as written, with dots for what is missing, or older than the text. */
export type PreviewState = { kind: "loading" | "shown" | "dotted"; pages: number } | { kind: "stale"; pages: number; why: string };

/** On a machine that needs longer than this to take over pages (ms), keys that follow each other wait for a pause. */
const light = 25;
const pause = 90;
/** Keys within this time (ms) follow each other. */
const typing = 300;
/** How long nobody types before all pages are asked for (ms): longer where there are many. */
const rest = (pages: number): number => (pages <= 6 ? 350 : 900);
/** As it is, without the dots of before, with those of now, then with those of what is missed only now: a second signer's after the first's. */
const maxAttempts = 5;

/** The text under the mouse. Between its lines there is nothing to be hit, but the text is meant: the smallest that has the place inside. */
function groupAt(frame: HTMLElement, { target, clientX: x, clientY: y }: MouseEvent): Element | null {
  const hit = target instanceof Element ? target.closest("g[data-pointer]") : null;
  if (hit !== null) return hit;
  const around = [...frame.querySelectorAll("g[data-pointer]")].flatMap((group) => {
    const box = group.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? [{ group, area: box.width * box.height }] : [];
  });
  return around.sort((a, b) => a.area - b.area)[0]?.group ?? null;
}

export class Preview {
  #sheets: Sheets;
  #frame: HTMLElement;
  #tell: (state: PreviewState) => void;
  #document: JsonObject | undefined;
  #timer = 0;
  #rest = 0;
  #running: { all: boolean; stop: AbortController } | undefined;
  #again = false;
  #changed = 0;
  /** Pages out of view are older than the document. */
  #partial = false;
  /** What the pages of the last answer took to come in (ms). */
  #cost = 0;
  #missing: string[] = [];
  #pointer = "";
  /** Whether the page of what is edited scrolls into view. */
  following = true;

  constructor(frame: HTMLElement, go: (pointer: string) => void, tell: (state: PreviewState) => void) {
    this.#frame = frame;
    this.#sheets = new Sheets(frame);
    this.#tell = tell;
    frame.addEventListener("click", (event) => {
      const group = groupAt(frame, event);
      if (group === null || getSelection()?.isCollapsed === false) return;
      go(pointerOf(group));
      this.#pointer = pointerOf(group);
      this.#sheets.mark(this.#pointer);
    });
    frame.addEventListener("scroll", () => this.#partial && this.#late(), { passive: true });
  }

  update(document: JsonObject, at: "now" | "soon"): void {
    const now = performance.now();
    const wait = at === "soon" && this.#cost > light && now - this.#changed < typing ? pause : 0;
    this.#changed = now;
    this.#document = document;
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
    if (this.#running?.all === true) this.#running.stop.abort();
    this.#timer = window.setTimeout(() => afterDrawing(() => void this.#run(false)), wait);
  }

  /** Marks what is being edited, and shows its page. */
  follow(pointer: string): void {
    this.#pointer = pointer;
    const place = this.#sheets.mark(pointer);
    if (place === undefined || !this.following) return;
    const box = place.getBoundingClientRect();
    const frame = this.#frame.getBoundingClientRect();
    // On a narrow screen the pages are below the form: what is being written must not scroll away.
    if (this.#frame.scrollHeight <= this.#frame.clientHeight || box.top >= frame.top && box.bottom <= frame.bottom) return;
    this.#frame.scrollTop += (box.top + box.bottom) / 2 - (frame.top + frame.bottom) / 2;
  }

  /** All pages as they are now, for the printer. */
  async whole(): Promise<void> {
    clearTimeout(this.#rest);
    await this.#run(true);
  }

  #late(): void {
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => void this.#run(true), rest(this.#sheets.count));
  }

  async #run(all: boolean): Promise<void> {
    if (this.#document === undefined) return;
    if (this.#running !== undefined && !this.#running.stop.signal.aborted && !all) {
      this.#again = true;
      return;
    }
    this.#running?.stop.abort();
    const running = { all, stop: new AbortController() };
    this.#running = running;
    await this.#attempts(all, running.stop.signal);
    if (this.#running !== running) return;
    this.#running = undefined;
    if (this.#again) {
      this.#again = false;
      await this.#run(false);
    }
  }

  async #attempts(all: boolean, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const json = this.#document ?? {};
      try {
        await this.#ask(withDots(json, this.#missing), json, all, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const missing = this.#missingAfter(error);
        if (missing === undefined || attempt === maxAttempts) {
          this.#failed(error);
          return;
        }
        this.#missing = missing;
      }
    }
  }

  /** What is to be filled with dots so that there are pages after all; undefined where that would not help. */
  #missingAfter(error: unknown): string[] | undefined {
    if (!(error instanceof Refused) || error.problems.length === 0) return undefined;
    const found = missingParts(error.problems);
    if (found !== undefined) return [...new Set([...this.#missing, ...found])];
    // The dots of before may be what is wrong now, where a part of the document has gone.
    return this.#missing.length > 0 ? [] : undefined;
  }

  async #ask(json: JsonObject, written: JsonObject, all: boolean, signal: AbortSignal): Promise<void> {
    const visible = all ? [] : this.#sheets.visible();
    const parts = visible.length === 0 || visible.length === this.#sheets.count ? [0] : visible;
    const files = await Promise.all(parts.map((page) => getPages(json, page, signal).catch((error: unknown) => {
      // The document may have become shorter than the page that is looked at.
      if (error instanceof Refused && error.code === "no_such_page") return getPages(json, 0, signal);
      throw error;
    })));
    if (signal.aborted) return;
    const began = performance.now();
    this.#sheets.resize(files.at(-1)?.count ?? 1);
    for (const file of files) this.#sheets.show(file.svg);
    this.#partial = parts[0] !== 0;
    if (this.#partial) this.#late();
    this.#frame.classList.remove("stale");
    this.#tell({ kind: json === written ? "shown" : "dotted", pages: this.#sheets.count });
    if (!all) this.follow(this.#pointer);
    this.#cost = performance.now() - began;
  }

  #failed(error: unknown): void {
    this.#frame.classList.add("stale");
    const why = error instanceof Refused && error.problems.length > 0 ? `${this.#sheets.count > 0 ? "Trang hiện bản trước đó" : "Chưa dựng được trang"}: văn bản còn lỗi phải sửa.` : wordsOf(error);
    this.#tell({ kind: "stale", pages: this.#sheets.count, why });
    if (!isPassing(error)) return;
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => void this.#run(false), again);
  }
}

/** Runs something when the browser has drawn what is on the page now: a key never waits for pages. */
function afterDrawing(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (!done) run();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  // In a tab that nobody looks at nothing is drawn.
  setTimeout(once, 200);
}
