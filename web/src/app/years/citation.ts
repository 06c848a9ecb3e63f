// Dates of laws and of other documents are no dates of this one: they stay when a plan is moved to the next year.
import type { Form } from "./find.ts";

/** Kinds whose name alone tells that the date behind it is theirs. */
const legal = "(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Lệnh|Nghị quyết|Nghị định|Thông tư(?: liên tịch)?|Quyết định|Chỉ thị|Kết luận|Công điện)";
/** Kinds that also name what this document is about: only with a number are they another document. */
const other = "(?:Kế hoạch|Công văn|Văn bản|Hướng dẫn|Thông báo|Tờ trình|Báo cáo|Chương trình|Đề án|Quy định|Quy chế)";

const numberBefore = /\d[\p{L}\d-]*\/\p{Lu}[\p{L}\d&/-]*,?\s*(?:ngày\s*)?$/u;
const legalBefore = new RegExp(`(?<!\\p{L})${legal}(?!\\p{L})[^.;:]{0,160}$`, "iu");
const otherBefore = new RegExp(`(?<!\\p{L})${other}\\s+(?:số\\s*)?\\d+[^\\s/]*/[^.;:]{0,80}$`, "iu");
const lawOfYear = /(?<!\p{L})(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)(?!\p{L})[^.;:]{0,80}$/u;
const ownTime = /(?:trong|cho|đến|từ|của|hết|cuối|đầu)\s+$/iu;

/** Why the year at a place belongs to a document that is cited; empty where it does not. */
export function citation(form: Form, path: readonly string[], text: string, start: number): string {
  if (form === "number") return "số, ký hiệu của văn bản khác";
  if (form === "field") return "";
  if (path[0] === "bases") return "ngày, năm của căn cứ";
  const before = text.slice(Math.max(0, start - 240), start);
  const date = form === "date" || form === "month" || form === "bare";
  const cited = numberBefore.test(before)
    || form === "date" && legalBefore.test(before)
    || date && otherBefore.test(before)
    || form === "year" && lawOfYear.test(before) && !ownTime.test(before);
  return cited ? "ngày, năm của văn bản được viện dẫn" : "";
}
