// The list as it came, and another in its place.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { download } from "../../app/page/download.ts";
import { nameOf } from "../model/draft.ts";
import { stepAddress } from "../model/route.ts";
import { count } from "../words.ts";
import { StepFrame, useSession } from "../wizard.tsx";
import { Source } from "./source.tsx";

export function ListStep(): JSX.Element {
  const session = useSession();
  const { draft, kept } = session;
  const [type, setType] = useState(draft.type);
  return (
    <StepFrame step="danh-sach" title="Danh sách">
      <dl class="facts-list">
        <div><dt>Nguồn</dt><dd>{draft.source === "" ? "Các ô đã dán" : draft.source} <button type="button" class="plain" onClick={() => download(kept.file, draft.source || `${nameOf(draft)}.csv`)}>Tải lại bản gốc</button></dd></div>
        <div><dt>Số dòng</dt><dd>{count(kept.list.total)}</dd></div>
      </dl>
      <div class="field">
        <label for="batch-title">Tên đợt</label>
        <input id="batch-title" type="text" class="long" maxLength={100} autocomplete="off" aria-describedby="batch-title-hint" disabled={session.elsewhere} value={draft.title}
          onInput={(e) => session.change({ title: e.currentTarget.value })} />
        <p class="hint" id="batch-title-hint">Dùng trong tên các tệp, như “Giấy khen tổng kết năm 2026”.</p>
      </div>
      {!session.elsewhere && (
        <details class="again">
          <summary>Thay bằng danh sách khác</summary>
          <p class="intro">Các chỗ đã sửa ở từng dòng sẽ mất; nội dung chung giữ nguyên.</p>
          <Source type={type} setType={setType} read={async (file, source) => {
            await session.replace(file, source, type);
            location.hash = stepAddress(draft.id, "cot");
          }} />
        </details>
      )}
    </StepFrame>
  );
}
