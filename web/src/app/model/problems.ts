// What the check of a document says, field by field.
import type { Problem } from "../api.ts";

/** How a problem is shown: a part that is simply not written yet is no mistake. */
export type Rank = "error" | "missing" | "warning";

export function rankOf(problem: Problem): Rank {
  if (problem.severity === "warning") return "warning";
  return problem.code === "required" ? "missing" : "error";
}

/** Hints of the service that speak of keys of the JSON, which a clerk never sees, in the words of the form. */
const hints: Record<string, string> = {
  required: "",
  no_article: "Đặt con trỏ ở đầu mỗi điều, gõ “Điều 1. ” rồi viết tiếp.",
  file_unknown: "Mở tệp bằng Word, lưu thành kiểu .docx rồi chọn lại.",
  wrong_type: "Xóa rồi điền lại phần này.",
  unknown_key: "Phần này không có trong mẫu; mở lại tệp gốc để kiểm tra.",
  unusual_number: "Chỉ ghi số, như 15 hoặc 17a; phần sau dấu gạch chéo ghi ở ô Ký hiệu.",
  invalid_date: "Ghi ngày, tháng bằng số và năm đủ bốn chữ số; phần chưa biết để trống.",
  counts_disagree: "Sửa cho khớp, hoặc để trống để chương trình tự ghi.",
};

/** The hint as it can be shown; nothing rather than words for programmers. */
export function hintOf(problem: Problem): string {
  const own = hints[problem.code];
  if (own !== undefined) return own;
  const hint = problem.hint ?? "";
  return /["{}[\]]|“[a-z_]+”|Content-Type|JSON/.test(hint) ? "" : hint;
}

/** A clause without the name of the decree that nearly all are of, and without the “Theo” that the pages put before it. */
export function shortClause(cite: string | undefined): string {
  return (cite ?? "").replace(/, Nghị định (số )?30\/2020\/NĐ-CP$/, "").replace(/^Theo /, "");
}

export function within(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(outer + "/");
}

/** What is only said of a field in which somebody has been. */
const emptiness = new Set(["required", "place_blank", "empty_text", "no_file_copy", "left_blank"]);

type Listener = () => void;

export class Problems {
  #list: Problem[] = [];
  #visited = new Set<string>();
  #all = false;
  #listeners = new Set<Listener>();
  /** The answer of the service is for the document as it is now. */
  current = false;
  /** The last question had no answer: what is listed is of an older document. */
  lost = false;

  get list(): readonly Problem[] {
    return this.#list;
  }

  replace(list: Problem[]): void {
    this.#list = list;
    this.current = true;
    this.lost = false;
    this.#tell();
  }

  lose(): void {
    this.lost = true;
    this.#tell();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes that somebody has been in a field: from now on it may say that it is empty. */
  visit(pointer: string): void {
    if (this.#all || this.#visited.has(pointer)) return;
    this.#visited.add(pointer);
    this.#tell();
  }

  /** All fields may complain: somebody wants the file. */
  visitAll(): void {
    this.#all = true;
    this.#tell();
  }

  /** What a field shows of itself; nothing about its emptiness before anybody was there. */
  of(pointer: string, inner: boolean): Problem[] {
    const found = this.#list.filter((p) => (inner ? within(p.pointer, pointer) : p.pointer === pointer));
    return this.#all || this.#visited.has(pointer) ? found : found.filter((p) => !emptiness.has(p.code));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
