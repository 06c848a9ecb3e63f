// A list being worked on in this tab: its rows, the paper they go on, and the keeping of both.
import { getType, type Problem, type TypeDetail } from "../app/api.ts";
import { again } from "../app/drafts/autosave.ts";
import { newId } from "../app/drafts/db.ts";
import { handing, Hold } from "../app/drafts/hold.ts";
import { forget, leaveBehind } from "../app/drafts/rescue.ts";
import { isObject, type JsonObject } from "../app/model/json.ts";
import { Problems } from "../app/model/problems.ts";
import { Steps } from "../app/model/steps.ts";
import { Store } from "../app/model/store.ts";
import { Fields } from "../app/page/fields.ts";
import { getOffice, type Office } from "../office/office.ts";
import { type Draft, getDraft, holdOf, type Kept, putDraft, putList } from "./model/draft.ts";
import { type FieldInfo, fieldsOf, isCertificate } from "./model/fields.ts";
import { type Column, type List, type ListRow, type Mapping, readList } from "./model/list.ts";
import { newPaper, type Paper, paperOf } from "./model/paper.ts";
import { columnOf } from "./model/cells.ts";
import { cellText, pointerOf } from "./model/patch.ts";
import { Rows } from "./model/rows.ts";
import { dayOf } from "./words.ts";

export type Saved = "saved" | "waiting" | "failed";

const delay = 250;

/** Beyond this many rows the service does not send them: they are made from the file as it is. */
export const mostRows = 20_000;

export class Session {
  draft: Draft;
  kept: Kept;
  rows: Rows;
  type: TypeDetail;
  /** The form of the decision, for the clauses of its fields. */
  decision: TypeDetail;
  office: Office;
  readonly store: Store;
  readonly problems = new Problems();
  readonly fields = new Fields();
  /** Where the common part is wanted to be put right: the step that has its field goes there. */
  wanted = "";
  /** What the service said of all when it was sent, and of which paper: only then does it look at the decision. */
  #told: { paper: JsonObject; problems: readonly Problem[] } | undefined;
  readonly steps = new Steps();
  saved: Saved = "saved";
  elsewhere = false;
  #hold: Hold;
  #timer = 0;
  #leaving = false;
  #closed = new AbortController();
  #listeners = new Set<() => void>();

  static async open(id: string): Promise<Session | undefined> {
    let session: Session | undefined;
    const hold = new Hold(holdOf(id), newId(), async () => {
      if (session !== undefined) await session.#hand();
    });
    try {
      // Held before it is read: another tab may be writing to it until then.
      await hold.take();
      const found = await getDraft(id);
      if (found === undefined) return undefined;
      const [type, decision, office] = await Promise.all([
        getType(found.draft.type), getType("quyet-dinh"), getOffice().then((o) => o.office, (): Office => ({ version: 1 })),
      ]);
      session = new Session(found.draft, found.kept, type, decision, office, hold);
    } finally {
      if (session === undefined) hold.release();
    }
    // Asked again: it may have been taken while the service was asked.
    session.elsewhere = !hold.held;
    session.store.locked = session.elsewhere;
    return session;
  }

  /** Begins with a list, and keeps it at once. */
  static async begin(file: Blob, source: string, type: string): Promise<string> {
    const list = await readList(file, type, {}, "");
    const id = newId();
    const now = Date.now();
    const draft = {
      id, title: titleFrom(source), type, source, created: now, updated: now, sheet: "", map: {}, patches: {}, removed: [], paper: { ...newPaper(type) } as JsonObject,
      files: ["merged" as const], rows: list.total, batch: "", sent: 0,
    };
    await putList(draft, { id, file, list, proposed: list.columns });
    return id;
  }

  private constructor(draft: Draft, kept: Kept, type: TypeDetail, decision: TypeDetail, office: Office, hold: Hold) {
    this.draft = draft;
    this.kept = kept;
    this.type = type;
    this.decision = decision;
    this.office = office;
    this.rows = this.#rowsOf(kept.list, draft);
    this.store = new Store(draft.paper);
    this.store.subscribe((paper) => this.change({ paper }));
    this.#hold = hold;
    const { signal } = this.#closed;
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void this.flush(), { signal });
    // A cell that is open takes its leave after this, and what stands in it counts as well.
    addEventListener("pagehide", () => {
      this.#leaving = true;
      if (this.saved !== "saved" && !this.elsewhere) leaveBehind(this.draft);
      void this.flush();
    }, { signal });
    addEventListener("pageshow", () => {
      this.#leaving = false;
    }, { signal });
  }

  /** Keeps what waits, and lets go of the list: the page goes on without it, and may come back to it. */
  async close(): Promise<void> {
    const kept = this.flush();
    this.#closed.abort();
    this.#hold.release();
    await kept;
    if (this.saved !== "saved" && !this.elsewhere) leaveBehind(this.draft);
  }

  async takeOver(): Promise<void> {
    await this.#hold.takeOver();
    location.reload();
  }

  /** Another tab goes on with it. Nothing is taken any more while the last is written: it would be lost. */
  async #hand(): Promise<void> {
    dispatchEvent(new Event(handing));
    const kept = this.flush();
    clearTimeout(this.#timer); // what the other tab writes is newer
    this.elsewhere = true;
    this.store.locked = true;
    this.#tell();
    await kept;
  }

  get certificate(): boolean {
    return isCertificate(this.draft.type);
  }

  get paper(): Paper {
    return paperOf(this.store.document);
  }

  /** All rows are here, so that they can be corrected before they are made. */
  get whole(): boolean {
    return this.kept.list.total <= this.kept.list.rows.length;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  change(values: Partial<Draft>): void {
    if (this.elsewhere) return;
    this.draft = { ...this.draft, ...values, updated: Date.now() };
    this.saved = "waiting";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.flush(), delay);
    if (this.#leaving) leaveBehind(this.draft);
    this.#tell();
  }

  /** Notes what the service said of the paper as it is, and where somebody wants to put it right. */
  lead(problems: readonly Problem[], wanted: string): void {
    this.#told = { paper: this.store.document, problems };
    this.wanted = wanted;
  }

  /** What was said of the paper as it still is: of another nobody knows yet. */
  get told(): readonly Problem[] {
    return this.#told?.paper === this.store.document ? this.#told.problems : [];
  }

  /** Keeps the rows as they have been corrected. */
  corrected(): void {
    this.change({ ...this.rows.corrections() });
  }

  async flush(): Promise<void> {
    if (this.saved === "saved" || this.elsewhere) return;
    clearTimeout(this.#timer);
    const writing = this.draft;
    try {
      await putDraft(writing);
      if (writing === this.draft) {
        this.saved = "saved";
        forget(writing.id);
      }
    } catch {
      this.saved = "failed";
      leaveBehind(this.draft);
      // Whoever opens the list again goes on with what was left behind.
      if (writing === this.draft && !this.#closed.signal.aborted) this.#timer = window.setTimeout(() => void this.flush(), again);
    }
    this.#tell();
  }

  /** Reads the list again with other columns or another sheet. What was corrected stays, in the rows that are still there. */
  async read(map: Mapping, sheet: string, signal?: { stale: boolean }): Promise<void> {
    const list = await readList(this.kept.file, this.draft.type, map, sheet);
    if (signal?.stale === true || this.elsewhere) return;
    const kept = { ...this.kept, list, ...(Object.keys(map).length === 0 ? { proposed: list.columns } : {}) };
    const values = { map, sheet, rows: list.total };
    await putList({ ...this.draft, ...values, ...this.#moved(list).corrections(), updated: Date.now() }, kept);
    this.#take(kept, values);
  }

  /** Another list in the place of the one there is; the paper stays. */
  async replace(file: Blob, source: string, type: string): Promise<void> {
    const list = await readList(file, type, {}, "");
    const other = type === this.draft.type ? undefined : await getType(type);
    if (this.elsewhere) return;
    const kept = { id: this.draft.id, file, list, proposed: list.columns };
    const base = this.store.document["base"];
    const paper = other === undefined ? this.store.document
      : (isCertificate(type) && this.certificate && isObject(base) ? { ...this.store.document, base: { ...base, type } } : { ...newPaper(type) }) as JsonObject;
    const values = { map: {}, sheet: "", rows: list.total, source, type, batch: "" };
    // Where there is no room for it, nothing else changes.
    await putList({ ...this.draft, ...values, paper, patches: {}, removed: [], updated: Date.now() }, kept);
    if (other !== undefined) {
      this.type = other;
      this.store.open(paper);
    }
    this.rows = new Rows([], [], "");
    this.#take(kept, values);
  }

  /** What was corrected while the list was being kept goes along as well. */
  #take(kept: Kept, values: Partial<Draft>): void {
    this.rows = this.#moved(kept.list);
    this.kept = kept;
    this.change({ ...values, ...this.rows.corrections() });
  }

  /** The rows of another list, with what was corrected in those there are, where they are still there. */
  #moved(list: List): Rows {
    const places = new Map(this.kept.list.rows.map((r) => [r.number, placeOf(r)]));
    const gone = new Set(this.rows.list.filter((r) => r.removed).map((r) => places.get(r.number)));
    const rows = this.#rowsOf(list);
    const numbers = new Map(list.rows.map((r) => [placeOf(r), r.number]));
    rows.edit(this.rows.edits().flatMap((edit) => {
      const row = numbers.get(places.get(edit.row) ?? "");
      return row === undefined ? [] : [{ ...edit, row }];
    }));
    rows.remove(list.rows.filter((r) => gone.has(placeOf(r))).map((r) => r.number), true);
    return rows;
  }

  #rowsOf(list: List, corrections?: Pick<Draft, "patches" | "removed">): Rows {
    const fields = usedFields(fieldsOf(this.type), list.rows, list.columns);
    const given = list.rows.map((r) => ({
      number: r.number, given: r.patch, found: r.problems, raw: rawOf(r, fields, list),
      note: [r.sheet === "" ? "" : `Trang “${r.sheet}”, `, `dòng ${r.line} trong tệp`, r.group === "" ? "" : `, nhóm “${r.group}”`].join(""),
    }));
    return new Rows(given, fields, isCertificate(this.type.type) ? "recipient.name" : "", corrections);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function placeOf(row: { sheet: string; line: number }): string {
  return `${row.sheet}\n${row.line}`;
}

/** What certificates always have, and what some row or column of the list has, or should have. */
const always = new Set(["recipient.salutation", "recipient.name", "recipient.position", "recipient.unit"]);

export function usedFields(fields: readonly FieldInfo[], rows: readonly Pick<ListRow, "patch" | "problems">[], columns: readonly Column[]): FieldInfo[] {
  const used = new Set([...columns.map((c) => pointerOf(c.field)), ...rows.flatMap((r) => r.problems.filter((p) => p.severity === "error").map((p) => p.pointer))]);
  return fields.filter((f) => always.has(f.path) || used.has(pointerOf(f.path)) || rows.some((r) => cellText(r.patch, f) !== ""));
}

/** The texts of cells with errors that did not get into the patch. */
function rawOf(row: ListRow, fields: readonly FieldInfo[], list: List): Record<string, string> {
  const out: Record<string, string> = {};
  for (const p of row.problems) {
    const field = p.severity === "error" ? fields.find((f) => pointerOf(f.path) === p.pointer && cellText(row.patch, f) === "") : undefined;
    const column = field && list.columns.find((c) => c.sheet === row.sheet && c.field === field.path);
    const text = column === undefined ? "" : (row.cells[columnOf(column.letter)] ?? "").trim();
    if (field !== undefined && text !== "") out[field.path] = text;
  }
  return out;
}

function titleFrom(source: string): string {
  return source === "" ? `Danh sách dán ngày ${dayOf(Date.now())}` : source.replace(/\.[A-Za-z]+$/, "").normalize("NFC");
}
