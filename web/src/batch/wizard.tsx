// What is around the steps: where one is, what is saved, the way forward and back.
import type { ComponentChildren, JSX } from "preact";
import { createContext } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { time } from "../app/page/frame.tsx";
import { nameOf } from "./model/draft.ts";
import { beside, type Step, stepAddress, steps } from "./model/route.ts";
import type { Session } from "./session.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session; the component is drawn again whenever it changes. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("no Session around this component");
  const [, setTurn] = useState(0);
  // Listens from the first: an answer may come before anything is drawn, and would never be shown.
  useLayoutEffect(() => session.subscribe(() => setTurn((n) => n + 1)), [session]);
  return session;
}

export interface StepProps {
  step: Step;
  title: string;
  lead?: ComponentChildren;
  /** Why one cannot go on; absent where one can. */
  held?: string | undefined;
  /** Said in place of going on. */
  children: ComponentChildren;
  wide?: boolean;
}

export function StepFrame({ step, title, lead, held, wide, children }: StepProps): JSX.Element {
  const session = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  // A new step is a new page, and so is a batch once it has begun: reading goes on at its heading. At once: later the cursor may be in a field already.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
    document.title = `${title} – ${nameOf(session.draft)} – Hàng loạt`;
  }, [step, session.draft.batch]);
  const next = beside(step, 1);
  const back = beside(step, -1);
  return (
    <main id="noi-dung-chinh" class={wide ? "batch wide" : "batch"} tabIndex={-1}>
      <Head step={step} />
      {session.elsewhere && (
        <section class="banner" aria-label="Đang mở ở thẻ khác">
          <p>Danh sách này đang mở ở một thẻ khác của trình duyệt. Ở đây chỉ xem được.</p>
          <button type="button" onClick={() => void session.takeOver()}>Làm tiếp ở đây</button>
        </section>
      )}
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
      <nav class="ways" aria-label="Các bước trước và sau">
        {back && <a class="button" href={stepAddress(session.draft.id, back)}>← Quay lại</a>}
        {next && (
          <a class="button main" href={stepAddress(session.draft.id, next)} onClick={(e) => {
            if (!held) return;
            e.preventDefault();
            setSaid(held);
          }}>Tiếp tục →</a>
        )}
        <p role="alert" class="message error">{held ? said : ""}</p>
      </nav>
    </main>
  );
}

function Head({ step }: { step: Step }): JSX.Element {
  const session = useSession();
  const at = steps.findIndex((s) => s.key === step);
  const { saved, draft } = session;
  return (
    <>
      <div class="batch-head">
        <p class="batch-name">{nameOf(draft)}</p>
        <p class={saved === "failed" ? "saved failed" : "saved"} role={saved === "failed" ? "alert" : undefined}>
          {saved === "saved" ? `Đã lưu trên máy này lúc ${time(draft.updated)}` : saved === "waiting" ? "Đang lưu…" : "Chưa lưu được trên máy này. Đừng đóng thẻ; kiểm tra dung lượng ổ đĩa."}
        </p>
      </div>
      <nav class="steps" aria-label="Các bước">
        <ol>
          {steps.map((s, i) => (
            <li key={s.key} class={i < at ? "past" : i === at ? "now" : ""}>
              <a href={stepAddress(draft.id, s.key)} aria-current={i === at ? "step" : undefined}><span class="number" aria-hidden="true">{i + 1}</span>{s.label}</a>
            </li>
          ))}
        </ol>
      </nav>
    </>
  );
}
