// The common document of other types: a draft of this browser, or saved JSON.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Draft, listDrafts } from "../../app/drafts/db.ts";
import { FilePick } from "../../app/field/filepick.tsx";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { titleOf } from "../../app/model/text.ts";
import { day } from "../../app/page/frame.tsx";
import { useSession } from "../wizard.tsx";

export function BaseChoice(): JSX.Element {
  const session = useSession();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [failed, setFailed] = useState("");
  useEffect(() => void listDrafts(Date.now()).then((all) => setDrafts(all.filter((d) => d.type === session.draft.type)), () => undefined), []);
  const base = session.store.document["base"];
  const chosen = isObject(base) && Object.keys(base).length > 1 ? base : undefined;
  const take = (document: JsonObject): void => {
    if (document["type"] !== session.draft.type) {
      setFailed(`Văn bản này không phải ${session.type.name.toLowerCase()}. Chọn văn bản cùng loại, hoặc đổi loại ở bước Danh sách.`);
      return;
    }
    setFailed("");
    session.store.set(["base"], document);
  };
  const open = async (file: File): Promise<void> => {
    try {
      const json: unknown = JSON.parse(await file.text());
      if (!isObject(json)) throw new SyntaxError();
      take(json);
    } catch {
      setFailed("Tệp này không phải bản lưu của chương trình. Chọn tệp .json đã lưu ra từ trang Soạn.");
    }
  };
  return (
    <section class="part" aria-labelledby="base-title">
      <h2 id="base-title">Văn bản chung</h2>
      {chosen && <p class="note">Đang dùng: <strong>{session.type.name} {titleOf(chosen) || "chưa có trích yếu"}</strong></p>}
      <p class="intro">Soạn trước một {session.type.name.toLowerCase()} như mọi văn bản khác; mỗi dòng của danh sách thay các phần đã chọn ở bước Các cột.</p>
      {drafts.length > 0 && (
        <fieldset class="field choice stacked">
          <legend>Lấy bản nháp trên máy này</legend>
          {drafts.map((d) => (
            <label key={d.id} class="radio"><input type="radio" name="draft" onChange={() => take(d.document)} /> {d.title || "Chưa có trích yếu"} <span class="help">(sửa lúc {day(d.updated)})</span></label>
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="base-file" id="base-file-label">{drafts.length > 0 ? "Hoặc mở tệp đã lưu" : "Mở tệp đã lưu"}</label>
        <FilePick id="base-file" accept=".json,application/json" describedby="base-hint" pick={(file) => void open(file)} />
        <p class="hint" id="base-hint">Tệp .json lưu ra từ trang Soạn. Chưa có thì <a href="/">soạn văn bản mới</a>, rồi quay lại đây.</p>
      </div>
      <p role="alert" class="message error">{failed}</p>
    </section>
  );
}
