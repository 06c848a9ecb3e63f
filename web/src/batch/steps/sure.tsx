// A button for what cannot be undone.
import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** What cannot be undone asks once more, in its own place. */
export function Sure({ label, name, run }: { label: string; name: string; run: () => Promise<void> }): JSX.Element {
  const [asked, setAsked] = useState(false);
  return asked
    ? (
      <span class="buttons" role="group" aria-label={`${label} “${name}”?`}>
        <button type="button" class="plain danger" onClick={() => void run()}>{label} hẳn</button>
        <button type="button" class="plain" ref={(b) => b?.focus()} onClick={() => setAsked(false)}>Giữ lại</button>
      </span>
    )
    : <button type="button" class="plain" aria-label={`${label} “${name}”`} onClick={() => setAsked(true)}>{label}</button>;
}
