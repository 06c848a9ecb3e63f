// The line above form and pages: what is being written, whether it is saved, what can be done with the whole of it.
import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { titleOf, untitled } from "../model/text.ts";
import { useApp } from "./app.ts";
import { download, jsonFile, nameFor } from "./download.ts";
import { time } from "./frame.tsx";
import type { Status } from "./session.ts";
import { Take } from "./take.tsx";

interface Props {
  status: Status;
  years: () => void;
  tell: (words: string, bad: boolean) => void;
  refused: () => void;
}

export function Bar({ status, years, tell, refused }: Props): JSX.Element {
  const { store, type, steps } = useApp();
  const [title, setTitle] = useState(titleOf(store.document));
  const [can, setCan] = useState({ undo: steps.canUndo, redo: steps.canRedo });
  // From the first: what is changed before anything is drawn can be undone as well.
  useLayoutEffect(() => {
    const look = (): void => {
      setTitle(titleOf(store.document));
      // The steps are counted after the document has changed.
      queueMicrotask(() => setCan((was) => (was.undo === steps.canUndo && was.redo === steps.canRedo ? was : { undo: steps.canUndo, redo: steps.canRedo })));
    };
    return store.subscribe(look);
  }, [store, steps]);
  const keep = (): void => {
    download(jsonFile(store.document), nameFor(title || type.name));
    tell("Đã lưu văn bản ra tệp. Mở lại bằng “Dùng lại văn bản năm trước” ở trang đầu.", false);
  };
  return (
    <section class="docbar" aria-label="Văn bản đang soạn">
      <div class="doc">
        <h1><span class="type">{type.name}</span> <span class="title">{title || untitled(type.type)}</span></h1>
        <p class={`saved ${status.saved}`}>{savedWords(status)}</p>
        {/* Read out only where something is to be done: that each word typed is saved is no news. */}
        <p class="sr" role="status">{status.saved === "failed" && savedWords(status)}</p>
      </div>
      <div class="tools" role="group" aria-label="Văn bản">
        <button type="button" class="plain" disabled={!can.undo || status.elsewhere} onClick={() => steps.undo()}>Hoàn tác</button>
        <button type="button" class="plain" disabled={!can.redo || status.elsewhere} onClick={() => steps.redo()}>Làm lại</button>
        <button type="button" class="plain" disabled={status.elsewhere} onClick={years}>Năm trước → năm nay</button>
        <button type="button" class="plain" onClick={keep}>Lưu ra tệp</button>
      </div>
      <Take tell={tell} refused={refused} />
    </section>
  );
}

function savedWords({ saved, at, elsewhere }: Status): string {
  if (elsewhere) return "Chỉ xem";
  if (saved === "failed") return "Chưa lưu được trên máy này: hãy “Lưu ra tệp”";
  return saved === "waiting" ? "Đang lưu…" : `Đã lưu trên máy này lúc ${time(at)}`;
}
