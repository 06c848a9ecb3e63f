// The drafts that this browser keeps.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TypeEntry } from "../api.ts";
import { type Draft, listDrafts, putDraft } from "../drafts/db.ts";
import { heldDrafts } from "../drafts/hold.ts";
import { newerOf, noteClosed, wasLeftOpen } from "../drafts/rescue.ts";
import { untitled } from "../model/text.ts";
import { download, jsonFile, nameFor } from "../page/download.ts";
import { day } from "../page/frame.tsx";
import type { Message } from "../page/message.ts";

const notKept: Message = { words: "Trình duyệt không ghi được vào máy này nên bản nháp vẫn như cũ. Kiểm tra chỗ trống của ổ đĩa rồi thử lại.", bad: true };

export function Drafts({ types, tell }: { types: TypeEntry[]; tell: (message: Message) => void }): JSX.Element | null {
  const [list, setList] = useState<Draft[]>([]);
  const [held, setHeld] = useState<Set<string>>(new Set());
  const [crashed, setCrashed] = useState<Draft | undefined>(undefined);
  const load = async (): Promise<void> => {
    const [drafts, locks] = await Promise.all([listDrafts(Date.now()), heldDrafts()]);
    const latest = drafts.map((d) => newerOf(d, d.id) ?? d);
    setList(latest);
    setHeld(locks ?? new Set());
    // Without locks nobody can tell an open draft from one whose browser has crashed.
    setCrashed(locks === undefined ? undefined : latest.find((d) => wasLeftOpen(d) && !locks.has(d.id)));
  };
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible") void load().catch(() => undefined);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  const remove = async (draft: Draft): Promise<void> => {
    try {
      await putDraft({ ...draft, deleted: Date.now() });
    } catch {
      tell(notKept);
      return;
    }
    noteClosed(draft.id);
    await load();
    document.getElementById("drafts-title")?.focus();
    tell({
      words: `Đã xóa bản nháp “${titled(draft)}”.`, bad: false,
      action: { label: "Hoàn tác", run: () => void putDraft({ ...draft, deleted: 0 }).then(load, () => tell(notKept)) },
    });
  };
  if (list.length === 0) return null;
  const nameOf = (d: Draft): string => types.find((t) => t.type === d.type)?.name ?? "Văn bản";
  return (
    <>
      {crashed && (
        <section class="banner" aria-label="Văn bản soạn dở">
          <p>Lần trước trang đóng giữa chừng. Văn bản “{titled(crashed)}” vẫn còn, lưu lúc {day(crashed.updated)}.</p>
          <a class="button main" href={`/soan#${crashed.id}`}>Soạn tiếp</a>
        </section>
      )}
      <section class="drafts" aria-labelledby="drafts-title">
        <h2 id="drafts-title" tabIndex={-1}>Đang soạn trên máy này</h2>
        <ul>
          {list.map((d) => (
            <li key={d.id}>
              <a href={`/soan#${d.id}`}><span class="type">{nameOf(d)}</span> {titled(d)}</a>
              <span class="when">{held.has(d.id) ? "Đang mở ở thẻ khác" : `Sửa lúc ${day(d.updated)}`}</span>
              <span class="row-tools">
                <button type="button" class="plain" aria-label={`Lưu ra tệp: ${nameOf(d)} ${titled(d)}`} onClick={() => download(jsonFile(d.document), nameFor(d.title || nameOf(d)))}>Lưu ra tệp</button>
                <button type="button" class="plain" aria-label={`Xóa: ${nameOf(d)} ${titled(d)}`} disabled={held.has(d.id)} onClick={() => void remove(d)}>Xóa</button>
              </span>
            </li>
          ))}
        </ul>
        <p class="hint">Bản nháp chỉ nằm trong trình duyệt này, không gửi đi đâu. Máy dùng chung thì xóa sau khi xong, hoặc lưu ra tệp.</p>
      </section>
    </>
  );
}

function titled(draft: Draft): string {
  return draft.title || untitled(draft.type);
}
