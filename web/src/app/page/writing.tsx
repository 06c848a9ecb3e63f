// The page on which a document is written: the form, the pages beside it, what is to be corrected, the files.
import type { JSX, TargetedMouseEvent } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type TypeDetail, type TypeEntry, wordsOf } from "../api.ts";
import { titleOf } from "../model/text.ts";
import { Preview, type PreviewState } from "../preview/preview.ts";
import { YearsDialog } from "../years/dialog.tsx";
import { type App, AppContext } from "./app.ts";
import { Bar } from "./bar.tsx";
import { Form } from "./form.tsx";
import type { Message } from "./message.ts";
import { ProblemList } from "./problemlist.tsx";
import type { Session } from "./session.ts";
import { Toast } from "./toast.tsx";

interface Props {
  session: Session;
  type: TypeDetail;
  types: TypeEntry[];
  /** Why the form of the type that was chosen is not here yet; empty where it is. */
  unformed: string;
  /** Asks for it once more. */
  again: () => void;
}

export function Writing({ session, type, types, unformed, again }: Props): JSX.Element {
  const { store, problems, fields, steps } = session;
  const [status, setStatus] = useState(session.status);
  const [message, setMessage] = useState<Message | undefined>(undefined);
  const [moving, setMoving] = useState(false);
  const [listOpen, setListOpen] = useState(false);
  const [imported, setImported] = useState({ notes: session.autosave.draft.notes, changes: session.autosave.draft.changes ?? [] });
  const [pages, setPages] = useState<PreviewState>({ kind: "loading", pages: 0 });
  const frame = useRef<HTMLDivElement>(null);
  const preview = useRef<Preview | undefined>(undefined);

  useLayoutEffect(() => session.subscribe(setStatus), [session]);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const shown = new Preview(frame.current, (pointer) => fields.go(pointer), setPages);
    preview.current = shown;
    shown.update(store.document, "now");
    const before = (): void => void shown.whole();
    addEventListener("beforeprint", before);
    const stop = store.subscribe((document) => shown.update(document, "soon"));
    return () => {
      stop();
      removeEventListener("beforeprint", before);
    };
  }, [store, fields]);
  useEffect(() => {
    const name = (): void => {
      document.title = `${titleOf(store.document) || type.name} – Soạn văn bản`;
    };
    name();
    return store.subscribe(name);
  }, [store, type]);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const letter = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if (letter === "s") {
        // The browser would save the page, which is of no use to anybody.
        event.preventDefault();
        void session.autosave.flush().then(() => setMessage(session.status.saved === "failed"
          ? { words: "Chưa lưu được trên máy này. Hãy chọn “Lưu ra tệp” để khỏi mất những gì đã viết.", bad: true }
          : { words: "Văn bản được tự lưu trên máy này sau mỗi lần sửa. Muốn có tệp để cất riêng, chọn “Lưu ra tệp”.", bad: false }));
      }
      if (letter !== "z" && letter !== "y") return;
      // The editor, and a window over the page, undo by themselves.
      if (event.target instanceof Element && event.target.closest(".vb-editor, dialog") !== null) return;
      event.preventDefault();
      if (session.status.elsewhere) return;
      if (letter === "y" || event.shiftKey) steps.redo();
      else steps.undo();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [session, steps]);

  const onFocus = useCallback((pointer: string) => preview.current?.follow(pointer), []);
  const app = useMemo<App>(() => ({ store, problems, fields, steps, type, onFocus }), [store, problems, fields, steps, type, onFocus]);
  const tell = (words: string, bad: boolean): void => setMessage({ words, bad });
  // Drawn anew for these alone: whether it is saved and how many pages there are is told with each key.
  const form = useMemo(() => (
    <Form types={types} elsewhere={status.elsewhere} imported={imported} years={() => setMoving(true)}
      notesDone={() => {
        setImported({ notes: [], changes: [] });
        session.autosave.dropNotes();
      }} />
  ), [session, types, status.elsewhere, imported]);
  const problemList = useMemo(() => <ProblemList open={listOpen} setOpen={setListOpen} />, [listOpen]);
  const showList = (): void => {
    setListOpen(true);
    // Once it is open: before, the page ends above it.
    requestAnimationFrame(() => jumpTo("#kiem-tra"));
  };

  return (
    <AppContext.Provider value={app}>
      <Bar status={status} years={() => setMoving(true)} tell={tell} refused={showList} />
      {status.elsewhere && <Elsewhere takeOver={() => void session.takeOver().catch((error: unknown) => tell(wordsOf(error), true))} />}
      {unformed !== "" && (
        <div class="banner" role="alert">
          <p>Chưa đổi được biểu mẫu theo loại văn bản vừa chọn; dưới đây vẫn là biểu mẫu {type.name.toLowerCase()}. {unformed}</p>
          <button type="button" class="second" onClick={again}>Thử lại</button>
        </div>
      )}
      <main id="noi-dung-chinh" class="write" tabIndex={-1}>
        {form}
        <aside class="see" id="trang" tabIndex={-1} aria-label="Các trang và kiểm tra">
          <div class="see-bar">
            <p>{stateWords(pages)}</p>
            <label class="follow"><input type="checkbox" defaultChecked onChange={(e) => preview.current && (preview.current.following = e.currentTarget.checked)} /> Cuộn theo chỗ đang soạn</label>
          </div>
          <div class="sheets" ref={frame} tabIndex={0} role="region" aria-label="Các trang như khi in" />
          {problemList}
        </aside>
      </main>
      <nav class="phone" aria-label="Trong trang này">
        <a href="#bieu-mau" onClick={jump}>Soạn</a>
        <a href="#trang" onClick={jump}>Xem trang</a>
        <a href="#kiem-tra" onClick={(e) => {
          e.preventDefault();
          showList();
        }}>Kiểm tra</a>
      </nav>
      {moving && (
        <YearsDialog document={store.document} close={() => setMoving(false)}
          apply={(changes, count) => {
            store.change(changes);
            setMessage({ words: `Đã chuyển ${count} chỗ sang năm mới.`, bad: false, action: { label: "Hoàn tác", run: () => steps.undo() } });
          }} />
      )}
      <Toast message={message} close={() => setMessage(undefined)} />
    </AppContext.Provider>
  );
}

/** Jumps without a change of address, whose fragment names the draft. */
function jump(event: TargetedMouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  jumpTo(event.currentTarget.hash);
}

/** The keyboard goes on from there, too. */
function jumpTo(hash: string): void {
  const part = document.querySelector<HTMLElement>(hash);
  part?.scrollIntoView({ block: "start" });
  part?.focus({ preventScroll: true });
}

function stateWords(state: PreviewState): string {
  switch (state.kind) {
    case "loading": return "Đang dựng trang…";
    case "dotted": return `${state.pages} trang; chỗ còn thiếu để dấu chấm`;
    case "stale": return state.why;
    case "shown": return `${state.pages} trang`;
  }
}

function Elsewhere({ takeOver }: { takeOver: () => void }): JSX.Element {
  return (
    <div class="banner" role="alert">
      <p>Văn bản này đang được soạn ở một thẻ khác của trình duyệt. Ở đây chỉ xem được.</p>
      <button type="button" class="second" onClick={takeOver}>Soạn tiếp ở đây</button>
    </div>
  );
}
