// A sheet of cells (WAI-ARIA grid): one cell has the focus, arrows move it, Enter or F2 opens it. Only the rows in sight are in the page.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { parseCells } from "../model/cells.ts";
import type { FieldInfo } from "../model/fields.ts";
import { cellText, pointerOf } from "../model/patch.ts";
import type { Row, Rows } from "../model/rows.ts";
import { within } from "../../app/model/problems.ts";
import { Editor } from "./editor.tsx";
import { type Cell, inBounds, moveOf } from "./moves.ts";

export const rowHeight = 36;
/** Rows that are in the page above and below those in sight. */
const margin = 8;

export interface GridProps {
  rows: Rows;
  /** The numbers of the rows that are shown, in order. */
  view: number[];
  label: string;
  locked: boolean;
  active: Cell;
  setActive: (cell: Cell) => void;
  /** Called after cells were changed. */
  changed: (words: string) => void;
  /** Told how to lead to a cell from outside. */
  lead: (go: (cell: Cell) => void) => void;
}

export function Grid({ rows, view, label, locked, active, setActive, changed, lead }: GridProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const focus = useRef(false);
  const fields = rows.fields;
  const cell = inBounds(active, view.length, fields.length);
  const field = fields[cell.column];
  const row = rows.row(view[cell.at] ?? 0);

  useEffect(() => {
    const at = frame.current;
    if (at === null) return undefined;
    const watcher = new ResizeObserver(() => setHeight(at.clientHeight));
    watcher.observe(at);
    return () => watcher.disconnect();
  }, []);

  // Other rows are shown from their first.
  useEffect(() => {
    if (frame.current !== null) frame.current.scrollTop = 0;
    setTop(0);
  }, [view]);

  const go = (to: Cell): void => {
    const next = inBounds(to, view.length, fields.length);
    setEditing(undefined);
    focus.current = true;
    setActive(next);
    const at = frame.current;
    if (at === null) return;
    // The head of the table and the bar of the scroller lie over the rows.
    const y = next.at * rowHeight;
    if (y < at.scrollTop) at.scrollTop = y;
    else if (y + rowHeight * 2 + 16 > at.scrollTop + at.clientHeight) at.scrollTop = y + rowHeight * 2 + 16 - at.clientHeight;
    setTop(at.scrollTop);
  };
  lead(go);

  useLayoutEffect(() => {
    if (!focus.current || editing !== undefined) return;
    focus.current = false;
    const element = document.getElementById(idOf(cell));
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const edit = (texts: { at: number; column: number; text: string }[], words: string): void => {
    if (locked) return;
    rows.edit(texts.flatMap(({ at, column, text }) => {
      const number = view[at];
      const to = fields[column];
      return number === undefined || to === undefined ? [] : [{ row: number, field: to, text }];
    }));
    changed(words);
  };
  const open = (text: string): void => {
    if (!locked && row !== undefined && !row.removed) setEditing(text);
  };
  const close = (text: string | undefined, move?: [down: number, right: number]): void => {
    if (text !== undefined && row !== undefined && field !== undefined && text !== cellText(row.patch, field)) edit([{ ...cell, text }], "");
    if (move === undefined) setEditing(undefined);
    else go({ at: cell.at + move[0], column: cell.column + move[1] });
  };

  const key = (event: KeyboardEvent): void => {
    if (editing !== undefined || event.isComposing || row === undefined || field === undefined) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 2);
    const to = moveOf(event, cell, view.length, fields.length, page);
    if (to !== undefined) {
      event.preventDefault();
      go(to);
    } else if ((event.key === "Enter" || event.key === "F2") && !event.altKey) {
      event.preventDefault();
      open(shownText(row, field));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      edit([{ ...cell, text: "" }], "Đã xóa ô.");
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open(event.key);
    }
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (editing !== undefined || text === "" || locked) return;
    event.preventDefault();
    const block = parseCells(text);
    const texts = block.flatMap((line, i) => line.map((t, j) => ({ at: cell.at + i, column: cell.column + j, text: t })));
    const over = Math.max(0, cell.at + block.length - view.length);
    const wide = block.some((line) => line.length > fields.length - cell.column);
    edit(texts, `Đã dán ${block.length - over} dòng.${over > 0 ? ` ${over} dòng thừa ở cuối không có chỗ để dán.` : ""}${wide ? " Các cột thừa bên phải không dán." : ""}`);
  };
  const copy = (event: ClipboardEvent): void => {
    if (editing !== undefined || row === undefined || field === undefined) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", cellText(row.patch, field));
  };

  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const last = Math.min(view.length, Math.ceil((top + height) / rowHeight) + margin);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  // The cell with the focus stays in the page wherever one scrolls.
  if (view.length > 0 && !shown.includes(cell.at)) shown.push(cell.at);
  const columns = `90px ${fields.map(widthOf).join(" ")}`;
  // As wide as all columns at their narrowest: head and rows are scrolled together.
  const minWidth = `${[90, ...fields.map((f) => Number(/\d+/.exec(widthOf(f))?.[0] ?? "0"))].reduce((a, b) => a + b)}px`;
  return (
    <div ref={frame} class="grid" role="grid" aria-label={label} aria-rowcount={view.length + 1} aria-colcount={fields.length + 1} aria-readonly={locked ? "true" : undefined}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)} onKeyDown={key} onPaste={paste} onCopy={copy}>
      <div class="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: columns, minWidth }}>
        <span role="columnheader" aria-colindex={1}>Dòng</span>
        {fields.map((f, i) => <span key={f.path} role="columnheader" aria-colindex={i + 2}>{f.title}</span>)}
      </div>
      <div class="grid-body" role="rowgroup" style={{ height: `${view.length * rowHeight}px`, minWidth }}>
        {shown.map((at) => {
          const r = rows.row(view[at] ?? 0);
          return r === undefined ? null : (
            <GridRow key={r.number} row={r} at={at} fields={fields} columns={columns} column={at === cell.at ? cell.column : -1} editing={at === cell.at ? editing : undefined}
              pick={(column) => {
                if (at !== cell.at || column !== cell.column) go({ at, column });
              }}
              open={() => r.number === row?.number && field !== undefined && open(shownText(r, field))}
              close={close} />
          );
        })}
      </div>
    </div>
  );
}

interface GridRowProps {
  row: Row;
  at: number;
  fields: readonly FieldInfo[];
  columns: string;
  /** The column of the cell with the focus; -1 in other rows. */
  column: number;
  editing: string | undefined;
  pick: (column: number) => void;
  open: () => void;
  close: (text: string | undefined, move?: [down: number, right: number]) => void;
}

function GridRow({ row, at, fields, columns, column, editing, pick, open, close }: GridRowProps): JSX.Element {
  const worst = row.removed ? "removed" : row.problems.some((p) => p.severity === "error") ? "error" : row.problems.length > 0 ? "warning" : "";
  const says = { removed: ", đã bỏ", error: ", có lỗi", warning: ", nên xem lại", "": "" }[worst];
  return (
    <div class={`grid-row ${worst}${column >= 0 ? " current" : ""}`} role="row" aria-rowindex={at + 2} style={{ top: `${at * rowHeight}px`, gridTemplateColumns: columns }}>
      <span role="rowheader" aria-colindex={1} class="grid-number" onMouseDown={() => pick(Math.max(column, 0))}>
        {worst !== "" && <span class={`mark-sign ${worst}`} aria-hidden="true">{{ removed: "–", error: "!", warning: "?" }[worst]}</span>}{row.number}<span class="sr">{says}</span>
      </span>
      {fields.map((f, i) => {
        const here = row.problems.filter((p) => p.pointer !== "" && within(p.pointer, pointerOf(f.path)));
        const bad = here.some((p) => p.severity === "error");
        const text = cellText(row.patch, f);
        const changed = row.patch !== row.given && text !== cellText(row.given, f);
        const active = i === column;
        const raw = bad && !changed ? row.raw?.[f.path] : undefined;
        return (
          <div key={f.path} id={idOf({ at, column: i })} role="gridcell" aria-colindex={i + 2} tabIndex={active ? 0 : -1} aria-invalid={bad ? "true" : undefined}
            aria-describedby={active && row.problems.length > 0 ? "row-problems" : undefined}
            class={`grid-cell${bad ? " bad-cell" : here.length > 0 ? " odd-cell" : ""}${changed ? " changed" : ""}`}
            onMouseDown={() => pick(i)} onDblClick={open}>
            {active && editing !== undefined ? <Editor field={f} text={editing} close={close} /> : text || raw && <span class="raw">{raw}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** What a cell has to be put right: its text, or what could not be understood. */
function shownText(row: Row, field: FieldInfo): string {
  const text = cellText(row.patch, field);
  return text === "" && row.patch === row.given ? row.raw?.[field.path] ?? "" : text;
}

function idOf(cell: Cell): string {
  return `cell-${cell.at}-${cell.column}`;
}

const widths: Record<string, string> = { "recipient.salutation": "110px", "recipient.name": "minmax(210px, 1.2fr)", "recipient.position": "minmax(170px, 1fr)", "recipient.unit": "minmax(210px, 1.2fr)", register_number: "120px" };

function widthOf(field: FieldInfo): string {
  return widths[field.path] ?? { text: "minmax(150px, 1fr)", lines: "minmax(280px, 2fr)", list: "minmax(280px, 2fr)", date: "150px", number: "110px", yesno: "90px" }[field.kind];
}
