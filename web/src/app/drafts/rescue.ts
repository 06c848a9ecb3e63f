// What a page that is being closed leaves behind: IndexedDB may not get to write it any more, localStorage writes at once.
import type { Draft } from "./db.ts";

/** A draft of a document or of a list: the ids of both are made alike, and none is the other's. */
interface Left {
  id: string;
  updated: number;
  deleted?: number;
}

const key = "vanban-rescue-";
const closedKey = "vanban-closed-";

/** Whether it could be left: too long, or forbidden, and the database has all but the last moment. */
export function leaveBehind(draft: Left): boolean {
  try {
    localStorage.setItem(key + draft.id, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft that a page has left behind, if it is newer than the one that the database has. */
export function newerOf<T extends Left>(draft: T | undefined, id: string): T | undefined {
  const left = read(id);
  if (left?.id !== id || draft !== undefined && (draft.updated >= left.updated || (draft.deleted ?? 0) > 0)) return draft;
  return left as T;
}

export function forget(id: string): void {
  if (read(id) !== undefined) localStorage.removeItem(key + id);
}

function read(id: string): Left | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key + id) ?? "null") ?? undefined) as Left | undefined;
  } catch {
    return undefined;
  }
}

/** Notes that the page of a draft was left in an orderly way. Of a crash it is the absence of this that tells. */
export function noteClosed(id: string): void {
  try {
    localStorage.setItem(closedKey + id, String(Date.now()));
  } catch {
    // Then somebody is told of a crash that was none.
  }
}

export function wasLeftOpen(draft: Draft): boolean {
  return draft.opened > Number(localStorage.getItem(closedKey + draft.id) ?? 0);
}

/** Nobody asks any more about a draft that is gone. */
export function forgetClosed(id: string): void {
  localStorage.removeItem(closedKey + id);
}
