// What a page that is being closed leaves behind: IndexedDB may not get to write it any more, localStorage writes at once.
import type { Draft } from "./db.ts";

const key = "vanban-rescue";
const closedKey = "vanban-closed-";

export function leaveBehind(draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Too long, or forbidden: the database has all but the last moment.
  }
}

/** The draft that a page has left behind, if it is newer than the one that the database has. */
export function newerOf(draft: Draft | undefined, id: string): Draft | undefined {
  const left = read();
  if (left?.id !== id || draft !== undefined && (draft.updated >= left.updated || draft.deleted > 0)) return draft;
  return left;
}

export function forget(id: string): void {
  if (read()?.id === id) localStorage.removeItem(key);
}

function read(): Draft | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined) as Draft | undefined;
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
