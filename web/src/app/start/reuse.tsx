// “Dùng lại văn bản năm trước”: last year's text, Word file or saved file.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { wordsOf } from "../api.ts";
import { FilePick } from "../field/filepick.tsx";
import { beginWithFile, beginWithText } from "./new.ts";

export function Reuse(): JSX.Element {
  const [text, setText] = useState("");
  const [working, setWorking] = useState(false);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<{ words: string; at: "text" | "file" } | undefined>(undefined);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLButtonElement>(null);

  const run = async (at: "text" | "file", what: () => Promise<void>): Promise<void> => {
    setWorking(true);
    setWrong(undefined);
    try {
      await what();
    } catch (error) {
      setWrong({ words: wordsOf(error), at });
      (at === "text" ? area : picker).current?.focus();
    }
    setWorking(false);
  };
  const take = (file: File): void => void run("file", () => beginWithFile(file));
  const words = (at: "text" | "file"): JSX.Element => (
    <div role="alert" id={`reuse-${at}-problem`}>{wrong?.at === at && <p class="message error"><span class="sr">Lỗi: </span>{wrong.words}</p>}</div>
  );
  return (
    <section class="reuse" aria-labelledby="reuse-title">
      <h2 id="reuse-title">Dùng lại văn bản năm trước</h2>
      <p class="intro">Chương trình đọc văn bản cũ, điền sẵn các phần, rồi giúp chuyển năm trước thành năm nay.</p>
      <div class="reuse-ways">
        <form class="field" onSubmit={(e) => {
          e.preventDefault();
          if (text.trim() === "") {
            setWrong({ words: "Dán nội dung văn bản vào khung trước.", at: "text" });
            area.current?.focus();
          } else void run("text", () => beginWithText(text));
        }}>
          <label for="reuse-text">Dán nội dung văn bản</label>
          <p class="hint" id="reuse-text-hint">Mở văn bản cũ, chọn tất cả, chép rồi dán vào đây. Bảng dán ở đây mất ô gộp và độ rộng cột; muốn giữ nguyên bảng thì chọn tệp Word.</p>
          {words("text")}
          <textarea id="reuse-text" ref={area} rows={6} spellcheck={false} value={text} aria-describedby="reuse-text-hint reuse-text-problem"
            aria-invalid={wrong?.at === "text" ? "true" : undefined} onInput={(e) => setText(e.currentTarget.value)} />
          <button type="submit" class="main" aria-busy={working}>{working ? "Đang đọc…" : "Đọc văn bản"}</button>
        </form>
        <div class={over ? "field drop over" : "field drop"}
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(false);
            const dropped = e.dataTransfer?.files[0];
            if (dropped !== undefined) take(dropped);
          }}>
          <label for="reuse-file" id="reuse-file-label">Hoặc chọn tệp trên máy</label>
          <p class="hint" id="reuse-file-hint">Tệp Word (.docx), tệp chữ (.txt), hoặc tệp đã lưu từ trang này (.json). Có thể kéo tệp thả vào đây.</p>
          {words("file")}
          <FilePick id="reuse-file" accept=".docx,.txt,.md,.json" describedby="reuse-file-hint reuse-file-problem" invalid={wrong?.at === "file"} button={picker} pick={take} />
        </div>
      </div>
    </section>
  );
}
