// Lists as the service reads them.
import { call, post, type Problem } from "../../app/api.ts";
import type { JsonObject } from "../../app/model/json.ts";

export interface Column {
  sheet: string;
  letter: string;
  header: string;
  field: string;
  means: string;
  how: string;
}

export interface ListRow {
  number: number;
  sheet: string;
  line: number;
  kind: string;
  group: string;
  patch: JsonObject;
  cells: string[];
  problems: Problem[];
}

export interface List {
  format: string;
  type: string;
  sheets: { name: string; hidden: boolean; header: number; rows: number }[];
  columns: Column[];
  total: number;
  errors: number;
  warnings: number;
  rows: ListRow[];
  notes: Problem[];
}

/** Which column is which field, by its key; an empty field leaves the column out. */
export type Mapping = Record<string, string>;

/** A column as a mapping names it: “C”, or “Danh sách!C”, for each sheet has columns of its own. */
export function keyOf(column: Pick<Column, "sheet" | "letter">): string {
  return column.sheet === "" ? column.letter : `${column.sheet}!${column.letter}`;
}

export async function readList(file: Blob, type: string, map: Mapping, sheet: string): Promise<List> {
  const query = new URLSearchParams({ type });
  if (Object.keys(map).length > 0) query.set("map", JSON.stringify(map));
  if (sheet !== "") query.set("sheet", sheet);
  const media = file.type.startsWith("text/") ? "text/csv" : "application/octet-stream";
  return (await (await post(`/v1/lists?${query}`, media, file)).json()) as List;
}

export async function workbook(type: string): Promise<Blob> {
  return await (await call(`/v1/types/${encodeURIComponent(type)}/workbook`)).blob();
}

/** The mapping with another choice for one column. A field that a single column of its sheet had before is taken from it. */
export function mapped(map: Mapping, columns: readonly Column[], key: string, field: string): Mapping {
  const next = { ...map, [key]: field };
  const sheet = columns.find((c) => keyOf(c) === key)?.sheet;
  if (field === "" || joined.has(field)) return next;
  for (const other of columns) {
    const its = keyOf(other);
    if (its !== key && other.sheet === sheet && (next[its] ?? other.field) === field) next[its] = "";
  }
  return next;
}

/** Columns of these fields stand together in one text, so that several may have them. */
const joined = new Set(["recipient.unit", "recipient.name", "recipient.position"]);

/** The mapping without the choice for a column: as the service proposed. */
export function unmapped(map: Mapping, key: string): Mapping {
  const { [key]: gone, ...rest } = map;
  return rest;
}

/** Up to three different examples from a column. */
export function examples(list: List, column: Column, index: number): string[] {
  const found = new Set<string>();
  for (const row of list.rows) {
    const text = row.sheet === column.sheet ? (row.cells[index] ?? "").trim() : "";
    if (text !== "") found.add(text);
    if (found.size === 3) break;
  }
  return [...found];
}
