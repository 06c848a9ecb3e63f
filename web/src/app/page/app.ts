// What the parts of the writing page share.
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { JsonObject, Json } from "../model/json.ts";
import { isObject, parsePointer, valueAt } from "../model/json.ts";
import type { Problem, TypeDetail } from "../api.ts";
import type { Problems } from "../model/problems.ts";
import type { Steps } from "../model/steps.ts";
import type { Store } from "../model/store.ts";
import type { Fields } from "./fields.ts";
import { afterPress } from "./press.ts";

export interface App {
  store: Store;
  problems: Problems;
  fields: Fields;
  /** The type of the document, as the service describes it. */
  type: TypeDetail;
  /** In which order the form and the editors undo. */
  steps: Steps;
  /** Called with the pointer of what is being edited. */
  onFocus(pointer: string): void;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("no App around this component");
  return app;
}

/** The value at a pointer; the component is drawn again when it changes, and only then. */
export function useValue(pointer: string): Json | undefined {
  const { store } = useApp();
  const [value, setValue] = useState(() => store.get(parsePointer(pointer)));
  useEffect(() => {
    setValue(() => store.get(parsePointer(pointer)));
    return store.subscribe((document) => setValue(() => valueAt(document, parsePointer(pointer))));
  }, [store, pointer]);
  return value;
}

/** The problems that a field shows. */
export function useProblems(pointer: string, inner: boolean): Problem[] {
  const { problems } = useApp();
  const [list, setList] = useState(() => problems.of(pointer, inner));
  useEffect(() => {
    const look = (): void => setList((before) => {
      const now = problems.of(pointer, inner);
      return before.length === now.length && before.every((p, i) => p.message === now[i]?.message) ? before : now;
    });
    afterPress(look);
    return problems.subscribe(() => afterPress(look));
  }, [problems, pointer, inner]);
  return list;
}

/** Whether documents of the type have a part, and how usual it is. */
export function partOf(type: TypeDetail, key: string): "usual" | "unusual" | "none" {
  const properties = type.schema["properties"];
  const part = isObject(properties) ? properties[key] : undefined;
  if (!isObject(part)) return "none";
  return part["x-unusual"] === true ? "unusual" : "usual";
}

/** Types that nearly always name their grounds. */
const based = new Set(["quyet-dinh", "nghi-quyet", "ke-hoach", "chuong-trinh", "phuong-an", "de-an", "du-an"]);

/** Whether a part belongs into a document of the type that says nothing about it yet. */
export function isUsual(type: TypeDetail, key: string): boolean {
  return partOf(type, key) === "usual" && (key !== "bases" || based.has(type.type));
}

/** The clause of a part in the schema, which knows them all: "/organ/name". */
export function clauseOf(type: TypeDetail, pointer: string): string {
  let at: Json | undefined = type.schema;
  let clause = "";
  for (const part of parsePointer(pointer)) {
    at = /^\d+$/.test(part) ? itemsOf(type.schema, at) : propertyOf(type.schema, at, part);
    if (isObject(at) && typeof at["x-clause"] === "string") clause = at["x-clause"];
  }
  return clause;
}

function propertyOf(root: JsonObject, schema: Json | undefined, key: string): Json | undefined {
  for (const s of alternatives(root, schema)) {
    if (isObject(s["properties"]) && s["properties"][key] !== undefined) return s["properties"][key];
  }
  return undefined;
}

function itemsOf(root: JsonObject, schema: Json | undefined): Json | undefined {
  return alternatives(root, schema).find((s) => s["items"] !== undefined)?.["items"];
}

/** A schema with what it refers to and its alternatives. */
function alternatives(root: JsonObject, schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const inner = Array.isArray(schema["anyOf"]) ? schema["anyOf"].flatMap((s) => alternatives(root, s)) : [];
  const ref = typeof schema["$ref"] === "string" ? valueAt(root, parsePointer(schema["$ref"].slice(1))) : undefined;
  return [schema, ...inner, ...alternatives(root, ref)];
}
