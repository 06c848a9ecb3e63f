// Where a list begins, and where one finds again those begun before.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { wordsOf } from "../../app/api.ts";
import { newId } from "../../app/drafts/db.ts";
import { Hold } from "../../app/drafts/hold.ts";
import { day } from "../../app/page/frame.tsx";
import type { Message } from "../../app/page/message.ts";
import { Toast } from "../../app/page/toast.tsx";
import { type Draft, holdOf, listDrafts, nameOf, removeDraft } from "../model/draft.ts";
import { batchAddress, stepAddress } from "../model/route.ts";
import { type Batch, isOver, listBatches, stopOrRemove } from "../model/work.ts";
import { Session } from "../session.ts";
import { count, stateWords } from "../words.ts";
import { Source } from "./source.tsx";
import { Sure } from "./sure.tsx";

export function Start(): JSX.Element {
  const [type, setType] = useState("giay-khen");
  const [message, setMessage] = useState<Message | undefined>(undefined);
  useEffect(() => {
    document.title = "Hàng loạt – Soạn văn bản hành chính";
  }, []);
  return (
    <main id="noi-dung-chinh" class="batch" tabIndex={-1}>
      <h1>Làm hàng loạt từ một danh sách</h1>
      <p class="lead">Đưa danh sách vào, xem lại từng dòng, rồi lấy tất cả giấy khen, bằng khen, giấy mời … trong một lần, kèm quyết định khen thưởng nếu cần.</p>
      <section class="panel" aria-labelledby="new-title">
        <h2 id="new-title">Danh sách mới</h2>
        <Source type={type} setType={setType} read={async (file, source) => {
          const id = await Session.begin(file, source, type);
          location.hash = stepAddress(id, "cot");
        }} />
      </section>
      <Unfinished tell={setMessage} />
      <Earlier tell={setMessage} />
      <Toast message={message} close={() => setMessage(undefined)} />
    </main>
  );
}

function Unfinished({ tell }: { tell: (message: Message) => void }): JSX.Element | null {
  const [list, setList] = useState<Draft[]>([]);
  const load = (): Promise<void> => listDrafts().then(setList, () => undefined);
  useEffect(() => void load(), []);
  if (list.length === 0) return null;
  return (
    <section class="entries" aria-labelledby="unfinished-title">
      <h2 id="unfinished-title" tabIndex={-1}>Danh sách trên máy này</h2>
      <ul>
        {list.map((d) => (
          <li key={d.id}>
            <a href={d.batch === "" ? stepAddress(d.id, "cot") : stepAddress(d.id, "lam")}>{nameOf(d)}</a>
            <span class="facts">{count(d.rows)} dòng{d.batch === "" ? ", chưa làm" : ", đã làm"}. Sửa lúc {day(d.updated)}</span>
            <Sure label="Xóa" name={nameOf(d)} run={async () => {
              tell(await remove(d));
              await load();
              document.getElementById("unfinished-title")?.focus();
            }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Removes a list that no tab has open. Only now is it known: the browser lists a hold for a moment after this page has let go of it. */
async function remove(draft: Draft): Promise<Message> {
  const hold = new Hold(holdOf(draft.id), newId(), async () => undefined);
  try {
    if (!(await hold.take())) return { words: `Danh sách “${nameOf(draft)}” đang mở ở một thẻ khác. Đóng thẻ ấy rồi xóa.`, bad: true };
    await removeDraft(draft.id);
    return { words: `Đã xóa danh sách “${nameOf(draft)}” khỏi máy này.`, bad: false };
  } catch {
    return { words: `Trình duyệt chưa xóa được danh sách “${nameOf(draft)}”. Tải lại trang rồi thử lại.`, bad: true };
  } finally {
    hold.release();
  }
}

function Earlier({ tell }: { tell: (message: Message) => void }): JSX.Element {
  const [list, setList] = useState<Batch[] | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const load = (): Promise<void> => listBatches().then(setList, (error: unknown) => setFailed(wordsOf(error)));
  useEffect(() => void load(), []);
  return (
    <section class="entries" aria-labelledby="earlier-title">
      <h2 id="earlier-title" tabIndex={-1}>Các đợt của cơ quan</h2>
      {failed && <p role="alert">{failed}</p>}
      {list?.length === 0 && <p class="intro">Chưa có đợt nào. Đợt đã làm và các tệp của đợt ở lại đây đến ngày bị xóa.</p>}
      <ul>
        {list?.map((b) => (
          <li key={b.id}>
            <a href={batchAddress(b.id)}>{b.title || "Đợt chưa có tên"}</a>
            <span class={`state ${b.state}`}>{stateWords[b.state]}</span>
            <span class="facts">{count(b.counts.total)} dòng{b.counts.failed > 0 ? `, ${count(b.counts.failed)} dòng lỗi` : ""}. Gửi lúc {day(Date.parse(b.created))}, giữ đến {day(Date.parse(b.expires))}</span>
            {isOver(b) && (
              <Sure label="Xóa" name={b.title || "Đợt chưa có tên"} run={async () => {
                try {
                  await stopOrRemove(b.id);
                  tell({ words: `Đã xóa đợt “${b.title}” cùng các tệp.`, bad: false });
                } catch (error) {
                  tell({ words: wordsOf(error), bad: true });
                }
                await load();
                document.getElementById("earlier-title")?.focus();
              }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
