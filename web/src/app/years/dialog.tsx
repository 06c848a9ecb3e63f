// “Năm trước → năm nay”: what was found, each with a yes or no.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { JsonObject } from "../model/json.ts";
import { partName } from "../model/parts.ts";
import { Dialog } from "../page/dialog.tsx";
import type { Change } from "../model/store.ts";
import { baseYear, changesOf, findYears, type Mention } from "./find.ts";

interface Props {
  document: JsonObject;
  apply: (changes: Change[], count: number) => void;
  close: () => void;
}

export function YearsDialog({ document, apply, close }: Props): JSX.Element {
  const base = useMemo(() => baseYear(document), [document]);
  const now = new Date().getFullYear();
  const [by, setBy] = useState(() => (base === 0 ? 1 : Math.max(1, now - base)));
  const found = useMemo(() => findYears(document, by), [document, by]);
  const [answers, setAnswers] = useState<boolean[]>(() => found.map((m) => m.proposed));
  const chosen = found.filter((_, i) => answers[i]);
  const all = (yes: (m: Mention) => boolean): void => setAnswers(found.map(yes));
  return (
    <Dialog title="Năm trước → năm nay" close={close}>
      {found.length === 0 ? <p>Không thấy năm hay ngày tháng nào trong văn bản.</p> : (
        <form method="dialog" class="years" onSubmit={() => apply(changesOf(document, chosen), chosen.length)}>
          <div class="years-head">
            <label for="years-by">Chuyển {base === 0 ? "các năm" : `năm ${base}`} thành</label>
            <select id="years-by" value={by} onChange={(e) => setBy(Number(e.currentTarget.value))}>
              {Array.from({ length: Math.max(5, base === 0 ? 0 : now + 1 - base) }, (_, n) => n + 1).map((n) => <option key={n} value={n}>{base === 0 ? `${n} năm sau` : `năm ${base + n}`}</option>)}
            </select>
            <span class="years-all">
              <button type="button" class="plain" onClick={() => all(() => true)}>Chọn tất cả</button>
              <button type="button" class="plain" onClick={() => all(() => false)}>Bỏ tất cả</button>
              <button type="button" class="plain" onClick={() => all((m) => m.proposed)}>Như đề xuất</button>
            </span>
          </div>
          <p class="hint">Ngày, năm của luật, nghị định và văn bản được viện dẫn không được chọn sẵn. Xem lại từng chỗ trước khi chuyển.</p>
          <ul class="years-list">
            {found.map((m, i) => (
              <li key={`${m.path.join("/")}/${m.start}`} class={answers[i] ? "yes" : ""}>
                <input type="checkbox" id={`year-${i}`} checked={answers[i] ?? false} onChange={(e) => setAnswers(answers.with(i, e.currentTarget.checked))} />
                <label for={`year-${i}`}>
                  <span class="where">{whereOf(m.path)}</span>
                  <span class="context">{m.left}<del>{shown(m, m.before)}</del> <span class="arrow" aria-hidden="true">→</span><span class="sr"> thành </span> <ins>{shown(m, m.after)}</ins>{m.right}</span>
                  {m.reason !== "" && <span class="why">{m.reason}</span>}
                </label>
              </li>
            ))}
          </ul>
          <p class="buttons">
            <button type="submit" class="main" disabled={chosen.length === 0}>Chuyển {chosen.length} chỗ</button>
            <button type="button" class="plain" onClick={close}>Thôi</button>
            <span class="hint">Chuyển xong vẫn có thể hoàn tác.</span>
          </p>
        </form>
      )}
    </Dialog>
  );
}

/** The date of the document as the pages write it; texts as they stand. */
function shown({ path }: Mention, text: string): string {
  if (path.at(-1) !== "date") return text;
  const [year = "", month, day] = text.split("-");
  return [day && `ngày ${day}`, month && `tháng ${month}`, `năm ${year}`].filter(Boolean).join(" ");
}

function whereOf(path: string[]): string {
  const [part = "", index] = path;
  const number = (part === "bases" || part === "appendices") && index !== undefined ? ` ${Number(index) + 1}` : "";
  return partName(part) + (path.includes("table") ? ", bảng" : number);
}
