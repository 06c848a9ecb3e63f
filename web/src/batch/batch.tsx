// The page /hang-loat: many papers from one list, in steps. Each step is an address of its own after the #, so that Back goes back.
import "../css/base.css";
import "../css/write.css";
import "./batch.css";
import "./grid/grid.css";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { wordsOf } from "../app/api.ts";
import { Frame } from "../app/page/frame.tsx";
import { type Route, routeOf, type Step } from "./model/route.ts";
import { Session } from "./session.ts";
import { Columns } from "./steps/columns.tsx";
import { begin } from "./steps/fill.ts";
import { ListStep } from "./steps/liststep.tsx";
import { PaperStep } from "./steps/paper.tsx";
import { PreviewStep } from "./steps/preview.tsx";
import { Result } from "./steps/result.tsx";
import { RowsStep } from "./steps/rows.tsx";
import { RunStep } from "./steps/run.tsx";
import { Start } from "./steps/start.tsx";
import { SessionContext } from "./wizard.tsx";

function Page(): JSX.Element {
  const [route, setRoute] = useState<Route>(() => routeOf(location.hash));
  useEffect(() => {
    const turn = (): void => setRoute(routeOf(location.hash));
    addEventListener("hashchange", turn);
    return () => removeEventListener("hashchange", turn);
  }, []);
  return (
    <Frame here="/hang-loat">
      {route.at === "start" && <Start />}
      {route.at === "batch" && <Result key={route.id} id={route.id} />}
      {route.at === "list" && <Opened key={route.id} id={route.id} step={route.step} />}
    </Frame>
  );
}

type State = { kind: "opening" } | { kind: "gone" } | { kind: "failed"; words: string } | { kind: "open"; session: Session };

function Opened({ id, step }: { id: string; step: Step }): JSX.Element {
  const [state, setState] = useState<State>({ kind: "opening" });
  useEffect(() => {
    let gone = false;
    let opened: Session | undefined;
    void Session.open(id).then(
      (session) => {
        opened = session;
        if (gone) {
          void session?.close();
          return;
        }
        if (session !== undefined) begin(session);
        setState(session === undefined ? { kind: "gone" } : { kind: "open", session });
      },
      (error: unknown) => !gone && setState({ kind: "failed", words: wordsOf(error) }),
    );
    return () => {
      gone = true;
      void opened?.close();
    };
  }, [id]);
  if (state.kind === "open") {
    const { session } = state;
    return (
      <SessionContext.Provider value={session}>
        {step === "danh-sach" && <ListStep />}
        {step === "cot" && <Columns />}
        {step === "dong" && <RowsStep />}
        {step === "noi-dung" && <PaperStep />}
        {step === "xem-thu" && <PreviewStep />}
        {step === "lam" && <RunStep />}
      </SessionContext.Provider>
    );
  }
  return (
    <main id="noi-dung-chinh" class="batch" tabIndex={-1}>
      {state.kind === "opening" && <p role="status">Đang mở danh sách…</p>}
      {state.kind === "gone" && <><h1>Không thấy danh sách này</h1><p>Danh sách đã bị xóa, hoặc ở trình duyệt khác: mỗi trình duyệt giữ danh sách của mình. <a href="#">Về trang đầu</a></p></>}
      {state.kind === "failed" && <><h1>Chưa mở được danh sách</h1><p role="alert">{state.words}</p><p><button type="button" class="main" onClick={() => location.reload()}>Thử lại</button></p></>}
    </main>
  );
}

render(<Page />, document.getElementById("app") ?? document.body);
