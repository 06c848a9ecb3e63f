// The page /: where a document begins.
import "../css/base.css";
import "../css/start.css";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { listTypes, type TypeEntry, wordsOf } from "./api.ts";
import { Frame } from "./page/frame.tsx";
import type { Message } from "./page/message.ts";
import { Toast } from "./page/toast.tsx";
import { Drafts } from "./start/drafts.tsx";
import { Reuse } from "./start/reuse.tsx";
import { Types } from "./start/types.tsx";

function Page(): JSX.Element {
  const [types, setTypes] = useState<TypeEntry[]>([]);
  const [message, setMessage] = useState<Message | undefined>(undefined);
  const failed = (error: unknown): void => setMessage({ words: wordsOf(error), bad: true });
  useEffect(() => void listTypes().then(setTypes, failed), []);
  return (
    <Frame here="/">
      <main id="noi-dung-chinh" class="page" tabIndex={-1}>
        <h1>Soạn văn bản đúng thể thức</h1>
        <p class="lead">Điền các phần, xem ngay trang như khi in, rồi tải tệp Word và PDF theo Nghị định 30/2020/NĐ-CP.</p>
        <Drafts types={types} tell={setMessage} />
        <Reuse />
        <Types types={types} failed={failed} />
      </main>
      <Toast message={message} close={() => setMessage(undefined)} />
    </Frame>
  );
}

render(<Page />, document.getElementById("app") ?? document.body);
