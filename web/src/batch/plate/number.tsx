// A number with a decimal comma; the up and down arrows change it by a step.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface NumberProps {
  label: string;
  unit: string;
  value: number | undefined;
  step: number;
  set: (value: number | undefined) => void;
  usual?: number;
  /** Read out before the label where several fields have the same one. */
  of?: string;
}

export function Num({ label, unit, value, step, set, usual, of }: NumberProps): JSX.Element {
  const [typed, setTyped] = useState(written(value));
  useEffect(() => setTyped((now) => (numberOf(now) === value ? now : written(value))), [value]);
  const bad = typed.trim() !== "" && numberOf(typed) === undefined;
  return (
    <label class="num">
      <span>{of && <span class="sr">{of}: </span>}{label}</span>
      <span class="with-unit">
        <input type="text" inputMode="decimal" autocomplete="off" class="short" value={typed} placeholder={written(usual)} aria-invalid={bad ? "true" : undefined}
          onInput={(e) => {
            setTyped(e.currentTarget.value);
            const number = numberOf(e.currentTarget.value);
            if (number !== undefined) set(number);
          }}
          // While it is being written anew it is empty for a moment.
          onBlur={() => typed.trim() === "" ? value !== undefined && set(undefined) : setTyped(written(value))}
          onKeyDown={(e) => {
            const way = e.key === "ArrowUp" ? 1 : e.key === "ArrowDown" ? -1 : 0;
            if (way === 0) return;
            e.preventDefault();
            set(Number(((value ?? usual ?? 0) + way * step).toFixed(2)));
          }} />
        <span>{unit}</span>
      </span>
    </label>
  );
}

function written(n: number | undefined): string {
  return n === undefined ? "" : String(n).replace(".", ",");
}

export function numberOf(text: string): number | undefined {
  const clean = text.trim().replace(",", ".");
  return /^[-−]?\d+(\.\d*)?$/.test(clean) ? Number(clean.replace("−", "-")) : undefined;
}
