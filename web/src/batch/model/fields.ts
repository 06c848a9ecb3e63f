// What a column of a list may be: the fields of a type of document, in the words of its form.
import { isObject, type Json, type JsonObject, parsePointer, valueAt } from "../../app/model/json.ts";
import type { TypeDetail } from "../../app/api.ts";

export type Kind = "text" | "lines" | "list" | "date" | "number" | "yesno";

export interface FieldInfo {
  /** The path as the service names it: "recipient.name". */
  path: string;
  title: string;
  kind: Kind;
}

export const certificates = ["giay-khen", "bang-khen"];

export function isCertificate(type: string): boolean {
  return certificates.includes(type);
}

/** The fields of certificates, the usual ones first. */
const ofCertificates: FieldInfo[] = [
  { path: "recipient.salutation", title: "Danh xưng", kind: "text" },
  { path: "recipient.name", title: "Họ và tên, tên tập thể", kind: "text" },
  { path: "recipient.position", title: "Chức vụ", kind: "text" },
  { path: "recipient.unit", title: "Đơn vị", kind: "text" },
  { path: "citation", title: "Thành tích", kind: "lines" },
  { path: "register_number", title: "Số sổ vàng", kind: "text" },
  { path: "decision.number", title: "Số quyết định", kind: "text" },
  { path: "decision.notation", title: "Ký hiệu quyết định", kind: "text" },
  { path: "decision.date", title: "Ngày quyết định", kind: "date" },
  { path: "date", title: "Ngày cấp", kind: "date" },
  { path: "place", title: "Địa danh", kind: "text" },
  { path: "award_by", title: "Chức danh người tặng", kind: "lines" },
  { path: "signer.competence", title: "Quyền hạn người ký", kind: "lines" },
  { path: "signer.position", title: "Chức vụ người ký", kind: "lines" },
  { path: "signer.name", title: "Họ và tên người ký", kind: "text" },
];

/** What a column means that is no field by itself. */
export const meanings: Record<string, string> = {
  order: "Số thứ tự", family: "Họ và tên đệm, ghép vào họ và tên", given: "Tên, ghép vào họ và tên", gender: "Giới tính, để ghi Ông hoặc Bà", group: "Tập thể hay cá nhân",
  decision: "Số và ngày quyết định", form: "Hình thức khen thưởng", prize: "Mức tiền thưởng", note: "Ghi chú", other: "Không có trong văn bản",
};

/** The fields that the columns of a list for a type may fill. */
export function fieldsOf(type: TypeDetail): FieldInfo[] {
  return isCertificate(type.type) ? ofCertificates : ofSchema(type.schema);
}

/** Choices of layout and parts of one document alone are no columns. */
const left = new Set(["type", "options", "numbering", "orientation"]);

function ofSchema(root: JsonObject): FieldInfo[] {
  const out: FieldInfo[] = [];
  const visit = (schema: JsonObject, path: string, around: string, depth: number): void => {
    for (const [key, property] of Object.entries(properties(root, schema))) {
      if (!isObject(property) || path === "" && left.has(key)) continue;
      const title = typeof property["title"] === "string" ? property["title"] : key;
      const kind = kindOf(root, property);
      const inner = kind === undefined && depth < 2 && !isList(root, property);
      if (kind !== undefined) out.push({ path: path + key, title: around === "" ? title : `${around}: ${title.toLowerCase()}`, kind });
      if (inner) visit(property, `${path}${key}.`, title, depth + 1);
    }
  };
  visit(root, "", "", 0);
  return out;
}

function properties(root: JsonObject, schema: JsonObject): JsonObject {
  return alternatives(root, schema).map((s) => s["properties"]).find(isObject) ?? {};
}

function isList(root: JsonObject, schema: JsonObject): boolean {
  return alternatives(root, schema).some((s) => typesOf(s).includes("array"));
}

/** What one cell can say of a value; undefined where it cannot. */
function kindOf(root: JsonObject, schema: JsonObject): Kind | undefined {
  const all = alternatives(root, schema);
  const refs = all.map((s) => s["$ref"]);
  if (refs.includes("#/$defs/Lines")) return "lines";
  if (refs.includes("#/$defs/Date")) return "date";
  if (refs.includes("#/$defs/Text")) return "text";
  const types = all.flatMap(typesOf);
  if (types.includes("boolean")) return "yesno";
  if (types.includes("number") || types.includes("integer")) return "number";
  if (types.includes("array")) {
    const items = all.map((s) => s["items"]).filter(isObject);
    return items.some((i) => alternatives(root, i).flatMap(typesOf).includes("string")) ? "list" : undefined;
  }
  return types.includes("string") || all.some((s) => Array.isArray(s["enum"])) ? "text" : undefined;
}

function typesOf(schema: JsonObject): string[] {
  const type = schema["type"];
  return typeof type === "string" ? [type] : Array.isArray(type) ? type.filter((t) => typeof t === "string") : [];
}

/** A schema with what it refers to and its alternatives. */
function alternatives(root: JsonObject, schema: Json): JsonObject[] {
  if (!isObject(schema)) return [];
  const ref = typeof schema["$ref"] === "string" ? valueAt(root, parsePointer(schema["$ref"].slice(1))) : undefined;
  const several = [schema["anyOf"], schema["oneOf"]].flatMap((s) => (Array.isArray(s) ? s : []));
  return [schema, ...several.flatMap((s) => alternatives(root, s)), ...(ref === undefined ? [] : alternatives(root, ref))];
}
