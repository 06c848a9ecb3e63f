// JSON of the contract → document of the editor. A node that is anything but what the contract says goes into an opaque
// block, whole, so that nothing is lost.
import { Fragment, type Mark, type Node } from "prosemirror-model";
import type { Body, BodyNode, BodyObject, Cell, CellObject, Column, Kind, Row, Run, Table, Text } from "../contract/types.ts";
import { aligns, schema, types } from "./schema.ts";

export function fromContract(body: Body): Node {
  return schema.node("doc", null, body.length > 0 ? body.map(block) : [types.paragraph.create()]);
}

/** The nodes of a list, for what is put into a document. */
export function blocks(body: Body): Node[] {
  return body.map(block);
}

function block(node: BodyNode): Node {
  const made = typeof node === "string" ? types.paragraph.create(null, inline(node)) : known(node);
  return made ?? types.opaque.create({ json: node });
}

function known(node: BodyObject): Node | null {
  const forms = ["text", "heading", "item", "bullet", "table", "label_value"] as const;
  const form = isObject(node) ? forms.find((f) => f in node) : undefined;
  switch (form) {
    case "text":
      return hasOnly(node, ["text"]) && isText(node.text) ? types.paragraph.create(null, inline(node.text)) : null;
    case "heading":
    case "item":
    case "bullet":
      return entry(node, form);
    case "table":
      return hasOnly(node, ["table"]) && isTable(node.table) ? figure(node.table) : null;
    case "label_value": {
      const pair = node.label_value;
      return hasOnly(node, ["label_value"]) && Array.isArray(pair) && pair.length === 2 && isText(pair[0]) && isText(pair[1])
        ? types.labelValue.create(null, [types.name.create(null, inline(pair[0])), types.value.create(null, inline(pair[1]))])
        : null;
    }
    case undefined:
      return null;
  }
}

function entry(node: BodyObject, kind: Kind): Node | null {
  const { body, numbering, label, restart } = node;
  const text = node[kind];
  if (!hasOnly(node, [kind, "body", "numbering", "label", "restart"]) || !isText(text) || !optional(body, Array.isArray) ||
    !optional(numbering, isNames) || !optional(label, isString) || !optional(restart, isTruth)) {
    return null;
  }
  const attrs = { kind, label: label ?? null, numbering: numbering ?? null, restart: restart ?? false };
  return types.entry.create(attrs, [types.line.create(null, inline(text)), ...(body ?? []).map(block)]);
}

/** The inline nodes of a text. */
export function inline(text: Text): Fragment {
  const runs = typeof text === "string" ? [{ text }] : text;
  return Fragment.from(runs.flatMap(pieces));
}

function pieces(run: Run): Node[] {
  const marks: Mark[] = (["bold", "italic", "underline"] as const).filter((m) => run[m]).map((m) => schema.mark(m));
  if (run.footnote !== undefined) {
    return [types.footnote.create(null, inline(run.footnote), marks)];
  }
  const out: Node[] = [];
  (run.text ?? "").split("\n").forEach((line, i) => {
    if (i > 0) {
      out.push(types.br.create(null, null, marks));
    }
    if (line !== "") {
      out.push(schema.text(line, marks));
    }
  });
  return out;
}

function figure(t: Table): Node {
  const header = t.header ?? [];
  const all = [...header, ...t.rows!];
  const width = t.columns?.length ?? Math.max(1, ...all.slice(0, 1).map(columnsOf), ...all.map((r) => (Array.isArray(r) ? columnsOf(r) : 0)));
  const rows = all.map((r, i) => row(r, i < header.length, width));
  const table = types.table.create({ columns: t.columns ?? null, column_numbers: t.column_numbers ?? false }, rows);
  return types.figure.create(null, [types.unit.create(null, inline(t.unit ?? "")), table, types.note.create(null, inline(t.note ?? ""))]);
}

function columnsOf(row: Row): number {
  return Array.isArray(row) ? row.reduce((n, c) => n + (isCellObject(c) ? (c.colspan ?? 1) : 1), 0) : 0;
}

function row(r: Row, header: boolean, width: number): Node {
  if (!Array.isArray(r)) {
    const cell = types.cell.create({ colspan: width }, types.cellText.create(null, inline(r.band)));
    return types.row.create({ kind: "band" }, cell);
  }
  return types.row.create({ kind: header ? "header" : "row" }, r.map((c) => {
    const { text = "", colspan = 1, rowspan = 1, align = null, valign = null } = isCellObject(c) ? c : { text: c };
    return types.cell.create({ colspan, rowspan, align, valign }, types.cellText.create(null, inline(text)));
  }));
}

// What follows asks whether a value is exactly what the contract allows.

type Check = (value: unknown) => boolean;

const isString = (v: unknown): v is string => typeof v === "string";
const isTruth = (v: unknown): v is boolean => typeof v === "boolean";
const isNames = (v: unknown): v is string[] => Array.isArray(v) && v.length > 0 && v.every(isString);
const isSpan = (v: unknown): boolean => Number.isInteger(v) && Number(v) >= 1 && Number(v) <= 1000;
const isObject = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);
const isCellObject = (v: Cell): v is CellObject => isObject(v);

function optional(value: unknown, check: Check): boolean {
  return value === undefined || check(value);
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).every((k) => keys.includes(k));
}

function isText(value: unknown, inNote = false): value is Text {
  return isString(value) || (Array.isArray(value) && value.every((r) => isRun(r, inNote)));
}

function isRun(value: unknown, inNote: boolean): boolean {
  if (!isObject(value) || !hasOnly(value, ["text", "bold", "italic", "underline", "footnote"])) {
    return false;
  }
  const one = isString(value["text"]) ? value["footnote"] === undefined : !inNote && value["text"] === undefined && isText(value["footnote"], true);
  return one && ["bold", "italic", "underline"].every((m) => optional(value[m], isTruth));
}

function isTable(value: unknown): value is Table {
  return isObject(value) && hasOnly(value, ["columns", "header", "rows", "column_numbers", "unit", "note"]) &&
    optional(value["columns"], (v) => Array.isArray(v) && v.length > 0 && v.every(isColumn)) &&
    optional(value["header"], (v) => Array.isArray(v) && v.every((r) => Array.isArray(r) && r.every(isCell))) &&
    Array.isArray(value["rows"]) && value["rows"].length > 0 && value["rows"].every(isRow) &&
    optional(value["column_numbers"], isTruth) && optional(value["unit"], isText) && optional(value["note"], isText);
}

function isColumn(value: unknown): value is Column {
  return isObject(value) && hasOnly(value, ["width", "align"]) &&
    optional(value["width"], (v) => typeof v === "number") && optional(value["align"], (v) => aligns.some((a) => a === v));
}

function isRow(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isCell) : isObject(value) && hasOnly(value, ["band"]) && isText(value["band"]);
}

function isCell(value: unknown): boolean {
  return isText(value) || (isObject(value) && hasOnly(value, ["text", "colspan", "rowspan", "align", "valign"]) &&
    optional(value["text"], isText) && optional(value["colspan"], isSpan) && optional(value["rowspan"], isSpan) &&
    optional(value["align"], (v) => aligns.some((a) => a === v)) &&
    optional(value["valign"], (v) => v === "top" || v === "center" || v === "bottom"));
}

