// A date in three fields. What is not known stays empty, and the document leaves room to write it in by hand.
import type { JSX, TargetedClipboardEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type DateParts, datePartsOf } from "../model/date.ts";
import { parsePointer } from "../model/json.ts";
import { shortClause } from "../model/problems.ts";
import { clauseOf, useApp, useProblems, useValue } from "../page/app.ts";
import { focusElement } from "../page/fields.ts";
import { afterPress } from "../page/press.ts";
import { Clause, type FieldProps, idOf, Messages } from "./field.tsx";

const none: DateParts = { day: "", month: "", year: "" };

function partsOf(value: unknown): DateParts {
  const found = /^(\d*)(?:-(\d*))?(?:-(\d*))?$/.exec(typeof value === "string" ? value : "");
  return { year: found?.[1] ?? "", month: found?.[2] ?? "", day: found?.[3] ?? "" };
}

/** The parts as the contract writes them; undefined while they make no date yet. */
function dateOf({ day, month, year }: DateParts): string | undefined {
  if (year === "" || year.length < 4) return undefined;
  if (month === "") return year;
  return [year, month.padStart(2, "0"), ...(day === "" ? [] : [day.padStart(2, "0")])].join("-");
}

/** Why the parts make no date; empty where they do. */
function missing({ day, month, year }: DateParts): string {
  if (day !== "" && month === "") return "Có ngày thì phải có tháng.";
  if (year === "" && (day !== "" || month !== "")) return "Ghi năm, đủ bốn chữ số.";
  if (year !== "" && year.length !== 4) return "Năm ghi đủ bốn chữ số.";
  return "";
}

export function DateField({ at, label, hint, clause }: FieldProps): JSX.Element {
  const { store, problems, fields, type, onFocus } = useApp();
  const value = useValue(at);
  const [parts, setParts] = useState<DateParts>(() => partsOf(value));
  const [left, setLeft] = useState(false);
  useEffect(() => {
    // What is being typed stays as it was typed: "5" and not "05".
    setParts((before) => (dateOf(before) === value ? before : value === undefined ? none : partsOf(value)));
  }, [value]);
  const list = useProblems(at, true);
  const id = idOf(at);
  useEffect(() => fields.add(at, () => {
    const input = document.getElementById(`${id}-day`);
    return input !== null && focusElement(input);
  }), [fields, at, id]);

  const own = left ? missing(parts) : "";
  const bad = own !== "" || list.some((p) => p.severity === "error");
  const cite = clause === undefined ? "" : shortClause(clauseOf(type, clause));
  const described = [`${id}-hint`, bad ? `${id}-problem` : ""].filter(Boolean).join(" ");
  const paste = (event: TargetedClipboardEvent<HTMLInputElement>): void => {
    // Any part takes a whole date: by itself it would keep its first digits alone.
    const pasted = datePartsOf(event.clipboardData?.getData("text/plain") ?? "");
    if (pasted === undefined || pasted.day === "") return;
    event.preventDefault();
    setParts(pasted);
    store.set(parsePointer(at), dateOf(pasted));
  };
  const input = (key: keyof DateParts, name: string, length: number): JSX.Element => (
    <span class="date-part">
      <label for={`${id}-${key}`}>{name}</label>
      <input id={`${id}-${key}`} type="text" inputMode="numeric" maxLength={length} autocomplete="off" value={parts[key]} aria-invalid={bad ? "true" : undefined}
        onFocus={() => onFocus(at)} onPaste={paste}
        onInput={(e) => {
          const next = { ...parts, [key]: e.currentTarget.value.replace(/\D/g, "") };
          e.currentTarget.value = next[key];
          setParts(next);
          store.type(parsePointer(at), dateOf(next));
        }} />
    </span>
  );
  return (
    <fieldset class={bad ? "field date bad" : "field date"} aria-describedby={described}
      onFocusOut={(e) => {
        if (e.relatedTarget instanceof Node && e.currentTarget.contains(e.relatedTarget)) return;
        afterPress(() => setLeft(true));
        problems.visit(at);
      }}>
      <legend>{label}</legend>
      {own !== ""
        ? <div class="messages" id={`${id}-problem`}><p class="message error"><span class="sr">Lỗi: </span>{own}</p></div>
        : <Messages id={`${id}-problem`} list={list} />}
      <div class="date-parts">
        {input("day", "Ngày", 2)}
        {input("month", "Tháng", 2)}
        {input("year", "Năm", 4)}
      </div>
      <p class="hint" id={`${id}-hint`}>{hint}{cite && <Clause text={cite} />}</p>
    </fieldset>
  );
}
