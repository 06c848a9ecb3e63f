// Lists that are being worked on, in this browser's own database. They never leave it by themselves.
import { type Problem, Refused } from "../../app/api.ts";
import { committed } from "../../app/drafts/db.ts";
import { forget, newerOf } from "../../app/drafts/rescue.ts";
import type { JsonObject } from "../../app/model/json.ts";
import type { Column, List, Mapping } from "./list.ts";
import type { Output } from "./paper.ts";

export interface Draft {
  id: string;
  title: string;
  type: string;
  source: string;
  created: number;
  updated: number;
  sheet: string;
  map: Mapping;
  patches: Record<string, JsonObject>;
  removed: number[];
  paper: JsonObject;
  files: Output[];
  rows: number;
  /** The batch that was begun with it, and the fingerprint of what was sent. */
  batch: string;
  print?: string;
  /** What the service remarked upon when it took the batch: it tells so only then. */
  notes?: Problem[];
  /** How many were begun with it: the same list sent again on purpose is another batch. */
  sent: number;
}

/** The name under which one tab holds a list: documents are held under their bare ids. */
export function holdOf(id: string): string {
  return `list-${id}`;
}

/** What a list is called where nobody has named it. */
export function nameOf(draft: Draft): string {
  return draft.title.trim() || "Danh sách chưa đặt tên";
}

/** The list of a draft: large, and seldom written. */
export interface Kept {
  id: string;
  file: Blob;
  list: List;
  /** The columns as they were read without anybody's choice. */
  proposed: Column[];
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("vanban-lists", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "id" });
      request.result.createObjectStore("lists", { keyPath: "id" });
    };
    // What did not open, or was closed by the browser, is opened anew by who asks next.
    const again = (): void => (opened = undefined);
    request.onsuccess = () => {
      request.result.onclose = again;
      resolve(request.result);
    };
    request.onerror = () => {
      again();
      reject(request.error ?? new Error("IndexedDB"));
    };
  });
  return opened;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

type Name = "drafts" | "lists";

async function store(name: Name, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(name, mode).objectStore(name);
}

/** Both stores, in one transaction: a draft has the corrections to the rows of its list, and goes with no other. */
async function both(mode: IDBTransactionMode): Promise<Record<Name, IDBObjectStore>> {
  const transaction = (await open()).transaction(["drafts", "lists"], mode);
  return { drafts: transaction.objectStore("drafts"), lists: transaction.objectStore("lists") };
}

export async function getDraft(id: string): Promise<{ draft: Draft; kept: Kept } | undefined> {
  const { drafts, lists } = await both("readonly");
  const [stored, kept] = await Promise.all([done(drafts.get(id)) as Promise<Draft | undefined>, done(lists.get(id)) as Promise<Kept | undefined>]);
  const draft = newerOf(stored, id);
  return draft === undefined || kept === undefined ? undefined : { draft, kept };
}

export async function putDraft(draft: Draft): Promise<void> {
  await put(async () => {
    const drafts = await store("drafts", "readwrite");
    drafts.put(draft);
    return drafts;
  });
}

/** Keeps a draft with its list: both, or neither. */
export async function putList(draft: Draft, kept: Kept): Promise<void> {
  await put(async () => {
    const { drafts, lists } = await both("readwrite");
    drafts.put(draft);
    lists.put(kept);
    return lists;
  });
}

async function put(write: () => Promise<IDBObjectStore>): Promise<void> {
  try {
    await committed(await write());
  } catch {
    throw new Refused(0, "no_room", "Trình duyệt không lưu được danh sách trên máy này. Kiểm tra chỗ trống của ổ đĩa, hoặc dùng cửa sổ thường thay cho cửa sổ ẩn danh, rồi thử lại.");
  }
}

export async function removeDraft(id: string): Promise<void> {
  const { drafts, lists } = await both("readwrite");
  await Promise.all([done(drafts.delete(id)), done(lists.delete(id))]);
  forget(id);
}

export async function listDrafts(): Promise<Draft[]> {
  return ((await done((await store("drafts", "readonly")).getAll())) as Draft[]).sort((a, b) => b.updated - a.updated);
}
