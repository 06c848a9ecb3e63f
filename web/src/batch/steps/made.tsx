// The rows of a batch that is over: those with errors put right and made again, any one issued again.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type TypeDetail, wordsOf } from "../../app/api.ts";
import type { JsonObject } from "../../app/model/json.ts";
import { Sheet } from "../grid/sheet.tsx";
import { fieldsOf, isCertificate } from "../model/fields.ts";
import { type CellEdit, type Corrections, type Filter, Rows } from "../model/rows.ts";
import { type Batch, correct, type MadeRow, madeRows } from "../model/work.ts";
import { mostRows, usedFields } from "../session.ts";
import { count } from "../words.ts";

export interface MadeProps {
  batch: Batch;
  type: TypeDetail;
  /** Called when rows are being made again, with what was put right in them. */
  begun: (batch: Batch, edits: CellEdit[]) => void;
}

const filters: { filter: Filter; label: string }[] = [
  { filter: "all", label: "Mọi dòng" }, { filter: "errors", label: "Chỉ dòng có lỗi" }, { filter: "warnings", label: "Chỉ dòng nên xem lại" }, { filter: "edited", label: "Chỉ dòng đã sửa" },
];

export function Made({ batch, type, begun }: MadeProps): JSX.Element {
  const failed = batch.counts.failed;
  const [all, setAll] = useState(false);
  const [rows, setRows] = useState<Rows | undefined>(undefined);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [, setTurn] = useState(0);
  // What was put right, in the rows that are shown and in those that are not.
  const kept = useRef<Corrections>(remembered(batch) ?? { patches: {}, removed: [] });
  const keep = (list: Rows): void => {
    const others = Object.entries(kept.current.patches).filter(([row]) => list.row(Number(row)) === undefined);
    kept.current = { patches: { ...Object.fromEntries(others), ...list.corrections().patches }, removed: [] };
    remember(batch, kept.current);
  };
  const wanted = all ? "all" : failed > 0 ? "failed" : "none";

  useEffect(() => {
    if (wanted === "none") return undefined;
    let gone = false;
    setRows(undefined);
    void load(batch.id, wanted).then((list) => !gone && setRows(rowsOf(list, type, kept.current)), (error: unknown) => !gone && setFault(wordsOf(error)));
    return () => {
      gone = true;
    };
  }, [batch.id, wanted]);

  const again = async (patches: Record<string, JsonObject | null>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFault("");
    try {
      const next = await correct(batch.id, patches);
      // What was put right in other rows is not sent yet.
      const rest = Object.entries(kept.current.patches).filter(([row]) => !Object.hasOwn(patches, row));
      remember(batch, undefined);
      remember(next, { patches: Object.fromEntries(rest), removed: [] });
      begun(next, rows?.edits().filter((e) => patches[e.row]) ?? []);
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const edited = rows?.corrections().patches ?? {};
  const number = Object.keys(edited).length;
  return (
    <section class="made" aria-labelledby="made-title">
      <h2 id="made-title" tabIndex={-1}>{failed > 0 && !all ? "Các dòng chưa làm được" : "Phát hành lại"}</h2>
      <p class="intro">{failed > 0 && !all
        ? "Sửa ngay trong bảng rồi làm lại: chỉ các dòng đã sửa được làm, các tệp được ghép lại đầy đủ."
        : "Một tờ hỏng hoặc cần sửa: tìm dòng của tờ ấy, sửa nếu cần, rồi phát hành lại. Các tờ khác giữ nguyên."}</p>
      {failed > 0 && <label class="radio"><input type="checkbox" checked={all} onChange={(e) => setAll(e.currentTarget.checked)} /> Hiện cả các dòng đã làm được</label>}
      {wanted === "none" && <p class="buttons"><button type="button" onClick={() => {
        setAll(true);
        document.getElementById("made-title")?.focus();
      }}>Mở danh sách các dòng</button></p>}
      {wanted !== "none" && rows === undefined && fault === "" && <p role="status">Đang lấy các dòng…</p>}
      {rows !== undefined && (
        <>
          {wanted === "all" && batch.counts.total > mostRows && <p class="note">Xem được {count(mostRows)} dòng đầu.</p>}
          <Sheet key={wanted} rows={rows} label="Các dòng của đợt" locked={busy} filters={filters} begin="all" removable={false}
            changed={() => {
              keep(rows);
              setTurn((n) => n + 1);
            }}>
            {(row) => (
              <button type="button" disabled={busy} onClick={() => void again({ [row.number]: row.patch === row.given ? null : row.patch })}>
                {row.found.some((p) => p.severity === "error") ? "Làm lại dòng này" : "Phát hành lại dòng này"}
              </button>
            )}
          </Sheet>
          <p class="buttons begin">
            <button type="button" class="main" aria-busy={busy} disabled={number === 0} onClick={() => void again(edited)}>{number === 0 ? "Làm lại các dòng đã sửa" : `Làm lại ${count(number)} dòng đã sửa`}</button>
          </p>
        </>
      )}
      <p role="alert" class="message error">{fault}</p>
    </section>
  );
}

async function load(id: string, which: "all" | "failed"): Promise<MadeRow[]> {
  const out: MadeRow[] = [];
  for (let after = 0; out.length < mostRows;) {
    const { rows, next } = await madeRows(id, which, after, 1000);
    out.push(...rows);
    if (next === undefined || next === 0) break;
    after = next;
  }
  return out;
}

function rowsOf(list: readonly MadeRow[], type: TypeDetail, kept: Corrections | undefined): Rows {
  const given = list.map((r) => ({ number: r.row, given: r.patch ?? {}, found: r.problems, note: [r.name, r.status === "done" && r.revision > 0 ? ", đã phát hành lại" : ""].join("") }));
  const fields = usedFields(fieldsOf(type), list.map((r) => ({ patch: r.patch ?? {}, problems: r.problems })), []);
  return new Rows(given, fields, isCertificate(type.type) ? "recipient.name" : "", kept);
}

function keyOf(batch: Batch): string {
  return `vanban-corrections-${batch.id}-${batch.revision}`;
}

/** Corrections that are not sent yet outlive the page. */
function remember(batch: Batch, corrections: Corrections | undefined): void {
  try {
    if (corrections === undefined || Object.keys(corrections.patches).length === 0) localStorage.removeItem(keyOf(batch));
    else localStorage.setItem(keyOf(batch), JSON.stringify(corrections));
  } catch {
    // Too many for it: they are there as long as the page is.
  }
}

function remembered(batch: Batch): Corrections | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(batch)) ?? "null") ?? undefined) as Corrections | undefined;
  } catch {
    return undefined;
  }
}
