// Has the batch made, and shows what becomes of it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Problem, Refused, validate, wordsOf } from "../../app/api.ts";
import { hintOf } from "../../app/model/problems.ts";
import { type Draft, nameOf } from "../model/draft.ts";
import { documentOf, fingerprint, items, type Output } from "../model/paper.ts";
import { cellText, pointerOf } from "../model/patch.ts";
import { stepAddress } from "../model/route.ts";
import type { CellEdit } from "../model/rows.ts";
import { submit } from "../model/work.ts";
import type { Session } from "../session.ts";
import { count } from "../words.ts";
import { StepFrame, useSession } from "../wizard.tsx";
import { ofPaper } from "./checker.ts";
import { Work } from "./work.tsx";

const choices: { value: Output; label: string; hint: string }[] = [
  { value: "merged", label: "Một tệp PDF gộp", hint: "để in một lượt" },
  { value: "pdf", label: "Mỗi tờ một tệp PDF", hint: "trong một tệp ZIP" },
  { value: "docx", label: "Mỗi tờ một tệp Word", hint: "trong một tệp ZIP" },
];

export function RunStep(): JSX.Element {
  const session = useSession();
  const { draft } = session;
  if (draft.batch === "") return <StepFrame step="lam" title="Làm và tải về"><Begin /></StepFrame>;
  const another = (): void => session.change({ batch: "" });
  const stale = draft.print !== undefined && draft.print !== submission(session).print;
  return (
    <StepFrame step="lam" title="Làm và tải về">
      {stale && (
        <div class="banner">
          <p>Danh sách hoặc nội dung chung đã được sửa sau khi gửi đợt này: các tệp dưới đây chưa có các chỗ sửa ấy.</p>
          <button type="button" class="main" disabled={session.elsewhere} onClick={another}>Làm đợt mới</button>
        </div>
      )}
      {!stale && <Remarks session={session} />}
      <Work id={draft.batch} again={session.elsewhere ? undefined : another} corrected={(edits) => {
        if (!stale) takeBack(session, edits);
      }} />
      {!stale && <p class="again"><button type="button" class="plain" disabled={session.elsewhere} onClick={another}>Sửa nội dung chung hoặc danh sách rồi làm một đợt khác</button></p>}
    </StepFrame>
  );
}

/** What should be looked at before the papers are signed, of all of them. What is said of the list itself stands with its columns, and each row has its own. */
function Remarks({ session }: { session: Session }): JSX.Element | null {
  const notes = (session.draft.notes ?? []).filter((p) => p.pointer !== "");
  if (notes.length === 0) return null;
  return (
    <section class="list-notes" aria-labelledby="remarks-title">
      <h2 id="remarks-title">Nên xem lại trước khi ký</h2>
      <ul>{notes.map((p, i) => <li key={i}>{p.message} <span class="help">{hintOf(p)}</span> <There session={session} problem={p} all={notes} /></li>)}</ul>
    </section>
  );
}

/** Leads to where a problem can be put right, with all that was said together. */
function There({ session, problem, all }: { session: Session; problem: Problem; all: readonly Problem[] }): JSX.Element {
  if (problem.pointer.startsWith("/items")) return <a href={stepAddress(session.draft.id, "dong")}>Đến danh sách</a>;
  return <a href={stepAddress(session.draft.id, "noi-dung")} onClick={() => session.lead(all, problem.pointer)}>Đến nội dung chung</a>;
}

/** Rows that were put right after the batch was made are right in the list as well, for the next time. */
function takeBack(session: Session, edits: readonly CellEdit[]): void {
  const sent = session.rows.list.filter((r) => !r.removed);
  session.rows.edit(edits.map((e) => ({ ...e, row: sent[e.row - 1]?.number ?? 0 })));
  session.corrected();
  session.change({ print: submission(session).print });
}

function Begin(): JSX.Element {
  const session = useSession();
  const { draft, rows } = session;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ words: string; problems: Problem[] } | undefined>(undefined);
  const removed = rows.count("removed");
  const errors = rows.count("errors");
  const total = session.whole ? rows.list.length - removed - errors : session.kept.list.total - session.kept.list.errors;

  const begin = async (): Promise<void> => {
    if (busy) return;
    if (total === 0) {
      setFailed({ words: "Dòng nào cũng còn lỗi. Sửa ít nhất một dòng rồi làm.", problems: [] });
      return;
    }
    setBusy(true);
    setFailed(undefined);
    try {
      const faults = await common(session);
      if (faults.length > 0) throw new Refused(422, "", "", faults);
      session.change(await send(session));
      await session.flush();
    } catch (error) {
      const problems = error instanceof Refused ? error.problems : [];
      session.problems.replace(problems);
      session.problems.visitAll();
      setFailed({ words: problems.length > 0 ? "Chưa làm được vì các chỗ sau:" : wordsOf(error), problems });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <dl class="facts-list">
        <div><dt>Tên đợt</dt><dd>{nameOf(draft)} <a href={stepAddress(draft.id, "danh-sach")}>Đổi tên</a></dd></div>
        <div><dt>Số tờ</dt><dd>{count(total)}{removed > 0 ? ` (đã bỏ ${count(removed)} dòng)` : ""}</dd></div>
        {errors > 0 && <div><dt>Còn lỗi</dt><dd>{count(errors)} dòng, không được làm. <a href={stepAddress(draft.id, "dong")}>Sửa bây giờ</a> hoặc sửa sau khi làm.</dd></div>}
        {session.paper.award !== undefined && <div><dt>Quyết định</dt><dd>Quyết định và danh sách kèm theo được lập khi không còn dòng nào lỗi.</dd></div>}
      </dl>
      <fieldset class="field choice stacked">
        <legend>Cần các tệp nào?</legend>
        {choices.map((c) => (
          <label key={c.value} class="radio"><input type="checkbox" checked={draft.files.includes(c.value)} onChange={(e) => {
            const next = choices.map((o) => o.value).filter((v) => (v === c.value ? e.currentTarget.checked : draft.files.includes(v)));
            if (next.length > 0) session.change({ files: next });
            else e.currentTarget.checked = true;
          }} /> {c.label} <span class="help">{c.hint}</span></label>
        ))}
        <p class="hint">Kèm bảng đối chiếu Excel: từng dòng với trang, số sổ vàng và lỗi nếu có.</p>
      </fieldset>
      <p class="buttons begin"><button type="button" class="main large" aria-busy={busy} disabled={session.elsewhere} onClick={() => void begin()}>{busy ? "Đang gửi…" : `Làm ${count(total)} tờ`}</button></p>
      <div role="alert">
        {failed && (
          <div class="refusal">
            <p>{failed.words}</p>
            <ul>
              {failed.problems.filter((p) => p.severity === "error").map((p, i) => (
                <li key={i}>
                  {p.message} {hintOf(p)} <There session={session} problem={p} all={failed.problems} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}

/** What is wrong with the common part: every row would fail for it. */
async function common({ rows, paper }: Session): Promise<Problem[]> {
  const row = rows.list.find((r) => !r.removed && r.problems.every((p) => p.severity === "warning"));
  if (row === undefined) return [];
  const { problems } = await validate(documentOf(paper, row.patch));
  const ofRow = new Set(rows.fields.filter((f) => cellText(row.patch, f) !== "").map((f) => pointerOf(f.path)));
  return ofPaper(problems.filter((p) => p.severity === "error" && !ofRow.has(p.pointer)), paper.award !== undefined);
}

/** What is sent: JSON, and the list as the file it is where nobody has touched it. The print tells contents apart, whatever the batch is called. */
function submission(session: Session): { body: string; list: Blob | undefined; print: string } {
  const { draft, paper, rows, kept, whole } = session;
  const untouched = Object.keys(draft.patches).length === 0 && draft.removed.length === 0;
  // A list that nobody has touched goes as it is; otherwise what stands in the rows counts.
  const list = untouched || !whole ? kept.file : undefined;
  const content = {
    base: paper.base, ...(paper.award === undefined ? {} : { award: paper.award }), files: draft.files,
    ...(list === undefined ? { items: items(rows.list) } : { list: { ...(Object.keys(draft.map).length > 0 ? { map: draft.map } : {}), ...(draft.sheet === "" ? {} : { sheet: draft.sheet }) } }),
  };
  return { body: JSON.stringify({ ...content, title: draft.title.trim() }), list, print: fingerprint(JSON.stringify(content)) };
}

/** Sends the batch. The same content sent again, after an answer that got lost, is the same batch. */
async function send(session: Session): Promise<Partial<Draft>> {
  const { id, sent } = session.draft;
  const { body, list, print } = submission(session);
  const batch = await submit(body, list, `${id}-${sent}-${fingerprint(body)}`);
  return { batch: batch.id, sent: sent + 1, print, notes: batch.notes ?? [] };
}
