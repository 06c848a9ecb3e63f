// Numbers, times and states as the pages write them.
import type { Batch } from "./model/work.ts";

export function dayOf(at: number): string {
  return new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" }).format(at);
}

export function count(n: number): string {
  return n.toLocaleString("vi-VN");
}

/** An amount of money as people write it: “1.000.000 đồng”, “1000000”; undefined for what is none. */
export function amountOf(text: string): number | undefined {
  const clean = text.trim().replace(/\s*(đồng|vnđ|vnd|đ)$/i, "");
  return /^(\d+|\d{1,3}([.,\s]\d{3})+)$/.test(clean) ? Number(clean.replace(/\D/g, "")) : undefined;
}

export const stateWords: Record<Batch["state"], string> = {
  queued: "Đang chờ", running: "Đang làm", waiting: "Đang bị giữ lại", writing: "Đang ghép tệp", done: "Đã xong", cancelled: "Đã hủy", failed: "Không làm được",
};

/** A message about a field of a plate without the field's key: “Ô “name” (tên người …)” is “Ô tên người …”. */
export function plainly(message: string): string {
  return message.replace(/([Ôô]) “[a-z_]+” \(([^()]*)\)/g, "$1 $2");
}
