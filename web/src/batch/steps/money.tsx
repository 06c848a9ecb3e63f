// An amount in đồng, as it is written here: 1.000.000.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Field, type FieldProps } from "../../app/field/field.tsx";
import { parsePointer } from "../../app/model/json.ts";
import { useApp, useValue } from "../../app/page/app.ts";
import { afterPress } from "../../app/page/press.ts";
import { amountOf, count } from "../words.ts";

export function MoneyField(props: FieldProps): JSX.Element {
  const { store } = useApp();
  const value = useValue(props.at);
  // What is being typed stays as it is; what is no amount stays until it is one, and says so.
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [left, setLeft] = useState(false);
  const bad = left && typed !== undefined && typed.trim() !== "" && amountOf(typed) === undefined;
  return (
    <Field {...props}>
      {(control) => (
        <>
          {bad && <p class="message error" role="alert">Ghi số tiền bằng chữ số, như 1.000.000.</p>}
          <span class="with-unit">
            <input {...control} type="text" inputMode="numeric" class="short" autocomplete="off" value={typed ?? (typeof value === "number" ? count(value) : "")} aria-invalid={bad ? "true" : control["aria-invalid"]}
              onInput={(e) => {
                setTyped(e.currentTarget.value);
                setLeft(false);
                store.type(parsePointer(props.at), amountOf(e.currentTarget.value));
              }}
              onBlur={() => {
                control.onBlur();
                afterPress(() => setLeft(true));
                if (typed !== undefined && (typed.trim() === "" || amountOf(typed) !== undefined)) setTyped(undefined);
              }} />
            <span>đồng</span>
          </span>
        </>
      )}
    </Field>
  );
}
