// The drafts of this browser, in IndexedDB. They never leave it by themselves.
import type { Edit, Note } from "../api.ts";
import type { JsonObject } from "../model/json.ts";
import { forget, forgetClosed } from "./rescue.ts";

export interface Draft {
  id: string;
  title: string;
  type: string;
  document: JsonObject;
  created: number;
  updated: number;
  /** What the reader of a file wants looked at. */
  notes: Note[];
  /** What was changed in Word since the file was made here. */
  changes?: Edit[];
  /** When a page last began to write it; 0 while none has. */
  opened: number;
  /** When it was deleted; 0 while it is not. */
  deleted: number;
}

const database = "vanban";
const drafts = "drafts";

/** Deleted drafts can be had back for this many ms. */
const keptDeleted = 60 * 60 * 1000;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(drafts, { keyPath: "id" });
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

/** What was put is there only when its transaction is over: that the disk is full shows at the end. */
export function committed({ transaction }: IDBObjectStore): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB"));
  });
}

async function objects(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(drafts, mode).objectStore(drafts);
}

export async function getDraft(id: string): Promise<Draft | undefined> {
  return (await done((await objects("readonly").then((s) => s.get(id))))) as Draft | undefined;
}

export async function putDraft(draft: Draft): Promise<void> {
  const store = await objects("readwrite");
  store.put(draft);
  await committed(store);
}

/** All drafts, the latest first, and without those deleted long ago. */
export async function listDrafts(now: number): Promise<Draft[]> {
  const all = (await done((await objects("readonly")).getAll())) as Draft[];
  const old = all.filter((d) => d.deleted > 0 && now - d.deleted > keptDeleted);
  if (old.length > 0) {
    const store = await objects("readwrite");
    for (const d of old) {
      store.delete(d.id);
      forgetClosed(d.id);
      forget(d.id);
    }
  }
  return all.filter((d) => d.deleted === 0).sort((a, b) => b.updated - a.updated);
}

/** A name that nobody else has. crypto.randomUUID is missing where an office's server has no HTTPS. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((n) => n.toString(36).padStart(2, "0")).join("");
}

export function newDraft(document: JsonObject, title: string, notes: Note[], now: number, changes: Edit[] = []): Draft {
  return { id: newId(), title, type: String(document["type"] ?? ""), document, created: now, updated: now, notes, changes, opened: 0, deleted: 0 };
}
