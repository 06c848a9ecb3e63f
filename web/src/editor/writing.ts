// What Enter, Backspace and Delete do: the text flows on, whatever blocks it is in.
import { Fragment, type Node, type ResolvedPos } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { isEntry, types, type Entry } from "./schema.ts";
import { become, raise, sink } from "./structure.ts";
import { elder, isFlowing, unitsOf } from "./units.ts";

export const enter: Command = (state, dispatch) => {
  if (!(state.selection instanceof TextSelection)) {
    return false;
  }
  const { tr } = state;
  if (!tr.selection.empty) {
    tr.deleteSelection();
  }
  if (!newBlock(tr)) {
    return false;
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

export const lineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) {
    return false;
  }
  dispatch?.(state.tr.replaceSelectionWith(types.br.create()).scrollIntoView());
  return true;
};

function newBlock(tr: Transaction): boolean {
  const { $from } = tr.selection;
  const { parent } = $from;
  switch (parent.type) {
    case types.cellText:
      tr.replaceSelectionWith(types.br.create());
      return true;
    case types.unit:
      return insertAt(tr, $from.before(-1), types.paragraph.create());
    case types.note:
      return insertAt(tr, $from.after(-1), types.paragraph.create());
    case types.name:
      tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1));
      return true;
    case types.value:
      return afterPair(tr, $from);
    case types.line:
      return afterLine(tr, $from, $from.node(-1) as Entry);
    case types.paragraph:
      return afterParagraph(tr, $from);
  }
  return false;
}

/** Puts in a block and the cursor into it. */
function insertAt(tr: Transaction, pos: number, node: Node): boolean {
  tr.insert(pos, node).setSelection(Selection.near(tr.doc.resolve(pos + 1)));
  return true;
}

/** After a pair comes another; an empty pair ends them. */
function afterPair(tr: Transaction, $from: ResolvedPos): boolean {
  if ($from.node(-1).textContent === "") {
    return become(tr, "paragraph");
  }
  return insertAt(tr, $from.after(-1), types.labelValue.create(null, [types.name.create(), types.value.create()]));
}

/** An empty paragraph at the end of an entry ends it: the next entry begins. */
function afterParagraph(tr: Transaction, $from: ResolvedPos): boolean {
  const around = $from.node(-1);
  if ($from.parent.content.size > 0 || !isEntry(around) || $from.index(-1) < around.childCount - 1) {
    tr.split($from.pos);
    return true;
  }
  tr.delete($from.before(), $from.after());
  return insertAt(tr, $from.before() + 1, emptyEntry(around));
}

function emptyEntry(like: Entry): Node {
  // One without a number among its like has none either; a number that was written by hand is not written twice.
  return types.entry.create({ kind: like.attrs.kind, label: like.attrs.label === "" ? "" : null }, types.line.create());
}

function afterLine(tr: Transaction, $from: ResolvedPos, entry: Entry): boolean {
  const within = entry.childCount > 1;
  const atEnd = $from.parentOffset === $from.parent.content.size;
  if ($from.parent.content.size === 0 && !within) {
    return raise(tr) || toParagraph(tr);
  }
  if (atEnd && within) {
    const first = entry.child(1);
    return insertAt(tr, $from.after(), isEntry(first) ? emptyEntry(first) : types.paragraph.create());
  }
  if (atEnd) {
    return insertAt(tr, $from.after(-1), emptyEntry(entry));
  }
  if ($from.parentOffset === 0) {
    tr.insert($from.before(-1), emptyEntry(entry));
    return true;
  }
  const next = { ...emptyEntry(entry).attrs, numbering: entry.attrs["numbering"] };
  tr.split($from.pos, 2, [{ type: types.entry, attrs: next }, { type: types.line }]);
  return true;
}

/** An entry that loses its number belongs to the entry before it. */
function toParagraph(tr: Transaction): boolean {
  const range = unitsOf(tr.selection);
  const follows = isEntry(elder(range)) && range.parent.child(range.startIndex).childCount === 1;
  return become(tr, "paragraph") && (!follows || sink(tr) || true);
}

export const backspace: Command = (state, dispatch) => {
  const { selection, tr } = state;
  const { $from } = selection;
  if (!(selection instanceof TextSelection) || !selection.empty || $from.parentOffset > 0) {
    return false;
  }
  const { type } = $from.parent;
  let done = true;
  if (type === types.line) {
    done = toParagraph(tr);
  } else if (type === types.paragraph) {
    done = joinBefore(tr, $from);
  } else if (type === types.name) {
    done = become(tr, "paragraph");
  } else if (type === types.value) {
    tr.setSelection(TextSelection.create(tr.doc, $from.before() - 1));
  } else {
    return type === types.unit || type === types.note; // nothing joins with a table
  }
  dispatch?.(tr.scrollIntoView());
  return done;
};

export const forwardDelete: Command = (state, dispatch) => {
  const { selection, tr } = state;
  const { $from } = selection;
  if (!(selection instanceof TextSelection) || !selection.empty || $from.parentOffset < $from.parent.content.size) {
    return false;
  }
  if (!isFlowing($from.parent)) {
    return $from.parent.type !== types.cellText;
  }
  const next = Selection.findFrom(tr.doc.resolve($from.after()), 1, true);
  if (!next) {
    return true;
  }
  if (isFlowing(next.$from.parent)) {
    join(tr, $from.pos, next.$from);
  } else {
    selectUnit(tr, next.$from);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

function joinBefore(tr: Transaction, $from: ResolvedPos): boolean {
  const before = Selection.findFrom(tr.doc.resolve($from.before()), -1, true);
  if (!before) {
    return true;
  }
  const { $head } = before;
  if (isFlowing($head.parent) || $head.parent.type === types.value) {
    join(tr, $head.end(), $from);
  } else if ($from.parent.content.size === 0) {
    tr.delete($from.before(), $from.after()).setSelection(TextSelection.create(tr.doc, $head.end()));
  } else {
    selectUnit(tr, $head);
  }
  return true;
}

/** Takes the text around a place to the end of another; what stood in its entry stays where it is. */
function join(tr: Transaction, end: number, $from: ResolvedPos): void {
  const text = $from.parent.content;
  const entry = $from.parent.type === types.line ? $from.node(-1) : null;
  const [start, stop] = entry ? [$from.before(-1), $from.after(-1)] : [$from.before(), $from.after()];
  tr.replaceWith(start, stop, entry ? Fragment.from(entry.children.slice(1)) : Fragment.empty);
  tr.insert(end, text).setSelection(TextSelection.create(tr.doc, end));
}

function selectUnit(tr: Transaction, $pos: ResolvedPos): void {
  const range = unitsOf(TextSelection.near($pos));
  tr.setSelection(NodeSelection.create(tr.doc, range.start));
}
