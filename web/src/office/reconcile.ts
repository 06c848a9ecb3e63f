// Two people have changed the office at the same time: what each has changed, and both put together.
import { same, type Json, type JsonObject } from "../app/model/json.ts";

export interface Reconciled {
  /** With what either has changed, and ours where both have. */
  merged: JsonObject;
  theirs: string[];
  /** What both have changed, and not alike. */
  both: string[];
}

export function reconcile(before: JsonObject, ours: JsonObject, now: JsonObject): Reconciled {
  const out: Reconciled = { merged: { version: 1 }, theirs: [], both: [] };
  for (const key of new Set([...Object.keys(now), ...Object.keys(ours)])) {
    const mine = !same(before[key], ours[key]);
    const other = !same(before[key], now[key]);
    if (other) out.theirs.push(key);
    if (mine && other && !same(ours[key], now[key])) out.both.push(key);
    const value: Json | undefined = mine ? ours[key] : now[key];
    if (value !== undefined) out.merged[key] = value;
  }
  return out;
}

/** The parts in the words of the page. */
export const partNames: Record<string, string> = {
  organ: "Tên cơ quan", abbreviation: "Chữ viết tắt cơ quan", unit: "Chữ viết tắt đơn vị soạn thảo", place: "Địa danh", contact: "Địa chỉ", authority: "Thẩm quyền ban hành",
  giver: "Thẩm quyền viết trong câu", signers: "Người ký", recipients: "Nơi nhận", bases: "Căn cứ", options: "Trình bày",
};

export function partsIn(keys: readonly string[]): string {
  return keys.map((k) => partNames[k] ?? k).join(", ");
}
