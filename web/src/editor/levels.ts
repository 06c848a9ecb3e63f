// Which number a place in the text would get, and how a typed number brings a block to its level.
import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import { parseFormat, unitOf } from "../contract/format.ts";
import { otherReading, type Label } from "../contract/label.ts";
import type { Kind } from "../contract/types.ts";
import { isEntry, type Entry } from "./schema.ts";
import { become, raise, sink } from "./structure.ts";
import { elder, unitsOf } from "./units.ts";

/** The form of the numbers in the list within these blocks, outermost first; undefined below the scheme. */
function formIn(within: readonly Node[], scheme: readonly string[]): string | undefined {
  let list = scheme;
  let next = 0;
  for (const node of within.filter(isEntry)) {
    next += node.attrs.kind === "bullet" ? 0 : 1;
    if (node.attrs.numbering) {
      list = node.attrs.numbering;
      next = 0;
    }
  }
  return list[next];
}

/** Brings the block with the cursor to the level that a typed number belongs to. */
export function placeNumber(tr: Transaction, label: Label, scheme: readonly string[]): boolean {
  return [label, otherReading(label)].some((l) => l !== null && placeForm(tr, l.scheme, scheme));
}

function placeForm(tr: Transaction, form: string, scheme: readonly string[]): boolean {
  const range = unitsOf(tr.selection);
  const path = Array.from({ length: range.depth }, (_, i) => range.$from.node(i + 1));
  if (formIn(path, scheme) === form) {
    return numbered(tr, form);
  }
  const inside: Node[] = [];
  for (let node = elder(range); isEntry(node); node = node.lastChild) {
    inside.push(node);
    if (formIn([...path, ...inside], scheme) === form) {
      return inside.every(() => sink(tr)) && numbered(tr, form);
    }
  }
  for (let up = 1; up <= path.length; up++) {
    if (formIn(path.slice(0, -up), scheme) === form) {
      // As an entry it can take along what stands after it.
      return become(tr, "item") && path.slice(-up).every(() => raise(tr)) && numbered(tr, form);
    }
  }
  return false;
}

/** A number makes what its neighbour is, else a heading of those that begin a part of the text. */
function numbered(tr: Transaction, form: string): boolean {
  const range = unitsOf(tr.selection);
  const before = range.parent.children.slice(0, range.startIndex).findLast((n): n is Entry => isEntry(n) && n.attrs.kind !== "bullet");
  return become(tr, before?.attrs.kind ?? kindOfForm(form));
}

/** Mục and phần have titles; điều, khoản and điểm are text. */
export function kindOfForm(form: string): Kind {
  const f = parseFormat(form);
  const unit = f ? unitOf(f) : "";
  return unit ? (unit === "Điều" ? "item" : "heading") : f?.style === "roman" || f?.style === "upper" ? "heading" : "item";
}

/** Makes the block with the cursor a gạch đầu dòng of what it follows; "+" belongs below "-". */
export function placeBullet(tr: Transaction, mark: string): boolean {
  const range = unitsOf(tr.selection);
  const before = elder(range);
  const around = range.parent;
  const bullet = (node: Node | null): boolean => isEntry(node) && node.attrs.kind === "bullet";
  if (mark === "+" ? isEntry(before) : isEntry(before) && !bullet(before)) {
    sink(tr);
  } else if (mark === "-" && bullet(around)) {
    become(tr, "bullet");
    raise(tr);
  }
  return become(tr, "bullet");
}
