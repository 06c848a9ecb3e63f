// Places in the editor as JSON Pointers of the contract, and back.
import type { Node } from "prosemirror-model";
import { isEntry, types, type RowKind } from "./schema.ts";

/** A node of the document and where it stands. */
export interface Place {
  node: Node;
  pos: number;
}

/** The pointer of the node that begins at a position. The base is that of the body: "/body". */
export function pointerAt(doc: Node, pos: number, base: string): string {
  const $pos = doc.resolve(pos);
  let pointer = base;
  for (let depth = 0; depth <= $pos.depth; depth++) {
    const parent = $pos.node(depth);
    const child = depth < $pos.depth ? $pos.node(depth + 1) : $pos.nodeAfter;
    if (!child) {
      break;
    }
    pointer += step(parent, child, $pos.index(depth));
  }
  return pointer;
}

/** What a child adds to the pointer of its parent. */
function step(parent: Node, child: Node, index: number): string {
  switch (parent.type) {
    case types.labelValue:
      return `/label_value/${index}`;
    case types.figure:
      return child.type === types.table ? "/table" : `/table/${child.type.name}`;
    case types.table:
      return rowStep(parent, index);
    case types.row:
      return parent.attrs["kind"] === "band" ? "" : `/${index}`;
  }
  if (isEntry(parent)) {
    return child.type === types.line ? "" : `/body/${index - 1}`;
  }
  return parent.type === parent.type.schema.topNodeType ? `/${index}` : "";
}

function rowStep(table: Node, index: number): string {
  const part = partOf(table.child(index));
  let n = 0;
  for (let i = 0; i < index; i++) {
    if (partOf(table.child(i)) === part) {
      n++;
    }
  }
  return `/${part}/${n}`;
}

/** The part of a table that has a row: bands stand among the rows. */
function partOf(row: Node): "header" | "rows" {
  return (row.attrs["kind"] as RowKind) === "header" ? "header" : "rows";
}

/** The innermost node that a pointer leads to, or leads into; null where it does not begin with the base. */
export function placeOf(doc: Node, pointer: string, base: string): Place | null {
  if (pointer !== base && !pointer.startsWith(base + "/")) {
    return null;
  }
  let place: Place = { node: doc, pos: -1 };
  let at = base;
  for (;;) {
    const next = childOn(place, at, pointer);
    if (!next) {
      return place.pos < 0 ? null : place;
    }
    [place, at] = next;
  }
}

/** The child of a place whose own pointer leads towards the wanted one. */
function childOn({ node, pos }: Place, at: string, wanted: string): [Place, string] | null {
  if (node.isTextblock || node.isAtom) {
    return null;
  }
  let found: [Place, string] | null = null;
  // Rows are counted on the way: for each of them those before it would be gone through again.
  const counts = { header: 0, rows: 0 };
  const nextRow = (row: Node): string => `/${partOf(row)}/${counts[partOf(row)]++}`;
  node.forEach((child, offset, index) => {
    if (found) {
      return;
    }
    const pointer = at + (node.type === types.table ? nextRow(child) : step(node, child, index));
    if (pointer !== at && (wanted === pointer || wanted.startsWith(pointer + "/"))) {
      found = [{ node: child, pos: pos + 1 + offset }, pointer];
    }
  });
  return found;
}
