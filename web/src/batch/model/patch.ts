// The values of a row: a JSON Merge Patch (RFC 7396) on the document that all rows share, as texts in cells and back.
import { datePartsOf } from "../../app/model/date.ts";
import { isObject, valueAt, withValue, type Json, type JsonObject } from "../../app/model/json.ts";
import { joinLines, plainText, splitLines } from "../../app/model/text.ts";
import type { FieldInfo, Kind } from "./fields.ts";

export function pathOf(field: string): string[] {
  return field.split(".");
}

export function pointerOf(field: string): string {
  return "/" + field.replaceAll(".", "/");
}

/** What a cell shows of a patch. */
export function cellText(patch: JsonObject, field: FieldInfo): string {
  return shown(valueAt(patch, pathOf(field.path)), field.kind);
}

function shown(value: Json | undefined, kind: Kind): string {
  if (value === undefined || value === null) return "";
  if (kind === "date") return dateText(String(value));
  if (kind === "yesno") return value === true ? "Có" : value === false ? "Không" : String(value);
  if (typeof value === "number") return String(value).replace(".", ",");
  if (kind === "list" && Array.isArray(value)) return value.map(plainText).join("\n");
  if (kind === "lines") return joinLines(value);
  return typeof value === "string" ? value : plainText(value);
}

/** A date as it is written here: 2026-05-12 is 12/05/2026, and 2026-05 is 05/2026. */
export function dateText(iso: string): string {
  return /^\d{4}(-\d\d){0,2}$/.test(iso) ? iso.split("-").reverse().join("/") : iso;
}

/** The date of a cell as the contract has it; undefined for what is none. */
export function dateValue(text: string): string | undefined {
  const found = datePartsOf(text);
  if (found === undefined) return undefined;
  const { day, month, year } = found;
  const parts = [Number(year), Number(month || 1), Number(day || 1)] as const;
  const made = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  if (made.getUTCMonth() !== parts[1] - 1 || made.getUTCDate() !== parts[2] || parts[0] < 1945 || parts[0] > 2100) return undefined;
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].filter((part) => part !== "00").join("-");
}

/** The value that a cell stands for; nothing for an empty one. What cannot be understood stays as it was typed, and is a fault. */
export function cellValue(text: string, kind: Kind): { value: Json | undefined; fault: string } {
  const clean = text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (clean === "") return { value: undefined, fault: "" };
  switch (kind) {
    case "date": {
      const value = dateValue(clean);
      return { value: value ?? clean, fault: value === undefined ? `Không có ngày “${clean}”. Ghi ngày/tháng/năm, như 12/05/2026.` : "" };
    }
    case "number": {
      const value = Number(clean.replace(",", "."));
      return Number.isFinite(value) ? { value, fault: "" } : { value: clean, fault: `“${clean}” không phải là số.` };
    }
    case "yesno": {
      const yes = /^(có|đúng|x|true)$/i.test(clean);
      return yes || /^(không|sai|false)$/i.test(clean) ? { value: yes, fault: "" } : { value: clean, fault: "Ghi Có hoặc Không." };
    }
    case "list":
      return { value: clean.split("\n").map((l) => l.trim()).filter((l) => l !== ""), fault: "" };
    case "lines":
      return { value: splitLines(clean), fault: "" };
    default:
      return { value: clean.replace(/\s*\n\s*/g, " "), fault: "" };
  }
}

/** A patch with the text of one cell in it. */
export function withCell(patch: JsonObject, field: FieldInfo, text: string): JsonObject {
  return (withValue(patch, pathOf(field.path), cellValue(text, field.kind).value) ?? {}) as JsonObject;
}

/** A document with a patch on it, as the service puts them together (RFC 7396). */
export function merged(base: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const out: JsonObject = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = merged(Object.hasOwn(out, key) ? out[key] : undefined, value);
  }
  return out;
}
