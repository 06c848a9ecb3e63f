import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Message } from "./message.ts";

/** How long a message stays, in ms; longer where there is something to do. What went wrong stays until it is closed. */
const stay = 8000;
const stayWithAction = 20000;

export function Toast({ message, close }: { message: Message | undefined; close: () => void }): JSX.Element {
  useEffect(() => {
    if (message === undefined || message.bad) return undefined;
    const timer = setTimeout(close, message.action === undefined ? stay : stayWithAction);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div class="toasts">
      <div role="status">{message && !message.bad && <Words message={message} close={close} />}</div>
      <div role="alert">{message?.bad && <Words message={message} close={close} />}</div>
    </div>
  );
}

function Words({ message, close }: { message: Message; close: () => void }): JSX.Element {
  return (
    <div class={message.bad ? "toast bad" : "toast"}>
      <p>{message.words}</p>
      {message.action && (
        <button type="button" onClick={() => {
          message.action?.run();
          close();
        }}>{message.action.label}</button>
      )}
      <button type="button" class="tool" aria-label="Đóng thông báo" onClick={close}>✕</button>
    </div>
  );
}
