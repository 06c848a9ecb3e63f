// Where new drafts come from: a type, a sample, a text, a file.
import { filled, known, type Office } from "../../office/office.ts";
import { fileWords, type Import, importFile, type Note, Refused, type TypeDetail } from "../api.ts";
import { newDraft, putDraft } from "../drafts/db.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { titleOf } from "../model/text.ts";
import { isUsual, partOf } from "../page/app.ts";

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const maxFile = 32 << 20;

/** The page is being left for a draft: the second click of a double click begins nothing more. */
let leaving = false;
addEventListener("pageshow", () => (leaving = false));

/** Makes a draft and goes to its page. */
export async function begin(document: JsonObject, read?: Pick<Import, "notes" | "changes">): Promise<void> {
  if (leaving) return;
  leaving = true;
  const draft = newDraft(document, titleOf(document), read?.notes ?? [], Date.now(), read?.changes);
  try {
    await putDraft(draft);
  } catch {
    leaving = false;
    throw new Refused(0, "no_room", "Trình duyệt không lưu được bản nháp trên máy này. Kiểm tra chỗ trống của ổ đĩa, hoặc dùng cửa sổ thường thay cho cửa sổ ẩn danh, rồi thử lại.");
  }
  location.assign(`/soan#${draft.id}`);
}

/** A new document of a type, with what the office knows and what all documents of the type have. */
export function newDocument(type: TypeDetail, office: Office, today: Date): JsonObject {
  const month = String(today.getMonth() + 1).padStart(2, "0");
  const first = { type: type.type, date: `${today.getFullYear()}-${month}` };
  const document = filled(first, known(office, type, (key) => isUsual(type, key)));
  if (document["recipients"] !== undefined || partOf(type, "recipients") !== "usual") return document;
  return { ...document, recipients: ["cong-van", "to-trinh"].includes(type.type) ? ["Như trên", "Lưu: VT"] : ["Lưu: VT"] };
}

export async function beginWithText(text: string): Promise<void> {
  await beginWith(await importFile(text, "text/plain"));
}

export async function beginWithFile(file: File): Promise<void> {
  if (file.size > maxFile) throw new Refused(0, "too_large", "Tệp lớn quá 32 MB. Bỏ bớt hình ảnh rồi thử lại.");
  const name = file.name.toLowerCase();
  if (name.endsWith(".json")) return begin(await readJSON(file));
  if (name.endsWith(".doc")) throw new Refused(0, "old_word", "Đây là tệp Word kiểu cũ (.doc). Mở bằng Word, chọn Lưu thành (Save As) kiểu .docx rồi chọn lại.");
  if (name.endsWith(".pdf")) throw new Refused(0, "pdf", "Tệp PDF không đọc lại được. Chọn tệp Word (.docx) hoặc dán nội dung văn bản.");
  if (/\.xlsx?$/.test(name)) throw new Refused(0, "excel", "Đây là bảng tính Excel. Danh sách để làm nhiều văn bản thì chọn ở trang “Hàng loạt”; một bảng thì chép trong Excel rồi dán vào nội dung khi soạn.");
  const media = name.endsWith(".docx") ? word : name.endsWith(".txt") ? "text/plain" : name.endsWith(".md") ? "text/markdown" : "application/octet-stream";
  return beginWith(await importFile(file, media));
}

async function beginWith(read: Import): Promise<void> {
  if (read.embedded === "none" && isCertificate(read)) {
    throw new Refused(0, "certificate", fileWords["file_certificate"] ?? "");
  }
  // A file that was made here and not touched since says all of itself.
  const remarks = read.embedded === "same" ? [] : read.notes;
  await begin(read.document, { notes: remarks.length > 0 ? remarks : [nothing], changes: read.changes });
}

/** The reader knows papers with a trích yếu and a body: the title of a certificate is a line like others to it. */
function isCertificate({ document, notes }: Import): boolean {
  const lines = [...notes.map((n) => n.text ?? ""), JSON.stringify(document)].join("\n");
  return notes.some((n) => n.code === "type_unknown" || n.code === "type_not_rendered") && /(?:^|["\n])\s*(?:GIẤY|BẰNG) KHEN\s*(?:$|["\n\\])/mu.test(lines);
}

/** Stands for “nothing to look at”, so that the writing page still says that it has read a file. */
const nothing: Note = { code: "problem", message: "" };

async function readJSON(file: File): Promise<JsonObject> {
  const strange = new Refused(0, "json", "Tệp này không phải văn bản đã lưu từ trang này.");
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    throw strange;
  }
  if (!isObject(value) || typeof value["type"] !== "string") throw strange;
  return value;
}
