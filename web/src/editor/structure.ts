// Levels: what goes up or down takes along all that stands in it, and the order of the text never changes.
import { Fragment, type Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import type { Kind } from "../contract/types.ts";
import { isEntry, types } from "./schema.ts";
import { elder, firstIndex, nodesOf, reselect, rewrite, unitsOf, type Rewritten } from "./units.ts";

/** What a block can be made: one of the contract's forms. */
export type Form = Kind | "paragraph" | "label_value";

/** Moves the selected blocks into the block before them: one level down. They become what stands there already. */
export function sink(tr: Transaction): boolean {
  const range = unitsOf(tr.selection);
  const into = elder(range);
  if (!isEntry(into)) {
    return false;
  }
  const was = tr.selection;
  const kind = into.children.findLast(isEntry)?.attrs.kind;
  const nodes = nodesOf(range).map((n) => ofKind(n, kind));
  tr.delete(range.start, range.end).insert(range.start - 1, nodes);
  reselect(tr, was, (pos) => pos - 1);
  return true;
}

/** Moves the selected blocks out behind what they stand in: one level up. What stands after them comes into the last of them. */
export function raise(tr: Transaction): boolean {
  const range = unitsOf(tr.selection);
  const { parent } = range;
  if (!isEntry(parent)) {
    return false;
  }
  const nodes = nodesOf(range).map((n) => ofKind(n, parent.attrs.kind));
  const after = parent.children.slice(range.endIndex);
  if (after.length > 0) {
    const last = nodes.at(-1)!;
    if (!isEntry(last)) {
      return false;
    }
    nodes[nodes.length - 1] = last.copy(last.content.append(Fragment.from(after)));
  }
  const was = tr.selection;
  tr.delete(range.start, range.$from.end(range.depth)).insert(range.start + 1, nodes);
  reselect(tr, was, (pos) => pos + 1);
  return true;
}

/** Moves the selected blocks before the block above them, or behind the one below; at the end of a list into the next list of the level. */
export function move(tr: Transaction, up: boolean): boolean {
  const range = unitsOf(tr.selection);
  const { parent } = range;
  const was = tr.selection;
  const nodes = nodesOf(range);
  const size = range.end - range.start;
  const next = up ? elder(range) : parent.maybeChild(range.endIndex);
  let to: number;
  if (next) {
    to = up ? range.start - next.nodeSize : range.start + next.nodeSize;
  } else {
    if (!isEntry(parent)) {
      return false;
    }
    const grand = range.$from.node(range.depth - 1);
    const index = range.$from.index(range.depth - 1) + (up ? -1 : 1);
    const other = index >= firstIndex(grand) ? grand.maybeChild(index) : null;
    if (!isEntry(other)) {
      return false;
    }
    const before = range.$from.before(range.depth);
    to = up ? before - 1 : range.$from.after(range.depth) - size + 1 + other.firstChild!.nodeSize;
  }
  tr.delete(range.start, range.end).insert(to, nodes);
  reselect(tr, was, (pos) => pos + to - range.start);
  return true;
}

/** Makes the selected blocks paragraphs, headings, items, bullets or pairs of a name and a text. */
export function become(tr: Transaction, form: Form): boolean {
  const range = unitsOf(tr.selection);
  const fits = (n: Node): boolean => isEntry(n) || n.type === types.paragraph || n.type === types.labelValue;
  if (!nodesOf(range).every(fits)) {
    return false;
  }
  rewrite(tr, range, (n) => remade(n, form));
  return true;
}

function remade(node: Node, form: Form): Rewritten {
  if (form !== "paragraph" && form !== "label_value") {
    if (isEntry(node)) {
      return { nodes: [ofKind(node, form)], shift: 0 };
    }
    const [paragraph] = remade(node, "paragraph").nodes;
    return { nodes: [types.entry.create({ kind: form }, types.line.create(null, paragraph!.content))], shift: 1 };
  }
  if (form === "label_value") {
    return asPair(node);
  }
  if (isEntry(node)) {
    return { nodes: [types.paragraph.create(null, node.firstChild!.content), ...node.children.slice(1)], shift: -1 };
  }
  if (node.type === types.labelValue) {
    const [name, value] = node.children as [Node, Node];
    const both = name.content.size > 0 && value.content.size > 0;
    const head = both ? name.content.addToEnd(node.type.schema.text(": ")) : name.content;
    return { nodes: [types.paragraph.create(null, head.append(value.content))], shift: name.content.size > 0 ? -1 : -3 };
  }
  return { nodes: [node], shift: 0 };
}

/** "Thời gian: 8 giờ" as a name and a text. */
function asPair(node: Node): Rewritten {
  if (node.type === types.labelValue) {
    return { nodes: [node], shift: 0 };
  }
  const [paragraph, ...rest] = remade(node, "paragraph").nodes as [Node, ...Node[]];
  const text = paragraph.textBetween(0, paragraph.content.size, "", "\uFFFC");
  const colon = text.indexOf(":");
  const name = colon < 0 ? paragraph.content : paragraph.content.cut(0, colon);
  const value = colon < 0 ? null : paragraph.content.cut(colon + 1 + (text[colon + 1] === " " ? 1 : 0));
  return { nodes: [types.labelValue.create(null, [types.name.create(null, name), types.value.create(null, value)]), ...rest], shift: isEntry(node) ? 0 : 1 };
}

function ofKind(node: Node, kind: Kind | undefined): Node {
  return isEntry(node) && kind ? types.entry.create({ ...node.attrs, kind }, node.content) : node;
}
