// The page /co-quan: what an office is called, who signs, where its papers go, and the plates of its certificates.
import "../css/base.css";
import "../css/write.css";
import "../batch/batch.css";
import "./office.css";
import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import { getType, type TypeDetail, wordsOf } from "../app/api.ts";
import { Problems } from "../app/model/problems.ts";
import { Steps } from "../app/model/steps.ts";
import { AppContext } from "../app/page/app.ts";
import { Dialog } from "../app/page/dialog.tsx";
import { Fields } from "../app/page/fields.ts";
import { Frame } from "../app/page/frame.tsx";
import type { Message } from "../app/page/message.ts";
import { Toast } from "../app/page/toast.tsx";
import { Sure } from "../batch/steps/sure.tsx";
import { check } from "./check.ts";
import { OfficeForm } from "./form.tsx";
import { Keeper } from "./keeper.ts";
import { PlatesSection } from "./plates.tsx";
import { partsIn, type Reconciled } from "./reconcile.ts";

const delay = 300;

type State = { kind: "opening" } | { kind: "failed"; words: string } | { kind: "open"; keeper: Keeper; type: TypeDetail };

function Page(): JSX.Element {
  const [state, setState] = useState<State>({ kind: "opening" });
  useEffect(() => {
    void Promise.all([Keeper.open(), getType("quyet-dinh")]).then(([keeper, type]) => setState({ kind: "open", keeper, type }), (error: unknown) => setState({ kind: "failed", words: wordsOf(error) }));
  }, []);
  return (
    <Frame here="/co-quan">
      <main id="noi-dung-chinh" class="batch office" tabIndex={-1}>
        <h1>Cơ quan</h1>
        <p class="lead">Ghi một lần, dùng cho mọi văn bản: khi soạn chỉ cần bấm “Điền theo cơ quan”.</p>
        {state.kind === "opening" && <p role="status">Đang lấy thông tin cơ quan…</p>}
        {state.kind === "failed" && <><p role="alert" class="message error">{state.words}</p><p><button type="button" onClick={() => location.reload()}>Thử lại</button></p></>}
        {state.kind === "open" && <Kept keeper={state.keeper} type={state.type} />}
        <PlatesSection />
      </main>
    </Frame>
  );
}

function Kept({ keeper, type }: { keeper: Keeper; type: TypeDetail }): JSX.Element {
  const app = useMemo(() => ({ store: keeper.store, problems: new Problems(), fields: new Fields(), steps: new Steps(), type, onFocus: () => undefined }), [keeper]);
  const [, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<Message | undefined>(keeper.recovered ? { words: "Có thay đổi từ lần trước chưa lưu; đã lấy lại ở đây.", bad: false } : undefined);
  const [clash, setClash] = useState<Reconciled | undefined>(undefined);
  const [opened, setOpened] = useState(0);
  useLayoutEffect(() => keeper.store.subscribe((_, source) => {
    setTurn((n) => n + 1);
    if (source === "open") setOpened((n) => n + 1);
  }), [keeper]);
  // Looked at a moment after each change, and before it is saved.
  useEffect(() => {
    const look = (): void => {
      const { document } = keeper.store;
      // An answer that comes late is about an office that is no more.
      void check(document, type).then((found) => document === keeper.store.document && app.problems.replace(found), () => undefined);
    };
    let timer = window.setTimeout(look, delay);
    const stop = keeper.store.subscribe(() => {
      clearTimeout(timer);
      timer = window.setTimeout(look, delay);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [keeper]);

  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      const wrong = (await check(keeper.store.document, type)).filter((p) => p.severity === "error");
      if (wrong[0] !== undefined) {
        app.problems.replace(wrong);
        app.problems.visitAll();
        app.fields.go(wrong[0].pointer);
        setMessage({ words: `Chưa lưu: còn ${wrong.length} chỗ phải sửa, ghi ngay tại ô.`, bad: true });
        return;
      }
      const outcome = await keeper.save();
      if (outcome.kind === "saved") setMessage({ words: "Đã lưu thông tin cơ quan.", bad: false });
      else if (outcome.kind === "conflict") setClash(outcome.found);
      else setMessage({ words: `Chưa lưu được. ${wordsOf(outcome.error)}`, bad: true });
    } catch (error) {
      setMessage({ words: `Chưa lưu được. ${wordsOf(error)}`, bad: true });
    } finally {
      setBusy(false);
    }
  };
  const settle = (with_: Reconciled | undefined): void => {
    keeper.take(with_?.merged);
    setClash(undefined);
    document.getElementById("save-office")?.focus();
    if (with_ === undefined) setMessage({ words: "Đã lấy bản mới.", bad: false });
    else void save();
  };
  return (
    <AppContext.Provider value={app}>
      <form onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}>
        <OfficeForm key={opened} />
        <div class="save-bar">
          <button type="submit" id="save-office" class="main" aria-busy={busy}>Lưu thông tin cơ quan</button>
          <p class={keeper.changed ? "unsaved" : "saved"}>{keeper.changed ? "Có thay đổi chưa lưu." : keeper.empty ? "Chưa ghi gì." : "Đã lưu trên máy chủ."}</p>
          {keeper.changed && <Sure label="Bỏ thay đổi" name="thông tin cơ quan" run={async () => {
            keeper.forget();
            location.reload();
          }} />}
        </div>
      </form>
      {clash && (
        <Dialog title="Người khác vừa sửa thông tin cơ quan" close={() => setClash(undefined)}>
          <p>Trong lúc bạn đang sửa, có người đã lưu: <strong>{partsIn(clash.theirs)}</strong>.</p>
          {clash.both.length > 0
            ? <p>Bạn cũng đã sửa: <strong>{partsIn(clash.both)}</strong>. Giữ phần của bạn thì phần của người kia ở các mục này bị thay.</p>
            : <p>Bạn sửa các phần khác, nên hai bên ghép được với nhau.</p>}
          <p class="buttons dialog-buttons">
            <button type="button" class="main" onClick={() => settle(clash)}>{clash.both.length > 0 ? "Giữ phần tôi sửa rồi lưu" : "Ghép lại rồi lưu"}</button>
            <button type="button" onClick={() => settle(undefined)}>Bỏ phần tôi sửa, lấy bản mới</button>
          </p>
        </Dialog>
      )}
      <Toast message={message} close={() => setMessage(undefined)} />
    </AppContext.Provider>
  );
}

render(<Page />, document.getElementById("app") ?? document.body);
