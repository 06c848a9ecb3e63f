// The contract's body as a ProseMirror schema. A numbered node is an `entry`: its own text as a `line`, then what stands in it.
// What the DOM carries in data attributes is there for copy and paste inside the editor; everything read back is checked.
import { Schema, type Attrs, type DOMOutputSpec, type Node } from "prosemirror-model";
import type { Align, Column, Kind, VAlign } from "../contract/types.ts";

export interface EntryAttrs extends Attrs {
  kind: Kind;
  label: string | null;
  numbering: string[] | null;
  restart: boolean;
}

export interface CellAttrs extends Attrs {
  colspan: number;
  rowspan: number;
  align: Align | null;
  valign: VAlign | null;
}

export interface TableAttrs extends Attrs {
  /** Null where the author gave none. */
  columns: Column[] | null;
  column_numbers: boolean;
}

export type RowKind = "header" | "row" | "band";

export const kinds: readonly Kind[] = ["heading", "item", "bullet"];
export const aligns: readonly Align[] = ["left", "center", "right", "justify"];
export const valigns: readonly VAlign[] = ["top", "center", "bottom"];
const rowKinds: readonly RowKind[] = ["row", "header", "band"];

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | null {
  return choices.find((c) => c === value) ?? null;
}

function span(value: string | null): number {
  const n = Number(value);
  return Number.isInteger(n) && n >= 1 && n <= 1000 ? n : 1;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function strings(value: unknown): string[] | null {
  return Array.isArray(value) && value.length > 0 && value.every((s) => typeof s === "string") ? value : null;
}

function readColumns(value: unknown): Column[] | null {
  if (!Array.isArray(value)) {
    return null;
  }
  return value.map((c: Partial<Column> | null) => {
    const align = oneOf(aligns, c?.align);
    return { ...(typeof c?.width === "number" && c.width > 0 ? { width: c.width } : {}), ...(align ? { align } : {}) };
  });
}

function textblock(name: string, content = "inline*"): object {
  return {
    content,
    toDOM: (): DOMOutputSpec => ["p", { class: name }, 0],
    parseDOM: [{ tag: `p.${name}`, priority: 60 }],
  };
}

const mark = (tag: string): object => ({ toDOM: (): DOMOutputSpec => [tag, 0], parseDOM: [{ tag }] });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      group: "block",
      content: "inline*",
      toDOM: () => ["p", { class: "paragraph" }, 0],
      parseDOM: [{ tag: "p" }],
    },
    entry: {
      group: "block",
      content: "line block*",
      defining: true,
      attrs: { kind: { default: "item" }, label: { default: null }, numbering: { default: null }, restart: { default: false } },
      toDOM: (node) => {
        const a = node.attrs as EntryAttrs;
        return ["div", {
          class: "entry",
          "data-kind": a.kind,
          ...(a.label !== null ? { "data-label": a.label } : {}),
          ...(a.numbering ? { "data-numbering": JSON.stringify(a.numbering) } : {}),
          ...(a.restart ? { "data-restart": "" } : {}),
        }, 0];
      },
      parseDOM: [{
        tag: "div.entry",
        getAttrs: (dom): EntryAttrs => ({
          kind: oneOf(kinds, dom.dataset["kind"]) ?? "item",
          label: dom.dataset["label"] ?? null,
          numbering: strings(json(dom.dataset["numbering"])),
          restart: "restart" in dom.dataset,
        }),
      }],
    },
    line: textblock("line"),
    label_value: {
      group: "block",
      content: "name value",
      toDOM: () => ["div", { class: "label-value" }, 0],
      parseDOM: [{ tag: "div.label-value" }],
    },
    name: textblock("name"),
    value: textblock("value"),
    // A table with the line above it and the note under it; both are empty where there is none.
    figure: {
      group: "block",
      content: "unit table note",
      isolating: true,
      toDOM: () => ["div", { class: "figure" }, 0],
      parseDOM: [{ tag: "div.figure" }],
    },
    unit: textblock("unit"),
    note: textblock("note"),
    table: {
      content: "row+",
      tableRole: "table",
      isolating: true,
      attrs: { columns: { default: null }, column_numbers: { default: false } },
      toDOM: (node) => {
        const a = node.attrs as TableAttrs;
        return ["table", {
          ...(a.columns ? { "data-columns": JSON.stringify(a.columns) } : {}),
          ...(a.column_numbers ? { "data-column-numbers": "" } : {}),
        }, ["tbody", 0]];
      },
      parseDOM: [{
        tag: "table",
        getAttrs: (dom): TableAttrs => ({
          columns: readColumns(json(dom.dataset["columns"])),
          column_numbers: "columnNumbers" in dom.dataset,
        }),
      }],
    },
    row: {
      content: "cell*",
      tableRole: "row",
      attrs: { kind: { default: "row" } },
      toDOM: (node) => ["tr", { "data-kind": node.attrs["kind"] as string }, 0],
      parseDOM: [{ tag: "tr", getAttrs: (dom) => ({ kind: oneOf(rowKinds, dom.dataset["kind"]) ?? "row" }) }],
    },
    cell: {
      content: "cell_text+",
      tableRole: "cell",
      isolating: true,
      // colwidth is what prosemirror-tables looks for; widths are those of the columns here.
      attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, align: { default: null }, valign: { default: null } },
      toDOM: (node) => {
        const a = node.attrs as CellAttrs;
        return ["td", {
          ...(a.colspan > 1 ? { colspan: String(a.colspan) } : {}),
          ...(a.rowspan > 1 ? { rowspan: String(a.rowspan) } : {}),
          ...(a.align ? { "data-align": a.align } : {}),
          ...(a.valign ? { "data-valign": a.valign } : {}),
        }, 0];
      },
      parseDOM: [{
        tag: "td, th",
        getAttrs: (dom): CellAttrs => ({
          colspan: span(dom.getAttribute("colspan")),
          rowspan: span(dom.getAttribute("rowspan")),
          align: oneOf(aligns, dom.dataset["align"]),
          valign: oneOf(valigns, dom.dataset["valign"]),
        }),
      }],
    },
    cell_text: textblock("cell-text"),
    // What the contract does not know, carried along as it came.
    opaque: {
      group: "block",
      atom: true,
      attrs: { json: {} },
      toDOM: (node) => ["div", { class: "opaque", "data-json": JSON.stringify(node.attrs["json"]) }, "Phần này giữ nguyên, không sửa được ở đây."],
      parseDOM: [{ tag: "div.opaque", getAttrs: (dom) => ({ json: json(dom.dataset["json"]) ?? "" }) }],
    },
    text: { group: "inline plain" },
    br: {
      group: "inline plain",
      inline: true,
      selectable: false,
      linebreakReplacement: true,
      leafText: () => "\n",
      toDOM: () => ["br"],
      parseDOM: [{ tag: "br" }],
    },
    footnote: {
      group: "inline",
      inline: true,
      atom: true,
      content: "plain*",
      toDOM: () => ["span", { class: "footnote" }, 0],
      parseDOM: [{ tag: "span.footnote" }],
    },
  },
  marks: { bold: mark("b"), italic: mark("i"), underline: mark("u") },
});

const n = schema.nodes;
export const types = {
  paragraph: n["paragraph"]!, entry: n["entry"]!, line: n["line"]!, labelValue: n["label_value"]!, name: n["name"]!, value: n["value"]!,
  figure: n["figure"]!, unit: n["unit"]!, note: n["note"]!, table: n["table"]!, row: n["row"]!, cell: n["cell"]!, cellText: n["cell_text"]!,
  opaque: n["opaque"]!, br: n["br"]!, footnote: n["footnote"]!,
};

/** A heading, item or bullet. */
export type Entry = Node & { readonly attrs: EntryAttrs };

export function isEntry(node: Node | null | undefined): node is Entry {
  return node?.type === types.entry;
}

export function entryAttrs(node: Node): EntryAttrs {
  return node.attrs as EntryAttrs;
}
