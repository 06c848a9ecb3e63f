// Tables: rows and columns, merged cells, header rows, bands ("QUÝ I"). The grid itself is prosemirror-tables'.
import { Fragment, type Node } from "prosemirror-model";
import { Plugin, Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, deleteColumn, goToNextCell, isInTable, mergeCells as joinCells, selectedRect, selectionCell,
  setCellAttr, tableEditing, TableMap, type TableRect,
} from "prosemirror-tables";
import type { Align, Column, VAlign } from "../contract/types.ts";
import { types, type RowKind, type TableAttrs } from "./schema.ts";
import { unitsOf } from "./units.ts";

/** The most columns that the contract takes. */
export const maxColumns = 63;

export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    const cells = (): Node[] => Array.from({ length: columns }, () => emptyCell());
    const header = types.row.create({ kind: "header" }, cells());
    const grid = types.table.create(null, [header, ...Array.from({ length: rows }, () => types.row.create(null, cells()))]);
    const figure = types.figure.create(null, [types.unit.create(), grid, types.note.create()]);
    const { tr } = state;
    const range = unitsOf(tr.selection);
    const { $from } = tr.selection;
    const within = $from.parent.type === types.line;
    const alone = $from.parent.type === types.paragraph && $from.parent.content.size === 0;
    const pos = within ? $from.after() : alone ? range.start : range.end;
    tr.replaceWith(pos, alone ? range.end : pos, figure);
    // Past the figure, its empty unit line, the table, the row and the cell.
    tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1 + 2 + 3)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

const emptyCell = (attrs: object = {}): Node => types.cell.create({ ...attrs }, types.cellText.create());

/** Tab: the next cell, and a new row after the last. */
export function nextCell(back: boolean): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    const beside = back ? $from.parent.type === types.note : $from.parent.type === types.unit;
    if (beside) {
      dispatch?.(state.tr.setSelection(Selection.findFrom(state.doc.resolve(back ? $from.before() : $from.after()), back ? -1 : 1, true)!));
      return true;
    }
    if (!isInTable(state)) {
      return false;
    }
    if (goToNextCell(back ? -1 : 1)(state, dispatch) || back || !view) {
      return true;
    }
    addRowAfter(state, dispatch);
    return goToNextCell(1)(view.state, dispatch);
  };
}

/** Adds or takes away columns, and their widths with them. */
function columnsChanged(command: Command, change: (columns: Column[], rect: TableRect) => void): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) {
      return false;
    }
    const rect = selectedRect(state);
    return command(state, dispatch && ((tr) => {
      const { columns } = rect.table.attrs as TableAttrs;
      if (columns) {
        const list = [...columns];
        change(list, rect);
        tr.setNodeAttribute(rect.tableStart - 1, "columns", list);
      }
      dispatch(tr);
    }));
  };
}

export const columnBefore = columnsChanged(addColumnBefore, (list, rect) => list.splice(rect.left, 0, { ...list[rect.left] }));
export const columnAfter = columnsChanged(addColumnAfter, (list, rect) => list.splice(rect.right, 0, { ...list[rect.right - 1] }));
export const removeColumn = columnsChanged(deleteColumn, (list, rect) => list.splice(rect.left, rect.right - rect.left));

export const removeTable: Command = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const range = unitsOf(state.selection);
  const { tr } = state;
  tr.replaceWith(range.start, range.end, types.paragraph.create()).setSelection(TextSelection.create(tr.doc, range.start + 1));
  dispatch?.(tr);
  return true;
};

/** Merges cells of rows of one kind; their texts come under one another. */
export const mergeCells: Command = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const rect = selectedRect(state);
  return rowsOf(rect).every((row) => row.attrs["kind"] === rect.table.child(rect.top).attrs["kind"]) && joinCells(state, dispatch);
};

function rowsOf(rect: TableRect): Node[] {
  return rect.table.children.slice(rect.top, rect.bottom);
}

export function rowKind(state: EditorState): RowKind | null {
  return isInTable(state) ? (selectionCell(state).parent.attrs["kind"] as RowKind) : null;
}

/** Makes the selected rows and all above them header rows, or them and all below rows like others. */
export const toggleHeader: Command = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const rect = selectedRect(state);
  if (rowsOf(rect).some((row) => row.attrs["kind"] === "band") || rect.bottom === rect.map.height) {
    return false;
  }
  const { tr } = state;
  const on = rect.table.child(rect.bottom - 1).attrs["kind"] !== "header";
  rect.table.forEach((row, offset, i) => {
    const kind = row.attrs["kind"] as RowKind;
    const wanted = on && i < rect.bottom && kind === "row" ? "header" : !on && i >= rect.top && kind === "header" ? "row" : kind;
    if (wanted !== kind) {
      tr.setNodeAttribute(rect.tableStart + offset, "kind", wanted);
    }
  });
  dispatch?.(tr);
  return true;
};

/** Makes the row with the cursor one cell over the full width, or a row of cells again. */
export const toggleBand: Command = (state, dispatch) => {
  const kind = rowKind(state);
  if (kind === null || kind === "header") {
    return false;
  }
  const rect = selectedRect(state);
  const { table, map, top } = rect;
  const row = table.child(top);
  // A cell that reaches over several rows cannot be divided.
  const whole = Array.from({ length: map.width }, (_, c) => map.findCell(map.map[top * map.width + c]!)).every((r) => r.top === top && r.bottom === top + 1);
  if (!whole) {
    return false;
  }
  const text = Fragment.from(row.children.flatMap((cell) => cell.children.filter((line) => line.content.size > 0)));
  const content = text.size > 0 ? text : Fragment.from(types.cellText.create());
  const cells = kind === "band"
    ? [types.cell.create(null, content), ...Array.from({ length: map.width - 1 }, () => emptyCell())]
    : [types.cell.create({ colspan: map.width }, content)];
  const { tr } = state;
  const pos = rect.tableStart + table.children.slice(0, top).reduce((n, r) => n + r.nodeSize, 0);
  tr.replaceWith(pos, pos + row.nodeSize, types.row.create({ kind: kind === "band" ? "row" : "band" }, cells));
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 3)));
  dispatch?.(tr);
  return true;
};

/** How the cell with the cursor is aligned by itself; null where it follows its column. */
export function alignOf(state: EditorState): Align | null {
  return isInTable(state) ? ((selectionCell(state).nodeAfter?.attrs["align"] as Align | null | undefined) ?? null) : null;
}

/** Aligns cells; once more, and they follow their columns again. */
export function alignCells(align: Align): Command {
  return (state, dispatch) => setCellAttr("align", alignOf(state) === align ? null : align)(state, dispatch);
}

/** Where the text of the cell with the cursor stands in its height: in the middle where nothing is said. */
export function valignOf(state: EditorState): VAlign | null {
  return isInTable(state) ? ((selectionCell(state).nodeAfter?.attrs["valign"] as VAlign | null | undefined) ?? "center") : null;
}

export function valignCells(valign: VAlign): Command {
  return setCellAttr("valign", valign === "center" ? null : valign);
}

/** Aligns whole columns, or leaves that to the usual way; cells of them that were aligned by themselves follow. */
export function alignColumns(align: Align | undefined): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) {
      return false;
    }
    const rect = selectedRect(state);
    const { tr } = state;
    changeColumns(tr, rect, ({ align: _, ...c }) => (align ? { ...c, align } : c));
    for (const cell of rect.map.cellsInRect({ left: rect.left, right: rect.right, top: 0, bottom: rect.map.height })) {
      if (rect.table.nodeAt(cell)!.attrs["align"] && rect.map.findCell(cell).left >= rect.left) {
        tr.setNodeAttribute(rect.tableStart + cell, "align", null);
      }
    }
    dispatch?.(tr);
    return true;
  };
}

export function setWidth(width: number): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) {
      return false;
    }
    const { tr } = state;
    changeColumns(tr, selectedRect(state), (c) => ({ ...c, width }));
    dispatch?.(tr);
    return true;
  };
}

function changeColumns(tr: Transaction, rect: TableRect, change: (column: Column) => Column): void {
  const columns = columnsOf(rect.table);
  tr.setNodeAttribute(rect.tableStart - 1, "columns", columns.map((c, i) => (i >= rect.left && i < rect.right ? change(c) : c)));
}

/** The columns of a table, as many as its grid has. */
export function columnsOf(table: Node): Column[] {
  const { columns } = table.attrs as TableAttrs;
  return Array.from({ length: TableMap.get(table).width }, (_, i) => columns?.[i] ?? {});
}

export const toggleColumnNumbers: Command = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const { table, tableStart } = selectedRect(state);
  dispatch?.(state.tr.setNodeAttribute(tableStart - 1, "column_numbers", !(table.attrs as TableAttrs).column_numbers));
  return true;
};

/** Keeps tables what the contract can say: header rows first, a band over all columns, a column for each of the grid. */
const tidy = new Plugin({
  appendTransaction(_, old, state) {
    if (old.doc === state.doc) {
      return null;
    }
    const { tr } = state;
    state.doc.descendants((node, pos) => {
      if (node.type === types.table) {
        tidyTable(tr, node, pos);
      }
      return !node.isTextblock && node.type !== types.table;
    });
    return tr.docChanged ? tr : null;
  },
});

/** Tables that were found in order, or put so. */
const tidied = new WeakSet<Node>();

function tidyTable(tr: Transaction, table: Node, pos: number): void {
  if (tidied.has(table)) {
    return;
  }
  tidied.add(table);
  const { width } = TableMap.get(table);
  const lastHeader = table.children.findLastIndex((row) => row.attrs["kind"] === "header");
  table.forEach((row, offset, i) => {
    const kind = row.attrs["kind"] as RowKind;
    if (i < lastHeader && kind === "row") {
      tr.setNodeAttribute(tr.mapping.map(pos + 1 + offset), "kind", "header");
    }
    if (kind === "band" && (row.childCount !== 1 || row.firstChild!.attrs["colspan"] !== width)) {
      const lines = row.children.flatMap((cell) => cell.children.filter((line) => line.content.size > 0));
      const cell = types.cell.create({ colspan: width }, lines.length > 0 ? lines : types.cellText.create());
      const from = tr.mapping.map(pos + 1 + offset);
      tr.replaceWith(from + 1, from + 1 + row.content.size, cell);
    }
  });
  const { columns } = table.attrs as TableAttrs;
  if (columns && columns.length !== width) {
    tr.setNodeAttribute(tr.mapping.map(pos), "columns", columnsOf(table));
  }
}

export const tablePlugins = (): Plugin[] => [tidy, tableEditing()];
