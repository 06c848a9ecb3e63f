// A cell that is being written in.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { handing } from "../../app/drafts/hold.ts";
import type { FieldInfo } from "../model/fields.ts";

export interface EditorProps {
  field: FieldInfo;
  text: string;
  /** Ends it, with what was written or without, and says where to go on; nowhere when the cursor is elsewhere already. */
  close: (text: string | undefined, move?: [down: number, right: number]) => void;
}

export function Editor({ field, text, close }: EditorProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const over = useRef(false);
  const several = field.kind === "lines" || field.kind === "list";
  const end = (keep: boolean, move?: [number, number]): void => {
    if (over.current || area.current === null) return;
    over.current = true;
    close(keep ? area.current.value : undefined, move);
  };
  useLayoutEffect(() => {
    const at = area.current;
    at?.focus();
    at?.setSelectionRange(at.value.length, at.value.length);
    // However it ends, by a click into another cell, a step back, with the page or because another tab takes the list: what was written counts.
    const leave = (): void => end(true);
    addEventListener("pagehide", leave);
    addEventListener(handing, leave);
    return () => {
      leave();
      removeEventListener("pagehide", leave);
      removeEventListener(handing, leave);
    };
  }, []);
  return (
    <textarea ref={area} class={several ? "grid-editor tall" : "grid-editor"} aria-label={field.title} rows={several ? 4 : 1} spellcheck={false} defaultValue={text}
      onMouseDown={(e) => e.stopPropagation()} onDblClick={(e) => e.stopPropagation()} onPaste={(e) => e.stopPropagation()} onCopy={(e) => e.stopPropagation()}
      // Whoever looks something up in another window comes back to the open cell.
      onBlur={() => document.activeElement !== area.current && end(true)}
      onKeyDown={(e) => {
        if (e.isComposing) return;
        e.stopPropagation();
        if (e.key === "Escape") end(false, [0, 0]);
        else if (e.key === "Enter" && several && (e.altKey || e.shiftKey)) {
          const at = e.currentTarget;
          at.setRangeText("\n", at.selectionStart, at.selectionEnd, "end");
        } else if (e.key === "Enter") end(true, [e.shiftKey ? -1 : 1, 0]);
        else if (e.key === "Tab") end(true, [0, e.shiftKey ? -1 : 1]);
        else return;
        e.preventDefault();
      }} />
  );
}
