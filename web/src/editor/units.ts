// The blocks that are moved as one, with all that stands in them, and how a selection comes along.
import { NodeRange, type Node, type ResolvedPos } from "prosemirror-model";
import { NodeSelection, TextSelection, type Selection, type Transaction } from "prosemirror-state";
import { CellSelection } from "prosemirror-tables";
import { isEntry, types } from "./schema.ts";

/** Whether a list of blocks stands in this node. */
export function holdsBlocks(node: Node): boolean {
  return isEntry(node) || node.type.name === "doc";
}

/** The blocks of one list that a selection touches. A selection that touches an entry's own line takes the entry. */
export function unitsOf(selection: Selection): NodeRange {
  const { $from, $to } = selection instanceof CellSelection ? { $from: selection.$anchorCell, $to: selection.$headCell } : selection;
  let depth = $from.depth;
  while (depth > 0 && !isList($from, $to, depth)) {
    depth--;
  }
  return new NodeRange($from, $to, depth);
}

function isList($from: ResolvedPos, $to: ResolvedPos, depth: number): boolean {
  return isEntry($from.node(depth)) && $from.index(depth) > 0 && $to.pos <= $from.end(depth);
}

export function nodesOf(range: NodeRange): Node[] {
  return range.parent.children.slice(range.startIndex, range.endIndex);
}

/** The block before the range in its list. */
export function elder(range: NodeRange): Node | null {
  return range.startIndex > firstIndex(range.parent) ? range.parent.child(range.startIndex - 1) : null;
}

/** Where the blocks of a list begin: an entry's own line is none of them. */
export function firstIndex(list: Node): number {
  return isEntry(list) ? 1 : 0;
}

/** Sets the selection that was, after what it stands in has moved. */
export function reselect(tr: Transaction, was: Selection, move: (pos: number) => number): void {
  const { doc } = tr;
  if (was instanceof NodeSelection) {
    tr.setSelection(NodeSelection.create(doc, move(was.from)));
  } else if (was instanceof CellSelection) {
    tr.setSelection(CellSelection.create(doc, move(was.$anchorCell.pos), move(was.$headCell.pos)));
  } else {
    tr.setSelection(TextSelection.between(doc.resolve(move(was.anchor)), doc.resolve(move(was.head))));
  }
}

export interface Rewritten {
  nodes: Node[];
  /** How much further from the first of the new nodes' beginning a place inside stands. */
  shift: number;
}

/** Writes each block of a range anew, where it stands. */
export function rewrite(tr: Transaction, range: NodeRange, write: (node: Node) => Rewritten): void {
  const was = tr.selection;
  const moves: { from: number; to: number; by: number }[] = [];
  const out: Node[] = [];
  let from = range.start;
  let size = 0;
  for (const node of nodesOf(range)) {
    const { nodes, shift } = write(node);
    moves.push({ from, to: from + node.nodeSize, by: range.start + size + shift - from });
    out.push(...nodes);
    from += node.nodeSize;
    size += nodes.reduce((n, made) => n + made.nodeSize, 0);
  }
  tr.replaceWith(range.start, range.end, out);
  reselect(tr, was, (pos) => Math.min(pos + (moves.find((m) => pos >= m.from && pos <= m.to)?.by ?? 0), tr.doc.content.size));
}

/** The textblock around a place that text can be typed in as paragraphs: no cell, no unit line. */
export function isFlowing(node: Node): boolean {
  return node.type === types.paragraph || node.type === types.line;
}
