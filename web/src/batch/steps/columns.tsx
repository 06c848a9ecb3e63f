// Which column is what: as the service has understood the headers, corrected by the clerk.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { wordsOf } from "../../app/api.ts";
import { columnOf } from "../model/cells.ts";
import { fieldsOf, meanings } from "../model/fields.ts";
import { type Column, examples, keyOf, mapped, type Mapping, unmapped } from "../model/list.ts";
import { count } from "../words.ts";
import { StepFrame, useSession } from "../wizard.tsx";

export function Columns(): JSX.Element {
  const session = useSession();
  const { draft, kept } = session;
  const { list } = kept;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState("");
  const reading = useRef<{ stale: boolean; map: Mapping; sheet: string } | undefined>(undefined);
  const fields = fieldsOf(session.type);

  const read = async (map: Mapping, sheet: string): Promise<void> => {
    if (reading.current) reading.current.stale = true;
    const mine = { stale: false, map, sheet };
    reading.current = mine;
    setBusy(true);
    setFailed("");
    try {
      await session.read(map, sheet, mine);
    } catch (error) {
      if (!mine.stale) setFailed(wordsOf(error));
    } finally {
      if (!mine.stale) setBusy(false);
    }
  };
  // As it was chosen last: the next choice may come while the list is still being read for the one before.
  const { map, sheet } = busy && reading.current || draft;
  const sheets = list.sheets.filter((s) => s.name !== "");
  const named = !session.certificate || list.columns.some((c) => c.field === "recipient.name" || c.means === "given");
  const several = new Set(list.columns.map((c) => c.sheet)).size > 1;
  return (
    <StepFrame step="cot" title="Các cột là gì?" lead="Mỗi cột của danh sách vào một phần của văn bản. Xem lại các dòng dưới đây; cột nào nhận sai thì chọn lại."
      held={list.total === 0 ? "Danh sách không có dòng nào. Chọn trang tính khác, hoặc quay lại để đưa danh sách khác vào." : named ? undefined : "Chưa có cột nào là họ và tên. Chọn cột ghi tên người hoặc tập thể được khen."}>
      {sheets.length > 1 && (
        <div class="field">
          <label for="sheet">Trang tính</label>
          <select id="sheet" disabled={session.elsewhere} value={sheet} onChange={(e) => void read({}, e.currentTarget.value)}>
            <option value="">Mọi trang có danh sách</option>
            {sheets.map((s) => <option key={s.name} value={s.name}>{s.name}{s.hidden ? " (trang ẩn)" : ""}{s.rows > 0 ? ` – ${count(s.rows)} dòng` : ""}</option>)}
          </select>
        </div>
      )}
      {list.notes.length > 0 && (
        <section class="list-notes" aria-labelledby="notes-title">
          <h2 id="notes-title">Chương trình đã làm gì khi đọc</h2>
          <ul>{list.notes.map((n, i) => <li key={i} class={n.severity}>{n.message} {n.hint && <span class="help">{n.hint}</span>}</li>)}</ul>
        </section>
      )}
      {failed && <p role="alert" class="message error">{failed}</p>}
      <div class="table-frame" role="region" aria-label="Các cột" tabIndex={0}>
        <table class={busy ? "columns busy-table" : "columns"}>
          <thead><tr><th scope="col">Cột</th><th scope="col">Tiêu đề trong danh sách</th><th scope="col">Vào phần nào</th><th scope="col">Ví dụ</th></tr></thead>
          <tbody>
            {list.columns.map((c) => (
              <ColumnRow key={c.sheet + "\n" + c.letter} column={c} several={several} proposed={kept.proposed.find((p) => p.sheet === c.sheet && p.letter === c.letter)}
                locked={session.elsewhere} chosen={map[keyOf(c)]} fields={fields} examples={examples(list, c, columnOf(c.letter))}
                choose={(field) => void read(field === undefined ? unmapped(map, keyOf(c)) : mapped(map, list.columns, keyOf(c), field), sheet)} />
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" class="intro">{busy ? "Đang đọc lại danh sách…" : `${count(list.total)} dòng${list.errors > 0 ? `, ${count(list.errors)} dòng có lỗi` : ""}${list.warnings > 0 ? `, ${count(list.warnings)} dòng nên xem lại` : ""}.`}</p>
    </StepFrame>
  );
}

interface RowProps {
  column: Column;
  proposed: Column | undefined;
  /** The clerk's own choice; absent where the proposal stands. */
  chosen: string | undefined;
  several: boolean;
  locked: boolean;
  fields: { path: string; title: string }[];
  examples: string[];
  choose: (field: string | undefined) => void;
}

/** Stands for the proposal in the choice, where that is no field. */
const asRead = "*";

function ColumnRow({ column, proposed, chosen, several, locked, fields, examples, choose }: RowProps): JSX.Element {
  const id = `column-${column.sheet}-${column.letter}`.replace(/\s/g, "_");
  const meaning = proposed?.field === "" ? meanings[proposed.means] : undefined;
  const value = chosen ?? (column.field || (meaning === undefined ? "" : asRead));
  const strange = chosen === undefined && value === "" && examples.length > 0;
  const unsure = strange || chosen === undefined && column.how === "likely";
  return (
    <tr class={unsure ? "unsure" : value === "" ? "unused" : ""}>
      <td class="letter">{several && <span class="help">{column.sheet} </span>}{column.letter}</td>
      <th scope="row" id={`${id}-name`}>{column.header || <span class="help">(không có tiêu đề)</span>}</th>
      <td>
        <select aria-labelledby={`${id}-name`} aria-describedby={unsure ? `${id}-hint` : undefined} disabled={locked} value={value}
          onChange={(e) => {
            const next = e.currentTarget.value;
            choose(next === asRead || next === proposed?.field && next !== "" ? undefined : next);
          }}>
          <option value="">Không dùng cột này</option>
          {meaning !== undefined && <option value={asRead}>{meaning}</option>}
          {fields.map((f) => <option key={f.path} value={f.path}>{f.title}</option>)}
        </select>
        {unsure && <p class="hint" id={`${id}-hint`}>{strange ? "Chưa nhận ra cột này. Nếu cần dùng thì chọn ở đây." : "Đoán theo tiêu đề, cần xem lại."}</p>}
      </td>
      <td>{examples.length === 0 ? <span class="help">(cột trống)</span> : <ul class="examples">{examples.map((x) => <li key={x}>{x}</li>)}</ul>}</td>
    </tr>
  );
}
