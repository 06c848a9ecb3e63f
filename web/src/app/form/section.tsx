// A part of the form under its heading, and several of one kind (organs, signers).
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { isObject, parsePointer, type Json } from "../model/json.ts";
import { partOf, useApp, useValue } from "../page/app.ts";

export interface SectionProps {
  id: string;
  title: string;
  children: ComponentChildren;
}

export function Section({ id, title, children }: SectionProps): JSX.Element {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** Whether something folded is open: it opens when something comes into it, and never folds up under the cursor when that goes again. */
export function useOpen(filled: boolean): boolean {
  const open = useRef(filled);
  open.current ||= filled;
  return open.current;
}

/** A part that few documents have: folded until it is wanted or has something in it. */
export function Folded({ id, title, filled, children }: SectionProps & { filled: boolean }): JSX.Element {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <details open={useOpen(filled)}>
        <summary><h2 id={`${id}-title`}>{title}</h2></summary>
        {children}
      </details>
    </section>
  );
}

/** Leads on from a button that added one of several, to its first field, or that took one away and may have gone with it, to the part. */
export function leadOn(button: Element, added: boolean): void {
  const part = button.closest<HTMLElement>("section");
  requestAnimationFrame(() => {
    const first = added ? [...(part?.querySelectorAll(".one") ?? [])].at(-1)?.querySelector<HTMLElement>("input, textarea") : part;
    first?.focus();
  });
}

export interface SeveralProps {
  /** The key for one, and the key for a list of them: the contract takes either. */
  one: string;
  many: string;
  /** What one is called, with a capital. */
  name: string;
  add: string;
  most: number;
  children: (pointer: string, several: boolean) => ComponentChildren;
}

/** One of something, or several: the key changes with the second one and changes back with the last but one. */
export function Several({ one, many, name, add, most, children }: SeveralProps): JSX.Element {
  const { store, type } = useApp();
  const list = useValue(`/${many}`);
  const single = useValue(`/${one}`);
  const several = Array.isArray(list);
  const count = several ? list.length : 1;

  const put = (next: Json[]): void => {
    const [first, ...rest] = next;
    const alone = rest.length === 0;
    store.change([
      { path: parsePointer(`/${one}`), before: single, after: alone && isObject(first) && Object.keys(first).length > 0 ? first : undefined },
      { path: parsePointer(`/${many}`), before: list, after: alone ? undefined : next },
    ]);
  };
  const all: Json[] = several ? list : [single ?? {}];
  return (
    <>
      {several
        ? list.map((_, i) => (
          <fieldset class="one" key={i}>
            <legend>{name} {i + 1}</legend>
            {children(`/${many}/${i}`, true)}
            <p class="buttons">
              {i > 0 && <button type="button" class="plain" onClick={() => put(moved(all, i))}>↑ Chuyển lên trước</button>}
              <button type="button" class="plain" onClick={(e) => {
                put(all.filter((_, k) => k !== i));
                leadOn(e.currentTarget, false);
              }}>Bỏ {name.toLowerCase()} {i + 1}</button>
            </p>
          </fieldset>
        ))
        : children(`/${one}`, false)}
      {count < most && partOf(type, many) !== "none" && <button type="button" class="plain" onClick={(e) => {
        put([...all, {}]);
        leadOn(e.currentTarget, true);
      }}>+ {add}</button>}
    </>
  );
}

function moved(list: Json[], from: number): Json[] {
  const next = [...list];
  const [one = {}] = next.splice(from, 1);
  next.splice(from - 1, 0, one);
  return next;
}
