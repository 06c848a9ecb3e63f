// A button for what cannot be undone.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** What cannot be undone asks once more, in its own place. */
export function Sure({ label, name, run }: { label: string; name: string; run: () => Promise<void> }): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  // The cursor goes over to the question and back, once: what is drawn anew meanwhile does not move it.
  useEffect(() => {
    if (asked !== was.current) (asked ? keep : ask).current?.focus();
    was.current = asked;
  }, [asked]);
  return asked
    ? (
      <span class="buttons" role="group" aria-label={`${label} “${name}”?`}>
        <button type="button" class="plain danger" aria-busy={busy} onClick={() => {
          if (busy) return;
          setBusy(true);
          void run().finally(() => {
            setBusy(false);
            setAsked(false);
          });
        }}>{label} hẳn</button>
        <button type="button" class="plain" ref={keep} onClick={() => setAsked(false)}>Giữ lại</button>
      </span>
    )
    : <button type="button" class="plain" ref={ask} aria-label={`${label} “${name}”`} onClick={() => setAsked(true)}>{label}</button>;
}
