// Everything that can be done, with its name, its keys, and whether it is on: the toolbar and the keyboard are made of this list.
import { toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Command, EditorState, Transaction } from "prosemirror-state";
import { addRowAfter, addRowBefore, deleteRow, isInTable, selectedRect, splitCell } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import type { Align, VAlign } from "../contract/types.ts";
import { numbersOf } from "./decorate.ts";
import { footnote } from "./footnote.ts";
import { numberAll } from "./numbers.ts";
import { field, openPopup } from "./popup.ts";
import { aligns, isEntry, schema, types, valigns, type TableAttrs } from "./schema.ts";
import { become, move, raise, sink, type Form } from "./structure.ts";
import {
  alignCells, alignColumns, alignOf, columnAfter, columnBefore, columnsOf, insertTable, maxColumns, mergeCells, removeColumn, removeTable, rowKind,
  setWidth, toggleBand, toggleColumnNumbers, toggleHeader, valignCells, valignOf,
} from "./tables.ts";
import { unitsOf } from "./units.ts";

export interface Action {
  label: string;
  /** A sign before the label, for the eye alone. */
  sign?: string;
  /** More of it: the name itself where the label is but a sign or a letter. */
  title?: string;
  /** As prosemirror-keymap writes them. */
  key?: string;
  /** How a mark looks on its button. */
  look?: "bold" | "italic" | "underline";
  run: Command;
  on?(state: EditorState): boolean;
  /** What is said when it cannot be done. */
  refused?: string;
  /** Stands beside the menu of its group, not in it. */
  direct?: boolean;
}

export interface Group {
  name: string;
  /** Only shown there. */
  where?: "text" | "table";
  /** The name of the menu that holds those of its actions that are not direct. */
  menu?: string;
  actions: Action[];
}

/** The scheme is asked for when it is needed: another document may come into the same editor. */
export function actionGroups(scheme: () => readonly string[]): Group[] {
  const level = (change: (tr: Transaction) => boolean): Command => (state, dispatch) => {
    const { tr } = state;
    if (!change(tr) || tooDeep(tr, state, scheme())) {
      return false;
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
  const form = (to: Form, label: string, key: string, title?: string): Action => ({
    label, key, ...(title ? { title } : {}), run: level((tr) => become(tr, to)), on: (state) => formOf(state) === to, refused: "Không đổi được phần này.",
  });
  const mark = (name: "bold" | "italic" | "underline", label: string, title: string, key: string): Action => ({
    label, title, key, look: name, run: toggleMark(schema.marks[name]!, null, { removeWhenPresent: false }), on: (state) => hasMark(state, name),
  });
  return [
    { name: "Hoàn tác", actions: [
      { label: "↶", title: "Hoàn tác", key: "Mod-z", run: undo, refused: "Không còn gì để hoàn tác." },
      { label: "↷", title: "Làm lại", key: "Mod-y", run: redo, refused: "Không còn gì để làm lại." },
    ] },
    { name: "Loại", where: "text", actions: [
      form("paragraph", "Đoạn văn", "Mod-Alt-0"),
      form("heading", "Đề mục", "Mod-Alt-1", "Tiêu đề có đánh số"),
      form("item", "Điều, khoản, điểm", "Mod-Alt-2", "Đoạn có đánh số"),
      form("bullet", "Gạch đầu dòng", "Mod-Alt-3"),
      form("label_value", "Tên: nội dung", "Mod-Alt-4", "Cặp tên và nội dung, như Thời gian: …"),
    ] },
    { name: "Cấp", actions: [
      { label: "Lên cấp", sign: "⇤", title: "Lên một cấp", key: "Shift-Tab", run: level(raise), refused: "Không lên cấp được nữa." },
      { label: "Xuống cấp", sign: "⇥", title: "Xuống một cấp", key: "Tab", run: level(sink), refused: "Không xuống cấp được: phía trên chưa có mục cùng cấp, hoặc đã hết cấp đánh số." },
      { label: "↑", title: "Chuyển lên trên", key: "Alt-ArrowUp", run: level((tr) => move(tr, true)), refused: "Đã ở trên cùng." },
      { label: "↓", title: "Chuyển xuống dưới", key: "Alt-ArrowDown", run: level((tr) => move(tr, false)), refused: "Đã ở dưới cùng." },
    ] },
    { name: "Chữ", actions: [
      mark("bold", "Đ", "Chữ đậm", "Mod-b"), mark("italic", "N", "Chữ nghiêng", "Mod-i"), mark("underline", "G", "Gạch chân", "Mod-u"),
    ] },
    { name: "Chèn", actions: [
      { label: "Chú thích", title: "Chú thích cuối trang", key: "Mod-Alt-f", run: footnote, refused: "Chỗ này không đặt được chú thích." },
      { label: "Bảng…", title: "Chèn bảng", key: "Mod-Alt-t", run: askTable },
    ] },
    { name: "Hàng", where: "table", menu: "Hàng", actions: [
      { label: "Hàng dưới", sign: "+", title: "Thêm hàng dưới", run: addRowAfter, direct: true }, { label: "Hàng trên", sign: "+", title: "Thêm hàng trên", run: addRowBefore },
      { label: "Xóa hàng", run: deleteRow, refused: "Bảng phải còn ít nhất một hàng." },
      { label: "Hàng tiêu đề", run: toggleHeader, on: (s) => rowKind(s) === "header", refused: "Hàng cuối và hàng nhóm không làm tiêu đề được." },
      { label: "(1)(2)", title: "Hàng đánh số cột dưới tiêu đề", run: toggleColumnNumbers, on: (s) => (isInTable(s) && (selectedRect(s).table.attrs as TableAttrs).column_numbers) },
      { label: "Hàng nhóm", title: "Hàng nhóm, như QUÝ I", run: toggleBand, on: (s) => rowKind(s) === "band", refused: "Hàng này có ô gộp nhiều hàng, hoặc là hàng tiêu đề.", direct: true },
    ] },
    { name: "Cột", where: "table", menu: "Cột", actions: [
      { label: "Cột trái", sign: "+", title: "Thêm cột trái", run: columnBefore }, { label: "Cột phải", sign: "+", title: "Thêm cột phải", run: columnAfter },
      { label: "Xóa cột", run: removeColumn, refused: "Bảng phải còn ít nhất một cột." },
      { label: "Cột…", title: "Độ rộng và canh chữ của cột", run: askColumn, direct: true },
    ] },
    { name: "Ô", where: "table", menu: "Ô", actions: [
      { label: "Gộp ô", run: mergeCells, refused: "Chọn ít nhất hai ô liền nhau (Shift và phím mũi tên), trong hàng cùng loại." },
      { label: "Tách ô", run: splitCell, refused: "Ô này chưa gộp." },
      ...aligns.map((align): Action => ({
        label: alignLabels[align], title: `Canh chữ trong ô: ${alignLabels[align].toLowerCase()}`, run: alignCells(align), on: (s) => alignOf(s) === align,
      })),
      ...valigns.map((valign): Action => ({
        label: valignLabels[valign], title: `Canh chữ theo chiều cao ô: ${valignLabels[valign].toLowerCase()}`, run: valignCells(valign), on: (s) => valignOf(s) === valign, refused: "Ô đã như vậy.",
      })),
    ] },
    { name: "Bảng", where: "table", actions: [{ label: "Xóa bảng", run: removeTable }] },
  ];
}

const alignLabels: Record<Align, string> = { left: "Trái", center: "Giữa", right: "Phải", justify: "Đều" };
const valignLabels: Record<VAlign, string> = { top: "Trên", center: "Giữa", bottom: "Dưới" };

/** Whether more entries than before stand below the levels of the scheme. */
function tooDeep(tr: Transaction, state: EditorState, scheme: readonly string[]): boolean {
  const count = (list: { label: string | null }[]): number => list.filter((n) => n.label === null).length;
  return count(numberAll(tr.doc, scheme)) > count(numbersOf(state));
}

/** What the block with the cursor is. */
export function formOf(state: EditorState): Form | null {
  const range = unitsOf(state.selection);
  const unit = range.parent.maybeChild(range.startIndex);
  if (isEntry(unit)) {
    return unit.attrs.kind;
  }
  return unit?.type === types.paragraph ? "paragraph" : unit?.type === types.labelValue ? "label_value" : null;
}

function hasMark(state: EditorState, name: string): boolean {
  const type = schema.marks[name]!;
  const { from, to, empty, $from } = state.selection;
  if (empty) {
    return !!type.isInSet(state.storedMarks ?? $from.marks());
  }
  let all = true;
  state.doc.nodesBetween(from, to, (node) => {
    all &&= !node.isText || !!type.isInSet(node.marks);
  });
  return all;
}

function back(view: EditorView): () => void {
  return () => view.focus();
}

function askTable(_: EditorState, dispatch?: (tr: Transaction) => void, view?: EditorView): boolean {
  if (!dispatch || !view) {
    return true;
  }
  const popup = openPopup(view.dom.parentElement!, "Chèn bảng", [
    { label: "Chèn", main: true, run: () => insertTable(whole(rows, 200), whole(columns, maxColumns))(view.state, view.dispatch, view) },
    { label: "Thôi", run: () => undefined },
  ], back(view));
  const rows = field(popup.body, "Số hàng (chưa kể hàng tiêu đề)", { type: "number", min: "1", max: "200", value: "3" });
  const columns = field(popup.body, "Số cột", { type: "number", min: "1", max: String(maxColumns), value: "4" });
  rows.select();
  return true;
}

function askColumn(state: EditorState, dispatch?: (tr: Transaction) => void, view?: EditorView): boolean {
  if (!isInTable(state) || !dispatch || !view) {
    return isInTable(state);
  }
  const rect = selectedRect(state);
  const column = columnsOf(rect.table)[rect.left]!;
  const popup = openPopup(view.dom.parentElement!, rect.right - rect.left > 1 ? "Các cột đang chọn" : `Cột ${rect.left + 1}`, [
    { label: "Xong", main: true, run: () => {
      const mm = Number(width.value.replace(",", "."));
      if (mm > 0 && mm !== column.width) {
        setWidth(mm)(view.state, view.dispatch);
      }
      const chosen = (Object.keys(alignLabels) as Align[]).find((a) => a === align.value);
      if (chosen !== column.align) {
        alignColumns(chosen)(view.state, view.dispatch);
      }
    } },
    { label: "Thôi", run: () => undefined },
  ], back(view));
  const width = field(popup.body, "Độ rộng (mm, tính theo tỷ lệ)", { type: "number", min: "1", max: "2000", step: "any", value: String(column.width ?? "") });
  const label = document.createElement("label");
  const align = document.createElement("select");
  align.id = "vb-column-align";
  label.htmlFor = align.id;
  label.textContent = "Canh chữ";
  align.append(new Option("Mặc định", ""), ...Object.entries(alignLabels).map(([value, text]) => new Option(text, value, false, value === column.align)));
  popup.body.append(label, align);
  width.select();
  return true;
}

function whole(input: HTMLInputElement, most: number): number {
  return Math.min(most, Math.max(1, Math.round(Number(input.value)) || 1));
}
