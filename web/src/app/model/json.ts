// JSON values and JSON Pointers (RFC 6901). Values are never changed in place: what did not change stays the same object, which is
// how the rest of the pages knows.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Path = readonly string[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatPointer(path: Path): string {
  return path.map((part) => "/" + part.replaceAll("~", "~0").replaceAll("/", "~1")).join("");
}

export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/** Returns the value with another one at the path. Undefined takes the key away, and the objects that it leaves empty. */
export function withValue(value: Json | undefined, path: Path, to: Json | undefined): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return to;
  if (Array.isArray(value)) {
    const list = [...value];
    const inner = withValue(list[Number(part)], rest, to);
    if (inner === undefined) list.splice(Number(part), 1);
    else list[Number(part)] = inner;
    return list;
  }
  const object = isObject(value) ? value : {};
  const inner = withValue(Object.hasOwn(object, part) ? object[part] : undefined, rest, to);
  if (inner !== undefined) return { ...object, [part]: inner };
  if (!Object.hasOwn(object, part)) return value;
  const { [part]: gone, ...others } = object;
  return Object.keys(others).length > 0 ? others : undefined;
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => same(v, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && same(a[k], b[k]));
}
