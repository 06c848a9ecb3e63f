// Document of the editor → JSON of the contract, in its shortest writing. Nodes of the editor never change, so the JSON of
// each is kept: only what was edited is written anew, and what was not is the very same object as before.
import type { Fragment, Node } from "prosemirror-model";
import type { Body, BodyNode, BodyObject, Cell, Kind, Row, Run, Table, Text } from "../contract/types.ts";
import { entryAttrs, types, type CellAttrs, type RowKind, type TableAttrs } from "./schema.ts";

const written = new WeakMap<Node, BodyNode>();
const writtenRows = new WeakMap<Node, Row>();

export function toContract(doc: Node): Body {
  const only = doc.childCount === 1 ? doc.firstChild : null;
  return only?.type === types.paragraph && only.content.size === 0 ? [] : doc.children.map(toNode);
}

export function toNode(node: Node): BodyNode {
  let out = written.get(node);
  if (out === undefined) {
    out = write(node);
    written.set(node, out);
  }
  return out;
}

function write(node: Node): BodyNode {
  switch (node.type) {
    case types.paragraph: {
      const text = toText(node.content);
      return typeof text === "string" ? text : { text };
    }
    case types.entry:
      return entry(node);
    case types.labelValue:
      return { label_value: [toText(node.child(0).content), toText(node.child(1).content)] };
    case types.figure:
      return { table: table(node) };
    case types.opaque:
      return node.attrs["json"] as BodyNode;
  }
  throw new Error(`no body node is written as ${node.type.name}`);
}

function entry(node: Node): BodyObject {
  const a = entryAttrs(node);
  const form = { [a.kind]: toText(node.child(0).content) } as Record<Kind, Text>;
  const body = node.children.slice(1).map(toNode);
  return {
    ...form,
    ...(body.length > 0 ? { body } : {}),
    ...(a.numbering ? { numbering: a.numbering } : {}),
    ...(a.label !== null ? { label: a.label } : {}),
    ...(a.restart ? { restart: true } : {}),
  };
}

/** A string where the text is all plain, else runs of which no two neighbours are formatted alike. */
export function toText(content: Fragment): Text {
  const runs: Run[] = [];
  content.forEach((piece) => addPiece(runs, piece));
  return shortest(runs);
}

function shortest(runs: Run[]): Text {
  const [first] = runs;
  if (!first) {
    return "";
  }
  return runs.length === 1 && Object.keys(first).length === 1 && first.text !== undefined ? first.text : runs;
}

function addPiece(runs: Run[], piece: Node): void {
  const format: Run = {};
  for (const m of ["bold", "italic", "underline"] as const) {
    if (piece.marks.some((mark) => mark.type.name === m)) {
      format[m] = true;
    }
  }
  if (piece.type === types.footnote) {
    runs.push({ footnote: toText(piece.content), ...format });
    return;
  }
  const text = piece.isText ? piece.text! : "\n";
  const last = runs.at(-1);
  if (last?.text !== undefined && sameFormat(last, format)) {
    last.text += text;
  } else {
    runs.push({ text, ...format });
  }
}

function sameFormat(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.underline === b.underline;
}

function table(figure: Node): Table {
  const [unit, grid, note] = figure.children as [Node, Node, Node];
  const a = grid.attrs as TableAttrs;
  const header = grid.children.filter((r) => kindOf(r) === "header").map(row);
  return {
    ...(a.columns ? { columns: a.columns } : {}),
    ...(header.length > 0 ? { header } : {}),
    rows: grid.children.filter((r) => kindOf(r) !== "header").map(row),
    ...(a.column_numbers ? { column_numbers: true } : {}),
    ...(unit.content.size > 0 ? { unit: toText(unit.content) } : {}),
    ...(note.content.size > 0 ? { note: toText(note.content) } : {}),
  };
}

const kindOf = (row: Node): RowKind => row.attrs["kind"] as RowKind;

function row(node: Node): Row {
  let out = writtenRows.get(node);
  if (out === undefined) {
    out = writeRow(node);
    writtenRows.set(node, out);
  }
  return out;
}

function writeRow(node: Node): Row {
  return kindOf(node) === "band" ? { band: node.firstChild ? cellText(node.firstChild) : "" } : node.children.map(cell);
}

function cell(node: Node): Cell {
  const a = node.attrs as CellAttrs;
  const text = cellText(node);
  if (a.colspan === 1 && a.rowspan === 1 && !a.align && !a.valign) {
    return text;
  }
  return {
    ...(text !== "" ? { text } : {}),
    ...(a.colspan > 1 ? { colspan: a.colspan } : {}),
    ...(a.rowspan > 1 ? { rowspan: a.rowspan } : {}),
    ...(a.align ? { align: a.align } : {}),
    ...(a.valign ? { valign: a.valign } : {}),
  };
}

/** The text of a cell. Merged cells leave several paragraphs in one; the contract breaks lines there. */
function cellText(node: Node): Text {
  const runs: Run[] = [];
  node.forEach((line, _, i) => {
    if (i > 0) {
      addPiece(runs, types.br.create());
    }
    line.forEach((piece) => addPiece(runs, piece));
  });
  return shortest(runs);
}
