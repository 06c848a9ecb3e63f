// Fields of one value: a line, lines, a choice, a number, yes or no.
import type { JSX, TextareaHTMLAttributes } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { parsePointer, same, type Json } from "../model/json.ts";
import { joinLines, splitLines } from "../model/text.ts";
import { useApp, useValue } from "../page/app.ts";
import { focusElement } from "../page/fields.ts";
import { afterPress } from "../page/press.ts";
import { Field, type FieldProps, idOf } from "./field.tsx";

type TextProps = FieldProps & { size?: "short" | "middle" | "long"; capitals?: boolean; list?: string };

/** One line. What is empty is not in the document. */
export function WordField(props: TextProps): JSX.Element {
  const { store } = useApp();
  const value = useValue(props.at);
  return (
    <Field {...props}>
      {(control) => (
        <input {...control} type="text" class={props.size ?? "long"} autocomplete="off" spellcheck={false} value={typeof value === "string" ? value : ""}
          onInput={(e) => store.type(parsePointer(props.at), e.currentTarget.value || undefined)} />
      )}
    </Field>
  );
}

/** Lines that break where the author breaks them. */
export function LinesField(props: TextProps): JSX.Element {
  const { store } = useApp();
  const value = useValue(props.at);
  return (
    <Field {...props}>
      {(control) => (
        <Growing {...control} class={props.size ?? "long"} value={joinLines(value)} onText={(text) => store.type(parsePointer(props.at), splitLines(text))} />
      )}
    </Field>
  );
}

type GrowingProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "value"> & { value: string; onText: (text: string) => void };

/** A textarea as high as its text, also when a narrower page breaks it into more lines. */
export function Growing({ value, onText, ...rest }: GrowingProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const fit = (): void => {
    const at = area.current;
    if (at === null) return;
    at.style.height = "auto";
    at.style.height = `${at.scrollHeight + at.offsetHeight - at.clientHeight}px`;
  };
  useLayoutEffect(fit, [value]);
  useEffect(() => {
    const at = area.current;
    if (at === null) return undefined;
    let width = at.clientWidth;
    const seen = new ResizeObserver(() => {
      // A height that was pulled by hand stays.
      if (at.clientWidth === width) return;
      width = at.clientWidth;
      requestAnimationFrame(fit);
    });
    seen.observe(at);
    return () => seen.disconnect();
  }, []);
  return <textarea {...rest} ref={area} rows={1} spellcheck={false} value={value} onInput={(e) => onText(e.currentTarget.value)} />;
}

export interface Choice {
  /** Undefined is the usual choice, which the document does not name. */
  value: Json | undefined;
  label: string;
  /** The usual choice by its name: only offered where a document has it so. */
  named?: boolean;
}

export function ChoiceField(props: FieldProps & { choices: Choice[] }): JSX.Element {
  const { store } = useApp();
  const value = useValue(props.at);
  const chosen = props.choices.findIndex((c) => same(c.value, value));
  // A value that is not among the choices stays until another is chosen.
  const strange = chosen < 0 && value !== undefined;
  return (
    <Field {...props}>
      {(control) => (
        <select {...control} value={strange ? "" : String(Math.max(chosen, 0))}
          onChange={(e) => e.currentTarget.value !== "" && store.set(parsePointer(props.at), props.choices[Number(e.currentTarget.value)]?.value)}>
          {strange && <option value="">{Array.isArray(value) ? value.join(", ") : String(value)}</option>}
          {props.choices.map((c, i) => (c.named && i !== chosen ? null : <option key={i} value={String(i)}>{c.label}</option>))}
        </select>
      )}
    </Field>
  );
}

/** A number as it is written here: with a decimal comma. What is no number is kept in the field alone, which says so. */
export function NumberField(props: FieldProps & { unit: string; usual: number }): JSX.Element {
  const { store } = useApp();
  const value = useValue(props.at);
  const [typed, setTyped] = useState("");
  const [left, setLeft] = useState(false);
  const shown = typeof value === "number" ? String(value).replace(".", ",") : "";
  const text = toNumber(typed) === value ? typed : shown;
  const wrong = left && value === undefined && text.trim() !== "";
  return (
    <Field {...props} own={wrong ? "Ghi bằng số, như 1,5." : ""}>
      {(control) => (
        <span class="with-unit">
          <input {...control} type="text" inputMode="decimal" class="short" autocomplete="off" placeholder={String(props.usual).replace(".", ",")} value={text}
            onBlur={() => {
              afterPress(() => setLeft(true));
              control.onBlur();
            }}
            onInput={(e) => {
              setTyped(e.currentTarget.value);
              store.type(parsePointer(props.at), toNumber(e.currentTarget.value));
            }} />
          <span>{props.unit}</span>
        </span>
      )}
    </Field>
  );
}

function toNumber(text: string): number | undefined {
  const clean = text.trim().replace(",", ".");
  const number = Number(clean);
  return clean === "" || !Number.isFinite(number) ? undefined : number;
}

/** Yes or no, where absent means yes. */
export function CheckField({ at, label, hint }: FieldProps): JSX.Element {
  const { store, fields, onFocus } = useApp();
  const value = useValue(at);
  const id = idOf(at);
  useEffect(() => fields.add(at, () => {
    const input = document.getElementById(id);
    return input !== null && focusElement(input);
  }), [fields, at, id]);
  return (
    <div class="field check">
      <input id={id} type="checkbox" checked={value !== false} aria-describedby={hint ? `${id}-hint` : undefined} onFocus={() => onFocus(at)}
        onChange={(e) => store.set(parsePointer(at), e.currentTarget.checked ? undefined : false)} />
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
