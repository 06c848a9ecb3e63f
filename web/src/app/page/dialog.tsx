import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A window over the page. The browser keeps the focus in it and gives it back. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }): JSX.Element {
  const frame = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const at = frame.current;
    at?.showModal();
    // Taken out of the page while it is open it would give nothing back.
    return () => at?.close();
  }, []);
  return (
    <dialog ref={frame} class="dialog" aria-labelledby="dialog-title" onClose={close}>
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="tool" aria-label="Đóng" onClick={() => frame.current?.close()}>✕</button>
      </div>
      {children}
    </dialog>
  );
}
