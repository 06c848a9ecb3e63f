// The calls of the service that the pages make.
import type { JsonObject } from "./model/json.ts";
import { hintOf } from "./model/problems.ts";

export interface Problem {
  severity: "error" | "warning";
  pointer: string;
  code: string;
  message: string;
  hint?: string;
  cite?: string;
}

export interface Report {
  valid: boolean;
  errors: number;
  warnings: number;
  pages: number;
  problems: Problem[];
}

export interface TypeEntry {
  type: string;
  name: string;
  abbreviation: string;
  form: string;
  cite: string;
  numbering: string[];
}

export interface TypeDetail extends TypeEntry {
  schema: JsonObject;
  sample: JsonObject;
}

export interface Note {
  code: string;
  message: string;
  pointer?: string;
  text?: string;
  place?: { line?: number; paragraph?: number; part?: string };
}

/** What was changed in Word since the service made the file. */
export interface Edit {
  kind: "added" | "removed" | "changed";
  pointer?: string;
  before?: string;
  after?: string;
}

export interface Import {
  document: JsonObject;
  notes: Note[];
  source: string;
  embedded: "none" | "same" | "edited";
  changes: Edit[];
}

export type FileFormat = "docx" | "pdf" | "zip";

/** An answer that is not what was asked for, in words for the clerk. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: Problem[];

  constructor(status: number, code: string, message: string, problems: Problem[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** What tells the service that a call comes from its own pages: a form of another site cannot send it. */
export const own = { "Vanban-Page": "1" };
/** Told to the window when the service wants somebody to sign in first, and when it answers again. */
export const signedOut = "vanban-signed-out";
export const answered = "vanban-answered";
const json = "application/json";

export async function listTypes(): Promise<TypeEntry[]> {
  const answer = (await (await call("/v1/types")).json()) as { types: TypeEntry[] };
  return answer.types;
}

export async function getType(type: string): Promise<TypeDetail> {
  return (await (await call(`/v1/types/${encodeURIComponent(type)}`)).json()) as TypeDetail;
}

export async function validate(document: JsonObject, signal?: AbortSignal): Promise<Report> {
  return (await (await post("/v1/documents/validate", json, JSON.stringify(document), signal)).json()) as Report;
}

export async function importFile(file: Blob | string, media: string): Promise<Import> {
  return (await (await post("/v1/imports", media, file)).json()) as Import;
}

export async function take(document: JsonObject, format: FileFormat): Promise<{ file: Blob; name: string }> {
  const answer = await post(`/v1/documents?format=${format}`, json, JSON.stringify(document));
  return { file: await answer.blob(), name: fileName(answer.headers.get("Content-Disposition")) || `van-ban.${format}` };
}

/** The name in a Content-Disposition: in full (RFC 8187) before the one in ASCII. */
export function fileName(header: string | null): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(header ?? "")?.[1];
  if (full !== undefined) {
    try {
      return decodeURIComponent(full).replaceAll("/", "-");
    } catch {
      // The other name does as well.
    }
  }
  return /filename="([^"]*)"/i.exec(header ?? "")?.[1] ?? "";
}

export interface Pages {
  /** The whole file: an svg element with one svg element for each page. */
  svg: Document;
  count: number;
}

/** Pages as SVG, parsed by the browser itself: one page, or all for 0. */
export function getPages(document: JsonObject, page: number, signal: AbortSignal): Promise<Pages> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/documents?format=svg&fonts=none" + (page > 0 ? `&page=${page}` : ""));
    request.responseType = "document";
    request.setRequestHeader("Content-Type", json);
    request.setRequestHeader("Vanban-Page", "1");
    // A refusal is JSON, and comes as text.
    request.onreadystatechange = () => {
      if (request.readyState === XMLHttpRequest.HEADERS_RECEIVED && request.status >= 400) request.responseType = "text";
    };
    request.onload = () => {
      const svg = request.status < 400 ? request.responseXML : null;
      if (svg !== null) dispatchEvent(new Event(answered));
      if (svg !== null) resolve({ svg, count: Number(request.getResponseHeader("Vanban-Pages")) || 1 });
      else reject(request.status < 400 ? unreachable() : refusal(request.status, request.responseText));
    };
    request.onerror = () => reject(unreachable());
    signal.addEventListener("abort", () => {
      request.abort();
      reject(new DOMException("", "AbortError"));
    });
    request.send(JSON.stringify(document));
  });
}

export function post(address: string, media: string, body: BodyInit, signal?: AbortSignal): Promise<Response> {
  return call(address, { method: "POST", headers: { ...own, "Content-Type": media }, body, ...(signal === undefined ? {} : { signal }) });
}

export async function call(address: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await whole(await fetch(address, init));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
  if (!answer.ok) throw refusal(answer.status, await answer.text());
  dispatchEvent(new Event(answered));
  return answer;
}

/** An answer with all of its body: the connection may be cut in the middle of it, which is no other fault than one that does not begin. */
async function whole(answer: Response): Promise<Response> {
  return answer.body === null ? answer : new Response(await answer.blob(), answer);
}

function unreachable(): Refused {
  return new Refused(0, "unreachable", "Không kết nối được với máy chủ. Văn bản đang soạn vẫn được lưu trên máy này; kiểm tra mạng rồi thử lại.");
}

function refusal(status: number, text: string): Refused {
  if (status === 401) {
    dispatchEvent(new Event(signedOut));
    return new Refused(status, "signed_out", "Phiên làm việc đã hết. Đăng nhập lại rồi làm tiếp; văn bản đang soạn vẫn được lưu trên máy này.");
  }
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string; title?: string; problems?: Problem[] };
    const own = plainly[problem.code ?? ""];
    return new Refused(status, problem.code ?? "", own ?? problem.detail ?? problem.title ?? "", problem.problems ?? []);
  } catch {
    return new Refused(status, "", `Máy chủ trả lời không đúng (mã ${status}). Thử lại sau ít phút.`);
  }
}

/** Refusals in words for whoever sits at the page; those of the service are for programs. */
const plainly: Record<string, string> = {
  scope_missing: "Khóa đang dùng không có quyền làm việc này. Hỏi người quản trị, hoặc đăng xuất rồi đăng nhập bằng khóa khác.",
  cross_origin: "Máy chủ không nhận yêu cầu của trang này. Mở lại trang bằng đúng địa chỉ của máy chủ rồi thử lại.",
  body_too_large: "Nội dung lớn quá mức máy chủ nhận. Bỏ bớt, hoặc chia thành nhiều văn bản, rồi thử lại.",
  rate_limited: "Máy chủ đang bận. Chờ ít giây rồi thử lại.",
  busy: "Máy chủ đang bận. Chờ ít giây rồi thử lại.",
  shutting_down: "Máy chủ đang khởi động lại. Chờ ít giây rồi thử lại.",
  render_timeout: "Máy chủ làm văn bản này quá lâu nên đã dừng. Thử lại sau, hoặc chia thành nhiều văn bản.",
  internal: "Máy chủ gặp lỗi khi làm việc này; lỗi đã được ghi lại. Thử lại, nếu vẫn lỗi thì báo người quản trị.",
};

/** How long to wait (ms) before a question is asked again that found the service away or busy. */
export const again = 5000;

/** Whether the same question may have an answer a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof Refused && (error.code === "unreachable" || [429, 502, 503, 504].includes(error.status));
}

/** What is said of files that the service refuses in words for programs. */
export const fileWords: Record<string, string> = {
  file_certificate: "Đây là giấy khen hoặc bằng khen. Chương trình chỉ đọc lại được giấy khen do chính trang này tạo. Chọn “Soạn mới” ở loại Giấy khen, hoặc vào “Hàng loạt” để làm theo danh sách.",
};

/** Words for any failure, those of the program itself among them. */
export function wordsOf(error: unknown): string {
  if (error instanceof Refused && error.code === "unreadable_file" && error.problems[0] !== undefined) {
    return fileWords[error.problems[0].code] ?? `${error.problems[0].message} ${hintOf(error.problems[0])}`;
  }
  return error instanceof Refused ? error.message : "Trang gặp sự cố ngoài dự kiến. Văn bản vẫn được lưu trên máy này; hãy tải lại trang.";
}
