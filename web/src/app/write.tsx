// The page /soan: writes the draft that the address names after its #.
import "../css/base.css";
import "../css/write.css";
import "../css/print.css";
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { listTypes, type TypeDetail, type TypeEntry, wordsOf } from "./api.ts";
import { askOffice } from "./form/house.tsx";
import { Frame } from "./page/frame.tsx";
import { describe, Session } from "./page/session.ts";
import { Writing } from "./page/writing.tsx";

type State = { kind: "opening" } | { kind: "gone" } | { kind: "failed"; words: string } | { kind: "open"; session: Session; types: TypeEntry[] };

function Page(): JSX.Element {
  const [state, setState] = useState<State>({ kind: "opening" });
  useEffect(() => {
    void open().then(setState, (error: unknown) => setState({ kind: "failed", words: wordsOf(error) }));
  }, []);
  return (
    <Frame here="/soan">
      {state.kind === "open" ? <Typed {...state} /> : state.kind === "failed" ? <Failed words={state.words} /> : (
        <main id="noi-dung-chinh" class="page" tabIndex={-1}>
          {state.kind === "opening" && <p role="status">Đang mở văn bản…</p>}
          {state.kind === "gone" && <><h1>Không thấy bản nháp này</h1><p>Bản nháp đã bị xóa, hoặc ở trình duyệt khác: mỗi trình duyệt giữ bản nháp của mình. <a href="/">Về trang đầu</a></p></>}
        </main>
      )}
    </Frame>
  );
}

async function open(): Promise<State> {
  // Who comes without a draft (after signing in, say) finds all of them there.
  if (location.hash.length < 2) {
    location.replace("/");
    return { kind: "opening" };
  }
  const [session, types] = await Promise.all([Session.open(location.hash.slice(1)), listTypes(), askOffice().catch(() => undefined)]);
  return session === undefined ? { kind: "gone" } : { kind: "open", session, types };
}

/** The page in the form that the type of the document has: another type is another form. */
function Typed({ session, types }: { session: Session; types: TypeEntry[] }): JSX.Element | null {
  const [type, setType] = useState<TypeDetail | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const [turn, setTurn] = useState(0);
  const before = useRef<TypeDetail | undefined>(undefined);
  useEffect(() => {
    let wanted = "";
    const look = (): void => {
      const now = String(session.store.document["type"] ?? "");
      if (now === wanted) return;
      wanted = now;
      if (now === before.current?.type) {
        setFailed(""); // back to the form that is there
        return;
      }
      void describe(now).then((detail) => {
        if (now !== wanted) return;
        setType(detail);
        setFailed("");
      }, (error: unknown) => {
        if (now !== wanted) return;
        // With the next change it is asked for again.
        wanted = "";
        setFailed(wordsOf(error));
      });
    };
    look();
    const stop = session.store.subscribe(look);
    return () => {
      stop();
      wanted = ""; // what was asked before is nobody's answer any more
    };
  }, [session, turn]);
  useEffect(() => {
    // The list of types has gone with the old form, and the focus with it.
    if (before.current !== undefined && document.activeElement === document.body) document.getElementById("o-type")?.focus();
    before.current = type;
  }, [type]);
  if (type !== undefined) return <Writing key={type.type} session={session} type={type} types={types} unformed={failed} again={() => setTurn(turn + 1)} />;
  return failed === "" ? null : <Failed words={failed} />;
}

function Failed({ words }: { words: string }): JSX.Element {
  return (
    <main id="noi-dung-chinh" class="page" tabIndex={-1}>
      <h1>Chưa mở được văn bản</h1>
      <p role="alert">{words}</p>
      <p><button type="button" class="main" onClick={() => location.reload()}>Thử lại</button></p>
    </main>
  );
}

addEventListener("hashchange", () => location.reload());
render(<Page />, document.getElementById("app") ?? document.body);
