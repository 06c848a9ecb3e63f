// A batch of the service: how far it is, its files, and the rows that could not be made.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { getType, Refused, type TypeDetail, wordsOf } from "../../app/api.ts";
import { day } from "../../app/page/frame.tsx";
import { type Batch, bytes, isOver, lasting, percent, stopOrRemove, watch } from "../model/work.ts";
import { count, stateWords } from "../words.ts";
import { Made } from "./made.tsx";
import { Sure } from "./sure.tsx";

/** gone is called when the service has the batch no longer. */
export function Work({ id, gone }: { id: string; gone?: () => void }): JSX.Element {
  const [batch, setBatch] = useState<Batch | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const [turn, setTurn] = useState(0);
  const [type, setType] = useState<TypeDetail | undefined>(undefined);
  useEffect(() => watch(id, (now) => {
    setFailed("");
    setBatch(now);
  }, (error) => setFailed(error instanceof Refused && error.status === 404 ? "Máy chủ không còn đợt này: đã bị xóa hoặc hết thời gian giữ." : wordsOf(error))), [id, turn]);
  useEffect(() => {
    if (batch !== undefined) void getType(batch.type).then(setType, () => undefined);
  }, [batch?.type]);

  if (batch === undefined) {
    return failed === "" ? <p role="status">Đang hỏi máy chủ…</p> : (
      <>
        <p role="alert">{failed}</p>
        <p class="buttons"><button type="button" onClick={() => setTurn(turn + 1)}>Hỏi lại</button>{gone && <button type="button" onClick={gone}>Làm lại từ danh sách</button>}</p>
      </>
    );
  }
  const over = isOver(batch);
  return (
    <>
      {failed !== "" && <p role="alert" class="message error">{failed}</p>}
      {over ? <Outcome batch={batch} /> : <Progress batch={batch} cancelled={() => setTurn(turn + 1)} />}
      <Files batch={batch} />
      {over && type !== undefined && (batch.counts.failed > 0 || batch.counts.done > 0) && (
        <Made key={`${batch.revision}`} batch={batch} type={type} begun={(next) => {
          setBatch(next);
          setTurn(turn + 1);
          document.getElementById("noi-dung-chinh")?.focus();
        }} />
      )}
    </>
  );
}

function Progress({ batch, cancelled }: { batch: Batch; cancelled: () => void }): JSX.Element {
  const now = percent(batch);
  const { total, done, failed } = batch.counts;
  const bar = useRef<HTMLDivElement>(null);
  const said = useRef(-1);
  const [words, setWords] = useState("");
  const [fault, setFault] = useState("");
  // Every tenth is read out, and not each row.
  useEffect(() => {
    const tenth = Math.floor(now / 10);
    if (tenth === said.current && batch.state === "running") return;
    said.current = tenth;
    setWords(`${stateWords[batch.state]}: ${now} phần trăm.`);
  }, [now, batch.state]);
  const facts = [
    `${count(done + failed)} trên ${count(total)} tờ`, failed > 0 ? `${count(failed)} dòng lỗi` : "",
    batch.rate ? `${count(Math.round(batch.rate))} tờ mỗi giây` : "", batch.seconds_left ? `còn chừng ${lasting(batch.seconds_left)}` : "",
  ].filter(Boolean).join(", ");
  return (
    <section class="progress" aria-labelledby="progress-title">
      <h2 id="progress-title">{stateWords[batch.state]}</h2>
      <div ref={bar} class="bar" role="progressbar" aria-labelledby="progress-title" aria-valuemin={0} aria-valuemax={100} aria-valuenow={now} aria-valuetext={facts}>
        <div class="filled" style={{ width: `${now}%` }} />
      </div>
      <p class="numbers"><strong>{now} %</strong> {facts}</p>
      {batch.reason && <p class="note">{batch.reason}</p>}
      <p class="hint">Đóng trang này cũng được: máy chủ vẫn làm tiếp, đợt ở trong mục Các đợt của cơ quan.</p>
      <p class="sr" role="status">{words}</p>
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

function Outcome({ batch }: { batch: Batch }): JSX.Element {
  const { done, failed, warned } = batch.counts;
  const kind = batch.state !== "done" ? "stopped" : failed > 0 ? "partly" : "whole";
  return (
    <section class={`outcome ${kind}`} aria-labelledby="outcome-title" role="status">
      <h2 id="outcome-title">{batch.state === "done" ? failed > 0 ? `Đã làm ${count(done)} tờ, còn ${count(failed)} dòng lỗi` : `Đã làm xong ${count(done)} tờ` : stateWords[batch.state]}</h2>
      {batch.reason && <p>{batch.reason}</p>}
      {warned > 0 && <p>{count(warned)} tờ có điều nên xem lại, ghi trong bảng đối chiếu.</p>}
      {batch.withheld && <p>{batch.withheld}</p>}
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
