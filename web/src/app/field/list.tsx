// A list of texts, one row each: Enter adds a row, Backspace in an empty one takes it away, Alt with the arrows moves it.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { parsePointer, type Json } from "../model/json.ts";
import { shortClause } from "../model/problems.ts";
import { editedText, isFormatted, plainText } from "../model/text.ts";
import { clauseOf, useApp, useProblems, useValue } from "../page/app.ts";
import { focusElement } from "../page/fields.ts";
import { Clause, type FieldProps, idOf, Messages } from "./field.tsx";
import { Growing } from "./inputs.tsx";

export interface ListProps extends FieldProps {
  /** What one entry is called: "căn cứ". */
  entry: string;
}

export function ListField({ at, label, hint, clause, optional, entry }: ListProps): JSX.Element {
  const { store, fields, type } = useApp();
  const value = useValue(at);
  const list = Array.isArray(value) && value.length > 0 ? value : [""];
  const [said, setSaid] = useState("");
  const wanted = useRef<{ row: number; caret: "start" | "end" } | undefined>(undefined);
  const id = idOf(at);
  const path = parsePointer(at);
  const own = useProblems(at, false);
  const cite = clause === undefined ? "" : shortClause(clauseOf(type, clause));

  const rowAt = (row: number): HTMLTextAreaElement | null => document.getElementById(`${id}-${row}`) as HTMLTextAreaElement | null;
  useEffect(() => fields.add(at, (pointer) => {
    const row = Number(pointer.slice(at.length + 1).split("/")[0]);
    const input = rowAt(Number.isInteger(row) ? row : 0) ?? rowAt(0);
    return input !== null && focusElement(input);
  }), [fields, at]);
  // At once: the next letter may come before the rows are drawn, and belongs in the new one.
  useLayoutEffect(() => {
    const to = wanted.current;
    wanted.current = undefined;
    const input = to === undefined ? null : rowAt(to.row);
    if (input === null || to === undefined) return;
    input.focus();
    const caret = to.caret === "end" ? input.value.length : 0;
    input.setSelectionRange(caret, caret);
  });

  const put = (next: Json[], row: number, caret: "start" | "end", words: string): void => {
    wanted.current = { row, caret };
    store.set(path, next.length === 0 ? undefined : next);
    setSaid(words);
  };
  const typed = (row: number, text: string): void => {
    // Several lines at once are several entries: a list that was pasted.
    const lines = text.split(/\r?\n/);
    if (lines.length === 1) {
      const next = list.map((v, i) => (i === row ? editedText(v, text) : v));
      store.type(path, next.length === 1 && text === "" ? undefined : next);
      return;
    }
    const [first = "", ...others] = lines.map((l) => l.trim()).filter((l, i) => l !== "" || i === 0);
    put([...list.slice(0, row), editedText(list[row], first), ...others, ...list.slice(row + 1)], row + others.length, "end", others.length > 0 ? `Đã thêm ${others.length} dòng.` : "");
  };
  const add = (after: number): void => put([...list.slice(0, after + 1), "", ...list.slice(after + 1)], after + 1, "start", `Đã thêm dòng ${after + 2}.`);
  const remove = (row: number): void => {
    const next = list.filter((_, i) => i !== row);
    put(next, Math.max(row - 1, 0), "end", `Đã bỏ dòng ${row + 1}.`);
  };
  const move = (row: number, by: number): void => {
    const to = row + by;
    if (to < 0 || to >= list.length) return;
    const next = [...list];
    const [moving = ""] = next.splice(row, 1);
    next.splice(to, 0, moving);
    put(next, to, "end", `Đã chuyển thành dòng ${to + 1}.`);
  };
  const key = (event: KeyboardEvent, row: number): void => {
    const input = event.currentTarget as HTMLTextAreaElement;
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const at = input.selectionStart;
      if (at < input.value.length && at > 0 && !isFormatted(list[row])) {
        put([...list.slice(0, row), input.value.slice(0, at), input.value.slice(input.selectionEnd), ...list.slice(row + 1)], row + 1, "start", "Đã tách dòng.");
      } else add(row);
    } else if (event.key === "Backspace" && input.value === "" && list.length > 1) {
      event.preventDefault();
      remove(row);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (!event.altKey && event.key === "ArrowUp" && input.selectionStart === 0 && row > 0) rowAt(row - 1)?.focus();
    else if (!event.altKey && event.key === "ArrowDown" && input.selectionEnd === input.value.length) rowAt(row + 1)?.focus();
  };

  return (
    <fieldset class="field rows" aria-describedby={own.length > 0 ? `${id}-hint ${id}-problem` : `${id}-hint`}>
      <legend>{label}{optional && <span class="optional"> (nếu có)</span>}</legend>
      <Messages id={`${id}-problem`} list={own} />
      <ol>
        {list.map((text, row) => (
          <Row key={row} at={`${at}/${row}`} listAt={at} id={`${id}-${row}`} name={`${entry} ${row + 1}`} value={text} alone={list.length === 1} first={row === 0} last={row === list.length - 1}
            empty={value === undefined} onText={(t) => typed(row, t)} onKey={(e) => key(e, row)} onMove={(by) => move(row, by)} onRemove={() => remove(row)} />
        ))}
      </ol>
      <button type="button" class="plain" onClick={() => add(list.length - 1)}>+ Thêm {entry.toLowerCase()}</button>
      <p class="hint" id={`${id}-hint`}>{hint} <span class="keys">Enter thêm dòng, Alt+↑ Alt+↓ chuyển chỗ.</span>{cite && <Clause text={cite} />}</p>
      <p class="sr" role="status">{said}</p>
    </fieldset>
  );
}

interface RowProps {
  at: string;
  listAt: string;
  id: string;
  name: string;
  value: Json;
  alone: boolean;
  empty: boolean;
  first: boolean;
  last: boolean;
  onText(text: string): void;
  onKey(event: KeyboardEvent): void;
  onMove(by: number): void;
  onRemove(): void;
}

function Row({ at, listAt, id, name, value, alone, empty, first, last, onText, onKey, onMove, onRemove }: RowProps): JSX.Element {
  const { problems, onFocus } = useApp();
  const list = useProblems(at, true);
  const bad = list.some((p) => p.severity === "error");
  const described = [isFormatted(value) ? `${id}-kept` : "", list.length > 0 ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <li class={bad ? "bad" : ""}>
      <Messages id={`${id}-problem`} list={list} />
      <div class="row">
        <Growing id={id} aria-label={name} value={plainText(value)} onText={onText} onKeyDown={onKey} aria-describedby={described || undefined} aria-invalid={bad ? "true" : undefined}
          onFocus={() => onFocus(at)}
          onBlur={() => {
            problems.visit(at);
            problems.visit(listAt);
          }} />
        <span class="row-tools">
          <button type="button" class="tool" aria-label={`Chuyển ${name} lên`} disabled={first} onClick={() => onMove(-1)}>↑</button>
          <button type="button" class="tool" aria-label={`Chuyển ${name} xuống`} disabled={last} onClick={() => onMove(1)}>↓</button>
          <button type="button" class="tool" aria-label={`Bỏ ${name}`} disabled={alone && empty} onClick={onRemove}>✕</button>
        </span>
      </div>
      {isFormatted(value) && <p class="hint" id={`${id}-kept`}>Dòng này có chữ đậm, nghiêng hoặc chú thích; được giữ nguyên khi sửa chữ.</p>}
    </li>
  );
}
