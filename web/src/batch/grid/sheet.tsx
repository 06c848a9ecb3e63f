// The grid with what belongs to it: which rows are shown, the way to the next problem, undo, and what is known of the row at hand.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { hintOf } from "../../app/model/problems.ts";
import { pointerOf } from "../model/patch.ts";
import { within } from "../../app/model/problems.ts";
import type { Filter, Row, Rows } from "../model/rows.ts";
import { count } from "../words.ts";
import { Grid } from "./grid.tsx";
import type { Cell } from "./moves.ts";

export interface SheetProps {
  rows: Rows;
  label: string;
  locked: boolean;
  filters: { filter: Filter; label: string }[];
  begin: Filter;
  /** Whether rows can be left out. */
  removable: boolean;
  changed: () => void;
  /** What else can be done with the row at hand. */
  children?: (row: Row) => ComponentChildren;
}

export function Sheet({ rows, label, locked, filters, begin, removable, changed, children }: SheetProps): JSX.Element {
  const [filter, setFilter] = useState<Filter>(begin);
  const [wanted, setWanted] = useState("");
  const [cell, setCell] = useState<Cell>({ at: 0, column: 0 });
  const [said, setSaid] = useState("");
  const [turn, setTurn] = useState(0);
  const go = useRef<(cell: Cell) => void>(() => undefined);
  // A row that was put right stays in sight until another choice is made.
  const view = useMemo(() => rows.view(filter, wanted), [rows, filter, wanted]);
  const row = rows.row(view[Math.min(cell.at, view.length - 1)] ?? 0);
  const counts = useMemo(() => filters.map((f) => rows.count(f.filter)), [rows, turn]);

  const done = (words: string): void => {
    setTurn((n) => n + 1);
    setSaid(words);
    changed();
  };
  const show = (number: number | undefined, column?: number): void => {
    const at = number === undefined ? -1 : view.indexOf(number);
    if (at >= 0) go.current({ at, column: column ?? cell.column });
  };
  const walk = (direction: 1 | -1): void => {
    const next = rows.next(view, row?.number ?? 0, direction);
    if (next === undefined) setSaid("Không còn dòng nào có lỗi hay cần xem lại.");
    else show(next.row, next.field === undefined ? 0 : rows.fields.indexOf(next.field));
  };
  const back = (step: () => number | undefined, words: string): void => {
    const number = step.call(rows);
    done(number === undefined ? "" : words);
    show(number);
  };
  useEffect(() => setCell((c) => ({ ...c, at: 0 })), [filter, wanted]);

  return (
    <div class="worksheet" onKeyDown={(e) => {
      if (locked || !(e.ctrlKey || e.metaKey) || e.target instanceof HTMLTextAreaElement || e.target instanceof HTMLInputElement) return;
      const again = e.key.toLowerCase() === "y" || e.key.toLowerCase() === "z" && e.shiftKey;
      if (!again && e.key.toLowerCase() !== "z") return;
      e.preventDefault();
      if (again) back(rows.redo, "Đã làm lại.");
      else back(rows.undo, "Đã hoàn tác.");
    }}>
      <div class="sheet-bar" role="group" aria-label="Công cụ của bảng">
        <label>Hiện <select value={filter} onChange={(e) => setFilter(e.currentTarget.value as Filter)}>
          {filters.map((f, i) => <option key={f.filter} value={f.filter}>{f.label} ({count(counts[i] ?? 0)})</option>)}
        </select></label>
        <label>Tìm <input type="text" class="middle" autocomplete="off" value={wanted} onInput={(e) => setWanted(e.currentTarget.value)} /></label>
        <span class="buttons">
          <button type="button" onClick={() => walk(-1)} aria-label="Chỗ cần xem trước đó">↑</button>
          <button type="button" onClick={() => walk(1)}>Chỗ cần xem tiếp theo ↓</button>
        </span>
        <span class="buttons">
          <button type="button" class="plain" disabled={locked || !rows.canUndo} onClick={() => back(rows.undo, "Đã hoàn tác.")}>Hoàn tác</button>
          <button type="button" class="plain" disabled={locked || !rows.canRedo} onClick={() => back(rows.redo, "Đã làm lại.")}>Làm lại</button>
        </span>
        <span class="sheet-said" role="status">{said}</span>
      </div>
      {view.length === 0
        ? <p class="nothing">{wanted !== "" ? "Không có dòng nào có các chữ này." : "Không có dòng nào như vậy."}</p>
        : <Grid rows={rows} view={view} label={label} locked={locked} active={cell} setActive={setCell} changed={done} lead={(g) => (go.current = g)} />}
      <section class="row-panel" aria-label="Dòng đang chọn">
        {row === undefined ? <p class="intro">Chưa chọn dòng nào.</p> : (
          <>
            <div class="row-head">
              <p><strong>Dòng {row.number}</strong> <span class="help">{row.note}</span></p>
              <span class="buttons">
                {children?.(row)}
                {removable && <button type="button" class="plain" disabled={locked} onClick={() => {
                  rows.remove([row.number], !row.removed);
                  done(row.removed ? `Dòng ${row.number} được dùng lại.` : `Đã bỏ dòng ${row.number}.`);
                }}>{row.removed ? "Dùng lại dòng này" : "Bỏ dòng này"}</button>}
              </span>
            </div>
            <ul id="row-problems" aria-live="polite">
              {row.problems.map((p, i) => (
                <li key={i} class={p.severity}>
                  <button type="button" class="plain" onClick={() => show(row.number, Math.max(0, rows.fields.findIndex((f) => p.pointer !== "" && within(p.pointer, pointerOf(f.path)))))}>
                    {p.severity === "error" ? "Lỗi: " : "Nên xem lại: "}{p.message}
                  </button> <span class="help">{hintOf(p)}</span>
                </li>
              ))}
            </ul>
            {row.problems.length === 0 && <p class="help">{row.removed ? "Dòng này không được làm." : "Không thấy gì sai ở dòng này."}</p>}
          </>
        )}
      </section>
      <p class="hint">Phím mũi tên đi giữa các ô; Enter hoặc F2 sửa ô, Esc bỏ, Tab sang ô bên; gõ chữ để thay cả ô; Ctrl+Z hoàn tác. Dán được nhiều ô từ Excel.</p>
    </div>
  );
}
