// A batch of the service: how far it is, its files, and the rows that could not be made.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { getType, Refused, type TypeDetail, wordsOf } from "../../app/api.ts";
import { day } from "../../app/page/frame.tsx";
import type { CellEdit } from "../model/rows.ts";
import { type Batch, bytes, isOver, lasting, percent, stopOrRemove, watch } from "../model/work.ts";
import { count, stateWords } from "../words.ts";
import { Made } from "./made.tsx";
import { Sure } from "./sure.tsx";

export interface WorkProps {
  id: string;
  /** Begins again from the list, where the service has nothing of the batch. */
  again?: (() => void) | undefined;
  /** Told of rows that were put right here. */
  corrected?: (edits: CellEdit[]) => void;
}

export function Work({ id, again, corrected }: WorkProps): JSX.Element {
  const [batch, setBatch] = useState<Batch | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const [turn, setTurn] = useState(0);
  const [type, setType] = useState<TypeDetail | undefined>(undefined);
  useEffect(() => watch(id, (now) => {
    setFailed("");
    setBatch(now);
  }, (error) => setFailed(failureOf(error))), [id, turn]);
  useEffect(() => {
    if (batch !== undefined) void getType(batch.type).then(setType, () => undefined);
  }, [batch?.type]);

  if (batch === undefined) {
    return failed === "" ? <p role="status">Đang hỏi máy chủ…</p> : (
      <>
        <p role="alert">{failed}</p>
        <p class="buttons"><button type="button" onClick={() => setTurn(turn + 1)}>Hỏi lại</button>{again && <button type="button" onClick={again}>Làm lại từ danh sách</button>}</p>
      </>
    );
  }
  const over = isOver(batch);
  return (
    <>
      <Spoken batch={batch} />
      {failed !== "" && <p role="alert" class="message error">{failed}</p>}
      {over ? <Outcome batch={batch} again={again} /> : <Progress batch={batch} cancelled={() => setTurn(turn + 1)} />}
      <Files batch={batch} />
      {batch.state === "done" && type !== undefined && (
        <Made key={`${batch.revision}`} batch={batch} type={type} begun={(next, edits) => {
          corrected?.(edits);
          setBatch(next);
          setTurn(turn + 1);
          document.getElementById("noi-dung-chinh")?.focus();
        }} />
      )}
    </>
  );
}

function failureOf(error: unknown): string {
  if (!(error instanceof Refused)) return wordsOf(error);
  if (error.status === 404) return "Máy chủ không còn đợt này: đã bị xóa hoặc hết thời gian giữ.";
  return error.status === 0 ? "Mất kết nối với máy chủ. Trang tự hỏi lại; máy chủ giữ nguyên những gì đã nhận." : wordsOf(error);
}

/** Reads out how far a batch is, and how it ended: every tenth, and not each row. */
function Spoken({ batch }: { batch: Batch }): JSX.Element {
  const now = percent(batch);
  const said = useRef(-1);
  const [words, setWords] = useState("");
  useEffect(() => {
    const tenth = Math.floor(now / 10);
    if (tenth === said.current && batch.state === "running") return;
    said.current = tenth;
    setWords(isOver(batch) ? `${outcomeOf(batch)}.` : `${stateWords[batch.state]}: ${now} phần trăm.`);
  }, [now, batch.state]);
  return <p class="sr" role="status">{words}</p>;
}

function Progress({ batch, cancelled }: { batch: Batch; cancelled: () => void }): JSX.Element {
  const now = percent(batch);
  const { total, done, failed } = batch.counts;
  const [fault, setFault] = useState("");
  const facts = [
    `${count(done + failed)} trên ${count(total)} tờ`, failed > 0 ? `${count(failed)} dòng lỗi` : "",
    batch.rate ? `${count(Math.round(batch.rate))} tờ mỗi giây` : "", batch.seconds_left ? `còn chừng ${lasting(batch.seconds_left)}` : "",
  ].filter(Boolean).join(", ");
  return (
    <section class="progress" aria-labelledby="progress-title">
      <h2 id="progress-title">{stateWords[batch.state]}</h2>
      <div class="bar" role="progressbar" aria-labelledby="progress-title" aria-valuemin={0} aria-valuemax={100} aria-valuenow={now} aria-valuetext={facts}>
        <div class="filled" style={{ width: `${now}%` }} />
      </div>
      <p class="numbers"><strong>{now} %</strong> {facts}</p>
      {batch.reason && <p class="note">{batch.reason}</p>}
      <p class="hint">Đóng trang này cũng được: máy chủ vẫn làm tiếp, đợt ở trong mục Các đợt của cơ quan.</p>
      <Sure label="Hủy đợt này" name={batch.title} run={async () => {
        try {
          await stopOrRemove(batch.id);
          cancelled();
        } catch (error) {
          setFault(wordsOf(error));
        }
      }} />
      <p role="alert" class="message error">{fault}</p>
    </section>
  );
}

function outcomeOf({ state, counts }: Batch): string {
  if (state !== "done") return stateWords[state];
  return counts.failed > 0 ? `Đã làm ${count(counts.done)} tờ, còn ${count(counts.failed)} dòng lỗi` : `Đã làm xong ${count(counts.done)} tờ`;
}

function Outcome({ batch, again }: Pick<WorkProps, "again"> & { batch: Batch }): JSX.Element {
  const { failed, warned } = batch.counts;
  const kind = batch.state !== "done" ? "stopped" : failed > 0 ? "partly" : "whole";
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever was at a button of what is over goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class={`outcome ${kind}`} aria-labelledby="outcome-title">
      <h2 id="outcome-title" ref={heading} tabIndex={-1}>{outcomeOf(batch)}</h2>
      {batch.reason && <p>{batch.reason}</p>}
      {warned > 0 && <p>{count(warned)} tờ có điều nên xem lại, ghi trong bảng đối chiếu.</p>}
      {batch.withheld && <p>{batch.withheld}</p>}
      {batch.state === "cancelled" && <p>Đợt này không có tệp nào.</p>}
      {batch.state !== "done" && again && <p class="buttons begin"><button type="button" class="main" onClick={again}>Làm lại từ danh sách</button></p>}
    </section>
  );
}

/** What the files are, by how they are called. The decision alone comes as one Word file, and as a PDF of the same name. */
function wordsFor(name: string, all: readonly string[]): string {
  if (name === "doi-chieu.xlsx") return "Bảng đối chiếu từng dòng (Excel)";
  if (name.endsWith("tệp PDF.zip")) return "Mỗi tờ một tệp PDF (ZIP)";
  if (name.endsWith("tệp Word.zip")) return "Mỗi tờ một tệp Word (ZIP)";
  if (name.endsWith(".docx")) return "Quyết định và danh sách kèm theo (Word)";
  if (name.endsWith(".pdf")) return all.includes(name.replace(/pdf$/, "docx")) ? "Quyết định và danh sách kèm theo (PDF)" : "Tất cả các tờ trong một tệp PDF";
  return name;
}

/** The list of the files is for programs. */
const forPrograms = "manifest.json";

function Files({ batch }: { batch: Batch }): JSX.Element | null {
  const files = batch.files.filter((f) => f.name !== forPrograms);
  const names = files.map((f) => f.name);
  if (files.length === 0) return null;
  return (
    <section class="files" aria-labelledby="files-title">
      <h2 id="files-title">Các tệp</h2>
      {!isOver(batch) && <p class="intro">Đây là các tệp của lần trước; tệp mới sẽ thay khi làm xong.</p>}
      <ul>
        {files.map((f) => (
          <li key={f.name}>
            <a class="file" href={f.url} download={f.name}><span class="file-words">{wordsFor(f.name, names)}</span> <span class="file-name">{f.name}</span></a>
            <span class="facts">{bytes(f.bytes)}</span>
          </li>
        ))}
      </ul>
      <p class="hint">Máy chủ giữ các tệp đến {day(Date.parse(batch.expires))}.</p>
    </section>
  );
}
