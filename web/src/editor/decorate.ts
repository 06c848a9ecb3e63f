// What is shown and not stored: numbers, and the alignment that cells have from their columns.
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { TableMap } from "prosemirror-tables";
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from "prosemirror-transform";
import { Decoration, DecorationSet } from "prosemirror-view";
import { numberAll, type Numbered } from "./numbers.ts";
import { types, type RowKind, type TableAttrs } from "./schema.ts";

const key = new PluginKey<{ numbers: Numbered[]; set: DecorationSet }>("decorate");

/** The scheme is asked for when numbers are counted: it may become another one under the same text. */
export function decorate(scheme: () => readonly string[]): Plugin {
  const build = (doc: Node): { numbers: Numbered[]; set: DecorationSet } => {
    const numbers = numberAll(doc, scheme());
    return { numbers, set: DecorationSet.create(doc, [...numbers.flatMap(shown), ...aligned(doc)]) };
  };
  return new Plugin({
    key,
    state: {
      init: (_, state) => build(state.doc),
      apply(tr, old) {
        if (tr.getMeta(key)) {
          return build(tr.doc);
        }
        if (!tr.docChanged) {
          return old;
        }
        // Typing in a text moves what is shown, and changes no number.
        return withinTexts(tr) ? { numbers: numberAll(tr.doc, scheme()), set: old.set.map(tr.mapping, tr.doc) } : build(tr.doc);
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
  });
}

/** Has the numbers counted anew, by another scheme; the text and its history stay. */
export function renumber(tr: Transaction): Transaction {
  return tr.setMeta(key, true).setMeta("addToHistory", false);
}

/** The numbers of all entries, in the order of the text. */
export function numbersOf(state: EditorState): Numbered[] {
  return key.getState(state)!.numbers;
}

function shown({ node, pos, label, depth }: Numbered): Decoration[] {
  const line = node.firstChild!;
  const attrs = { "data-number": label ?? "?", "data-depth": String(Math.min(depth, 5)) };
  return [Decoration.node(pos + 1, pos + 1 + line.nodeSize, label === null ? { ...attrs, class: "too-deep" } : label === "" ? { ...attrs, class: "unnumbered" } : attrs)];
}

function aligned(doc: Node): Decoration[] {
  const out: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.type === types.table) {
      out.push(...alignedCells(node, pos));
    }
    return !node.isTextblock && node.type !== types.table;
  });
  return out;
}

function alignedCells(table: Node, pos: number): Decoration[] {
  const columns = (table.attrs as TableAttrs).columns ?? [];
  if (!columns.some((c) => c.align)) {
    return [];
  }
  const map = TableMap.get(table);
  const out: Decoration[] = [];
  table.forEach((row, offset) => {
    if ((row.attrs["kind"] as RowKind) !== "row") {
      return;
    }
    row.forEach((cell, at) => {
      const from = offset + 1 + at;
      const align = columns[map.colCount(from)]?.align;
      if (align && !cell.attrs["align"]) {
        out.push(Decoration.node(pos + 1 + from, pos + 1 + from + cell.nodeSize, { class: `align-${align}` }));
      }
    });
  });
  return out;
}

/** Whether a transaction changes nothing but text within textblocks. */
function withinTexts(tr: Transaction): boolean {
  return tr.steps.every((step, i) => {
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      return true;
    }
    if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0) {
      return false;
    }
    const $from = tr.docs[i]!.resolve(step.from);
    return $from.parent.inlineContent && step.to <= $from.end() && (step.slice.content.firstChild?.isInline ?? true);
  });
}
