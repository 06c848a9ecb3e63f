// Where a list comes from: a file, or cells that are pasted.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listTypes, type Problem, Refused, type TypeEntry, wordsOf } from "../../app/api.ts";
import { FilePick } from "../../app/field/filepick.tsx";
import { download } from "../../app/page/download.ts";
import { fromHTML } from "../../paste/html.ts";
import { parseCells, tableCells, toCsv } from "../model/cells.ts";
import { isCertificate } from "../model/fields.ts";
import { workbook } from "../model/list.ts";
import { count } from "../words.ts";

export interface SourceProps {
  type: string;
  setType: (type: string) => void;
  /** Reads a list; what is wrong with it is thrown. */
  read: (file: Blob, source: string) => Promise<void>;
}

interface Refusal {
  words: string;
  problems: Problem[];
}

/** What the service takes at most, in MB. */
const limit = 32;

export function Source({ type, setType, read }: SourceProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);

  const take = async (file: Blob, source: string): Promise<void> => {
    if (busy) return;
    if (file.size > limit * 1024 * 1024) {
      setRefusal({ words: `Tệp lớn quá ${limit} MB. Chia danh sách thành nhiều tệp, hoặc bỏ ảnh và trang không cần trong tệp.`, problems: [] });
      return;
    }
    setBusy(true);
    setRefusal(undefined);
    try {
      await read(file, source);
    } catch (error) {
      const problems = error instanceof Refused ? error.problems : [];
      setRefusal({ words: problems.length > 0 ? "Chưa đọc được danh sách." : wordsOf(error), problems });
    } finally {
      setBusy(false);
    }
  };
  const paste = (cells: string[][]): void => void take(new Blob([toCsv(cells)], { type: "text/csv" }), "");
  const cells = parseCells(text);

  return (
    <>
      <TypeChoice type={type} setType={setType} />
      <div role="alert">
        {refusal && (
          <div class="refusal">
            <p>{refusal.words}</p>
            <ul>{refusal.problems.map((p) => <li key={p.code}>{p.message} {p.hint}</li>)}</ul>
          </div>
        )}
      </div>
      <div class="source">
        <div class={over ? "drop over" : "drop"}
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            e.preventDefault();
            setOver(false);
            const file = e.dataTransfer?.files[0];
            if (file) void take(file, file.name);
          }}>
          <label for="list-file" id="list-file-label"><strong>Tệp Excel hoặc CSV</strong></label>
          <p class="hint" id="list-file-hint">Tệp .xlsx hoặc .csv, đến {limit} MB. Kéo thả vào đây cũng được. Dòng tiêu đề, nhóm, dòng cộng và chữ ký cuối bảng được tự nhận ra.</p>
          <FilePick id="list-file" accept=".xlsx,.csv,.tsv,.txt" describedby="list-file-hint" pick={(file) => void take(file, file.name)} />
          <p class="template">Chưa có danh sách? <button type="button" class="plain" onClick={() => void workbook(type).then((file) => download(file, "Danh sách mẫu.xlsx"), (error: unknown) => setRefusal({ words: wordsOf(error), problems: [] }))}>Tải bảng mẫu để điền</button></p>
        </div>
        <div class="paste">
          <label for="list-text"><strong>Hoặc dán các ô</strong></label>
          <p class="hint" id="list-text-hint">Trong Excel chọn cả bảng kể cả dòng tiêu đề, sao chép (Ctrl+C), rồi dán vào đây (Ctrl+V).</p>
          <textarea id="list-text" rows={5} wrap="off" spellcheck={false} aria-describedby="list-text-hint" value={text} onInput={(e) => setText(e.currentTarget.value)}
            onPaste={(e) => {
              const table = fromClipboard(e);
              if (table === undefined || text !== "") return;
              e.preventDefault();
              setText(table.map((row) => row.map((c) => (/[\t\n"]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join("\t")).join("\n"));
            }} />
          <p class="buttons">
            <button type="button" class="main" aria-busy={busy} disabled={cells.length === 0} onClick={() => paste(cells)}>Dùng các ô đã dán</button>
            {cells.length > 0 && <span class="hint">{count(cells.length)} dòng, {count(cells.reduce((n, r) => Math.max(n, r.length), 0))} cột</span>}
          </p>
        </div>
      </div>
      <p role="status" class="busy">{busy ? "Đang đọc danh sách…" : ""}</p>
    </>
  );
}

/** The cells of a table on the clipboard that has no tabs in its plain text: from web pages and mails. */
function fromClipboard(event: ClipboardEvent): string[][] | undefined {
  const data = event.clipboardData;
  if (data === null || data.getData("text/plain").includes("\t")) return undefined;
  const table = fromHTML(data.getData("text/html")).find((p) => p.table !== undefined)?.table;
  return table === undefined ? undefined : tableCells(table);
}

function TypeChoice({ type, setType }: Pick<SourceProps, "type" | "setType">): JSX.Element {
  const [types, setTypes] = useState<TypeEntry[]>([]);
  useEffect(() => void listTypes().then(setTypes, () => undefined), []);
  const other = !isCertificate(type);
  const others = types.filter((t) => !isCertificate(t.type));
  return (
    <fieldset class="field choice">
      <legend>Mỗi dòng của danh sách thành</legend>
      {[{ value: "giay-khen", label: "Giấy khen" }, { value: "bang-khen", label: "Bằng khen" }].map((c) => (
        <label key={c.value} class="radio"><input type="radio" name="type" checked={type === c.value} onChange={() => setType(c.value)} /> {c.label}</label>
      ))}
      <label class="radio"><input type="radio" name="type" checked={other} onChange={() => setType("giay-moi")} /> Văn bản khác</label>
      {other && (
        <select aria-label="Loại văn bản" value={type} onChange={(e) => setType(e.currentTarget.value)}>
          {others.map((t) => <option key={t.type} value={t.type}>{t.name}</option>)}
        </select>
      )}
    </fieldset>
  );
}
