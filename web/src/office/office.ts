// What an office is called, who signs, where its papers go: written once and used for all documents. The service keeps it as one JSON.
import { call, own, Refused, type TypeEntry } from "../app/api.ts";
import { isObject, type Json, type JsonObject, same } from "../app/model/json.ts";

/** The names of keys and the forms of values are those of a document (docs/json.md) wherever both have them. All keys may be absent. */
export interface Office {
  version: 1;
  /** Cơ quan chủ quản, cơ quan ban hành: lines as they are printed. */
  organ?: { parent?: Lines; name?: Lines };
  /** Chữ viết tắt tên cơ quan in số, ký hiệu: “SNV”. */
  abbreviation?: string;
  /** Chữ viết tắt đơn vị soạn thảo in the ký hiệu of công văn: “VP”. */
  unit?: string;
  place?: string;
  /** Địa chỉ at the foot of công văn. */
  contact?: string;
  /** Thẩm quyền ban hành of quyết định, and who gives giấy khen: “GIÁM ĐỐC SỞ NỘI VỤ”. */
  authority?: Lines;
  /** The same as running text writes it: “Giám đốc Sở Nội vụ”. */
  giver?: string;
  /** The one who usually signs is the first. */
  signers?: { competence?: Lines; position?: Lines; name?: string }[];
  recipients?: string[];
  bases?: string[];
  options?: { body_size?: number; first_line_indent?: number; line_spacing?: number; space_before?: number; margins?: { top?: number; bottom?: number; left?: number; right?: number } };
}

export type Lines = string | string[];

const place = "/v1/office";

/** The office as the service has it, with its tag; an empty one without a tag where there is none yet. */
export async function getOffice(): Promise<{ office: Office; tag: string }> {
  try {
    const answer = await call(place);
    return { office: readOffice(await answer.json()), tag: answer.headers.get("ETag") ?? "" };
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { office: { version: 1 }, tag: "" };
    throw error;
  }
}

/** Keeps the office, if nobody has changed it since it was read; returns its new tag. */
export async function putOffice(office: Office, tag: string): Promise<string> {
  const condition: Record<string, string> = tag === "" ? { "If-None-Match": "*" } : { "If-Match": tag };
  const answer = await call(place, { method: "PUT", headers: { ...own, "Content-Type": "application/json", ...condition }, body: JSON.stringify(office) });
  return answer.headers.get("ETag") ?? "";
}

/** Signers and lines that nothing was written for are none. */
export function written(office: JsonObject): JsonObject {
  const { signers, recipients, bases, ...rest } = office;
  const lists = {
    signers: listOf(signers).filter((s) => isObject(s) && Object.keys(s).length > 0),
    recipients: listOf(recipients).filter((line) => line !== ""), bases: listOf(bases).filter((line) => line !== ""),
  };
  return { ...rest, version: 1, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function readOffice(value: unknown): Office {
  return isObject(value) ? ({ ...value, version: 1 } as unknown as Office) : { version: 1 };
}

/** Whether the office has said anything of itself yet. */
export function isWritten(office: Office): boolean {
  return Object.keys(office).some((key) => key !== "version");
}

/** The ký hiệu of a type of document: “QĐ-SNV”, and “SNV-VP” for công văn. */
export function notationOf(office: Office, type: Pick<TypeEntry, "type" | "abbreviation">): string | undefined {
  if (!office.abbreviation) return undefined;
  if (type.abbreviation !== "") return `${type.abbreviation}-${office.abbreviation}`;
  return office.unit ? `${office.abbreviation}-${office.unit}` : undefined;
}

/** What the office knows of a document of a type; has tells whether the type has a part. signer is the number of the one who signs. */
export function known(office: Office, type: Pick<TypeEntry, "type" | "abbreviation">, has: (key: string) => boolean, signer = 0): JsonObject {
  const certificate = has("award_by");
  const notation = notationOf(office, certificate ? { type: "quyet-dinh", abbreviation: "QĐ" } : type);
  const all: Record<string, Json | undefined> = {
    organ: office.organ as JsonObject | undefined, place: office.place, signer: office.signers?.[signer] as JsonObject | undefined, options: office.options as JsonObject | undefined,
    recipients: recipientsOf(office, type.type), bases: office.bases,
    authority: office.authority, award_by: office.authority, contact: type.type === "cong-van" ? office.contact : undefined,
    code: notation === undefined ? undefined : { notation }, decision: notation === undefined ? undefined : { notation },
  };
  // A certificate has options of its own, and no letterhead.
  if (certificate) delete all["options"], delete all["organ"];
  return Object.fromEntries(Object.entries(all).filter(([key, value]) => value !== undefined && has(key))) as JsonObject;
}

/** Of what is addressed to somebody (Kính gửi), he is the first who gets it; elsewhere “Như trên” names nobody. */
function recipientsOf(office: Office, type: string): string[] | undefined {
  const others = office.recipients?.filter((r) => !/^như trên\.?;?$/i.test(r.trim()));
  if (others === undefined || others.length === 0) return undefined;
  return type === "cong-van" || type === "to-trinh" ? ["Như trên", ...others] : others;
}

/** A document with what the office knows, where it says nothing itself. What is written stays. */
export function filled(document: JsonObject, office: JsonObject): JsonObject {
  const out: JsonObject = { ...document };
  for (const [key, value] of Object.entries(office)) {
    const own = out[key];
    if (own === undefined || own === null || own === "" || Array.isArray(own) && own.length === 0) {
      if (!hasSeveral(document, key)) out[key] = value;
    } else if (isObject(own) && isObject(value) && key !== "signer" && !(key === "organ" && isOther(own, value))) out[key] = filled(own, value);
  }
  return out;
}

/** What stands above another organ is not what stands above ours. */
function isOther(organ: JsonObject, ours: JsonObject): boolean {
  return organ["name"] !== undefined && !same(organ["name"], ours["name"]);
}

/** A document of several organs or signers has them under another key. */
function hasSeveral(document: JsonObject, key: string): boolean {
  return (key === "organ" || key === "signer") && document[`${key}s`] !== undefined;
}
