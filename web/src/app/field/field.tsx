// The frame of a field: its name, what the law says about it, and what is wrong with it.
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Problem } from "../api.ts";
import { hintOf, rankOf, shortClause } from "../model/problems.ts";
import { clauseOf, useApp, useProblems } from "../page/app.ts";
import { focusElement } from "../page/fields.ts";

export interface FieldProps {
  /** The part of the document, as a JSON Pointer. */
  at: string;
  label: string;
  hint?: ComponentChildren;
  /** Where the clause stands that the field quotes; absent for one that quotes none. */
  clause?: string;
  optional?: boolean;
}

/** What an input needs to belong to its field. */
export interface Control {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
  onFocus(): void;
  onBlur(): void;
}

export function idOf(pointer: string): string {
  return "o" + pointer.replaceAll("/", "-");
}

/** own is what the field itself finds wrong with what was typed, before the service is asked. */
export function Field(props: FieldProps & { inner?: boolean; own?: string; children: (control: Control) => ComponentChildren }): JSX.Element {
  const { at, label, hint, clause, optional, inner = true, own = "", children } = props;
  const { type, problems, fields, onFocus } = useApp();
  const found = useProblems(at, inner);
  const list: Problem[] = own === "" ? found : [{ severity: "error", pointer: at, code: "own", message: own }, ...found];
  const id = idOf(at);
  const cite = clause === undefined ? "" : shortClause(clauseOf(type, clause));
  useEffect(() => fields.add(at, () => {
    const input = document.getElementById(id);
    return input !== null && focusElement(input);
  }), [fields, at, id]);
  const described = [hint || cite ? `${id}-hint` : "", list.length > 0 ? `${id}-problem` : ""].filter(Boolean).join(" ");
  const bad = list.some((p) => p.severity === "error");
  return (
    <div class={bad ? "field bad" : "field"}>
      <label for={id}>{label}{optional && <span class="optional"> (nếu có)</span>}</label>
      <Messages id={`${id}-problem`} list={list} />
      {children({
        id, "aria-describedby": described || undefined, "aria-invalid": bad ? "true" : undefined,
        onFocus: () => onFocus(at), onBlur: () => problems.visit(at),
      })}
      {(hint || cite) && <p class="hint" id={`${id}-hint`}>{hint}{cite && <Clause text={cite} />}</p>}
    </div>
  );
}

export function Clause({ text }: { text: string }): JSX.Element {
  return <span class="clause">{text}</span>;
}

export function Messages({ id, list }: { id: string; list: Problem[] }): JSX.Element | null {
  if (list.length === 0) return null;
  return (
    <div id={id} class="messages">
      {list.map((p) => (
        <p key={p.code + p.pointer} class={rankOf(p) === "warning" ? "message warning" : "message error"}>
          <span class="sr">{rankOf(p) === "warning" ? "Nên xem lại: " : "Lỗi: "}</span>{p.message} {hintOf(p)}
        </p>
      ))}
    </div>
  );
}
