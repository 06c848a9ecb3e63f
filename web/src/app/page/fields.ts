// Which field shows which part of the document: what leads from a page, a problem or an undone step to its field.
import { within } from "../model/problems.ts";

/** Goes to a pointer inside a field, and tells whether it could. */
export type Go = (pointer: string) => boolean;

/** Parts that have one field for several, or none of their own. */
const others: Record<string, string> = { "/code": "/code/number", "/organ": "/organ/name", "/signer": "/signer/position", "/options": "/options/body_size" };

export class Fields {
  #fields = new Map<string, Go>();

  add(pointer: string, go: Go): () => void {
    this.#fields.set(pointer, go);
    return () => {
      if (this.#fields.get(pointer) === go) this.#fields.delete(pointer);
    };
  }

  /** Leads to the field of a pointer, or of what is nearest around it. */
  go(pointer: string): boolean {
    return this.#near(pointer).some((go) => go(pointer));
  }

  /** Whether there is a field to lead to: not all that a file can say has one. */
  leads(pointer: string): boolean {
    return this.#near(pointer).length > 0;
  }

  /** The fields of a pointer and of what is around it, the nearest first; then one of what is in it. */
  #near(pointer: string): Go[] {
    const keys: string[] = [];
    for (let at = others[pointer] ?? pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) keys.push(at);
    const inner = [...this.#fields.keys()].find((field) => within(field, pointer));
    return [...keys, inner ?? ""].flatMap((key) => this.#fields.get(key) ?? []);
  }
}

/** Shows an element, opening what is folded around it, and puts the cursor there. */
export function focusElement(element: HTMLElement): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  return document.activeElement === element;
}
