// Has the batch made, and shows what becomes of it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Problem, Refused, validate, wordsOf } from "../../app/api.ts";
import { hintOf } from "../../app/model/problems.ts";
import { documentOf, fingerprint, items, type Output } from "../model/paper.ts";
import { cellText, pointerOf } from "../model/patch.ts";
import { stepAddress } from "../model/route.ts";
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
  if (draft.batch !== "") {
    return (
      <StepFrame step="lam" title="Làm và tải về">
        <Work id={draft.batch} gone={() => session.change({ batch: "" })} />
        <p class="again"><button type="button" class="plain" disabled={session.elsewhere} onClick={() => session.change({ batch: "" })}>Sửa nội dung chung hoặc danh sách rồi làm một đợt khác</button></p>
      </StepFrame>
    );
  }
  return <StepFrame step="lam" title="Làm và tải về"><Begin /></StepFrame>;
}

function Begin(): JSX.Element {
  const session = useSession();
  const { draft, rows } = session;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ words: string; problems: Problem[] } | undefined>(undefined);
  const removed = rows.count("removed");
  const errors = rows.count("errors");
  const total = session.whole ? rows.list.length - removed : session.kept.list.total;

  const begin = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      const faults = await common(session);
      if (faults.length > 0) throw new Refused(422, "", "", faults);
      const made = await send(session);
      session.change({ batch: made, sent: draft.sent + 1 });
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
        <div><dt>Số tờ</dt><dd>{count(total)}{removed > 0 ? ` (đã bỏ ${count(removed)} dòng)` : ""}</dd></div>
        {errors > 0 && <div><dt>Còn lỗi</dt><dd>{count(errors)} dòng, sẽ không được làm. <a href={stepAddress(draft.id, "dong")}>Sửa bây giờ</a> hoặc sửa sau khi làm.</dd></div>}
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
            <ul>{failed.problems.filter((p) => p.severity === "error").map((p, i) => <li key={i}>{p.message} {hintOf(p)} {p.pointer.startsWith("/items") ? <a href={stepAddress(draft.id, "dong")}>Đến danh sách</a> : <a href={stepAddress(draft.id, "noi-dung")}>Đến nội dung chung</a>}</li>)}</ul>
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

/** Sends the batch. The same content sent again, after an answer that got lost, is the same batch. */
async function send(session: Session): Promise<string> {
  const { draft, paper, rows, kept, whole } = session;
  const untouched = Object.keys(draft.patches).length === 0 && draft.removed.length === 0;
  // A list that nobody has touched goes as it is; otherwise what stands in the rows counts.
  const list = untouched || !whole ? kept.file : undefined;
  const body = JSON.stringify({
    base: paper.base, ...(paper.award === undefined ? {} : { award: paper.award }), files: draft.files, title: draft.title,
    ...(list === undefined ? { items: items(rows.list) } : { list: { ...(Object.keys(draft.map).length > 0 ? { map: draft.map } : {}), ...(draft.sheet === "" ? {} : { sheet: draft.sheet }) } }),
  });
  const batch = await submit(body, list, `${draft.id}-${draft.sent}-${fingerprint(body)}`);
  return batch.id;
}
