// A document that is not complete yet has no pages. So that there is something to see from the first letter on, what is missing is
// filled with dots, in what is sent for the preview alone.
import type { Problem } from "../api.ts";
import { isObject, parsePointer, valueAt, withValue, type Json, type JsonObject } from "../model/json.ts";

const dots = "………………";
const lists = new Set(["body", "recipients", "bases", "salutation", "signers", "organs"]);

/** The pointers of the parts that alone keep the document from having pages; undefined where something else does. */
export function missingParts(problems: readonly Problem[]): string[] | undefined {
  const errors = problems.filter((p) => p.severity === "error");
  return errors.length > 0 && errors.every((p) => p.code === "required") ? errors.map((p) => p.pointer) : undefined;
}

export function withDots(document: JsonObject, missing: readonly string[]): JsonObject {
  let out: Json = document;
  for (const pointer of missing) {
    const path = parsePointer(pointer);
    if (!isBlank(valueAt(out, path))) continue;
    out = withValue(out, path, lists.has(path.at(-1) ?? "") ? [dots] : dots) ?? out;
  }
  return out as JsonObject;
}

function isBlank(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isBlank);
  return value === undefined || value === null || isObject(value) && Object.values(value).every(isBlank);
}
