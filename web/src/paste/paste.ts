// What is pasted or dropped from outside comes into the text as nodes of the contract.
import { closeHistory } from "prosemirror-history";
import { Fragment, Slice, type Node, type ResolvedPos } from "prosemirror-model";
import { Selection, TextSelection, type Transaction } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { blocks, inline } from "../editor/fromContract.ts";
import { isEntry, types } from "../editor/schema.ts";
import { isFlowing, unitsOf } from "../editor/units.ts";
import { assemble, type Assembled, type Pasted } from "./assemble.ts";
import { fromHTML } from "./html.ts";
import { fromPlain } from "./plain.ts";

/** Takes what somebody else's program put on the clipboard; false where it came from the editor itself, which does that better. */
export function pasteFrom(view: EditorView, data: DataTransfer | null, event: ClipboardEvent | DragEvent, scheme: readonly string[]): boolean {
  const html = data?.getData("text/html") ?? "";
  const plain = data?.getData("text/plain") ?? "";
  if (!data || html.includes("data-pm-slice")) {
    return false;
  }
  event.preventDefault();
  const read = html === "" ? fromPlain(plain) : fromHTML(html);
  const list = unboxed(read.length > 0 ? read : fromPlain(plain));
  if (!intoCells(view, list, event)) {
    const tr = insertPasted(closeHistory(view.state.tr), list, scheme);
    view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  }
  return true;
}

/** One cell of a spreadsheet that comes alone is its text, and no table. */
function unboxed(list: Pasted[]): Pasted[] {
  const table = list.length === 1 ? list[0]!.table : undefined;
  const [row, ...rows] = table ? [...(table.header ?? []), ...(table.rows ?? [])] : [];
  if (!Array.isArray(row) || row.length !== 1 || rows.length > 0) {
    return list;
  }
  const text = typeof row[0] === "object" && !Array.isArray(row[0]) ? (row[0].text ?? "") : row[0]!;
  return text === "" ? [] : [{ runs: typeof text === "string" ? [{ text }] : text }];
}

/** A table pasted in a table fills its cells. */
function intoCells(view: EditorView, list: Pasted[], event: ClipboardEvent | DragEvent): boolean {
  const only = list.length === 1 ? list[0]!.table : undefined;
  if (!only || !isInTable(view.state)) {
    return false;
  }
  const grid = blocks([{ table: only }])[0]!.child(1);
  const slice = new Slice(Fragment.from(grid), 0, 0);
  return view.someProp("handlePaste", (handle) => handle(view, event as ClipboardEvent, slice)) ?? false;
}

export function insertPasted(tr: Transaction, list: Pasted[], scheme: readonly string[]): Transaction {
  const first = list[0];
  // Of a picture nothing comes: what is selected stays.
  if (!first) {
    return tr;
  }
  if (!tr.selection.empty) {
    tr.deleteSelection();
  }
  const { $from } = tr.selection;
  const made = assemble(list, scheme);
  const plain = list.length === 1 && !first.table && (made.levels[0] === null || $from.parentOffset > 0 || !isFlowing($from.parent));
  if ((plain && !isBullet(made)) || ($from.parent.inlineContent && !isFlowing($from.parent))) {
    const pieces = flat(list);
    const end = tr.selection.from + pieces.size;
    return tr.replaceWith(tr.selection.from, tr.selection.to, pieces).setSelection(TextSelection.near(tr.doc.resolve(end), -1));
  }
  return place(tr, made);
}

function isBullet(made: Assembled): boolean {
  const [node] = made.body;
  return typeof node === "object" && node !== null && "bullet" in node;
}

/** All of it as one text with line breaks: for cells and other places where no blocks stand. */
function flat(list: Pasted[]): Fragment {
  let out = Fragment.empty;
  list.forEach((p, i) => {
    const rows = [...(p.table?.header ?? []), ...(p.table?.rows ?? [])];
    const cells = rows.flatMap((row) => (Array.isArray(row) ? row : [])).map((c) => (typeof c === "object" && !Array.isArray(c) ? (c.text ?? "") : c));
    const label = p.label ? [{ text: `${p.label.text} ` }] : [];
    const texts = p.table ? cells : [[...label, ...p.runs]];
    texts.forEach((text, j) => {
      out = (i + j > 0 ? out.addToEnd(types.br.create()) : out).append(inline(text));
    });
  });
  return out;
}

/** Puts the nodes where the cursor is, each at the level of its number as far as the text around lets it. */
function place(tr: Transaction, made: Assembled): Transaction {
  const nodes = blocks(made.body);
  if (tr.doc.childCount === 1 && tr.doc.textContent === "" && tr.doc.firstChild!.isTextblock) {
    return tr.replaceWith(0, tr.doc.content.size, nodes).setSelection(Selection.atEnd(tr.doc));
  }
  let gap = openGap(tr);
  nodes.forEach((node, i) => {
    const level = made.levels[i] ?? null;
    if (level !== null) {
      gap = towards(tr.doc, gap, level);
    }
    tr.insert(gap, node);
    gap += node.nodeSize;
  });
  return tr.setSelection(Selection.near(tr.doc.resolve(gap), -1));
}

/** Makes room between two blocks at the cursor and returns where it is; an empty block gives way. */
function openGap(tr: Transaction): number {
  const range = unitsOf(tr.selection);
  const { $from } = tr.selection;
  const { parent } = $from;
  if (isFlowing(parent) && parent.content.size === 0 && (parent.type === types.paragraph || $from.node(-1).childCount === 1)) {
    if (range.parent.childCount > 1) {
      tr.delete(range.start, range.end);
    }
    return range.start;
  }
  if (parent.type === types.line && $from.parentOffset === 0) {
    return range.start;
  }
  if (parent.type === types.line) {
    // What stands behind the cursor goes on under what is pasted.
    const rest = parent.content.cut($from.parentOffset);
    if (rest.size > 0) {
      tr.insert($from.after(), types.paragraph.create(null, rest)).delete($from.pos, $from.end());
    }
    return $from.pos + 1;
  }
  if (parent.type !== types.paragraph || $from.parentOffset === parent.content.size) {
    return range.end;
  }
  if ($from.parentOffset > 0) {
    tr.split($from.pos);
    return $from.pos + 1;
  }
  return range.start;
}

/** The nearest gap of the wanted level: out of lists that end here, or into the block before. */
function towards(doc: Node, gap: number, level: number): number {
  let $gap = doc.resolve(gap);
  while (isEntry($gap.parent) && !$gap.nodeAfter && (depthOf($gap) > level || $gap.parent.attrs.kind === "bullet")) {
    $gap = doc.resolve($gap.after());
  }
  for (let before = $gap.nodeBefore; depthOf($gap) < level && isEntry(before) && before.attrs.kind !== "bullet"; before = $gap.nodeBefore) {
    $gap = doc.resolve($gap.pos - 1);
  }
  return $gap.pos;
}

/** Numbered levels around a place. */
function depthOf($pos: ResolvedPos): number {
  const around = Array.from({ length: $pos.depth }, (_, i) => $pos.node(i + 1));
  return around.filter((n) => isEntry(n) && n.attrs.kind !== "bullet").length;
}
