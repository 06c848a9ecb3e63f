// The paper of one row, as it will be printed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Problem } from "../../app/api.ts";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { hintOf } from "../../app/model/problems.ts";
import { documentOf } from "../model/paper.ts";
import { cellText } from "../model/patch.ts";
import { leftOf } from "../model/plate.ts";
import { Bench } from "../plate/bench.tsx";
import { Stage } from "../plate/stage.tsx";
import { usePlates } from "../plate/useplates.ts";
import type { Session } from "../session.ts";
import { count, plainly } from "../words.ts";
import { StepFrame, useSession } from "../wizard.tsx";
import { ofRow } from "./checker.ts";

export function PreviewStep(): JSX.Element {
  const session = useSession();
  const kept = session.rows.list.filter((r) => !r.removed);
  const [at, setAt] = useState(0);
  const [problems, setProblems] = useState<Problem[]>([]);
  const row = kept[Math.min(at, kept.length - 1)];
  const document = documentOf(session.paper, row?.patch ?? {});
  const { profile: chosen, ...changes } = plateOf(session);
  const name = typeof chosen === "string" ? chosen : "";
  const plates = usePlates(session.certificate ? name : "");
  const setPlate = (profile: string, next: JsonObject): void => {
    const whole: JsonObject = { ...(profile === "" ? {} : { profile }), ...next };
    session.store.set(["base", "options", "plate"], Object.keys(whole).length === 0 ? undefined : whole);
  };
  const chooser = (
    <>
      <RowChooser at={Math.min(at, kept.length - 1)} total={kept.length} name={row === undefined ? "" : session.rows.fields.slice(0, 2).map((f) => cellText(row.patch, f)).join(" ").trim()} set={setAt} />
      <ul class="preview-problems" aria-label="Điều cần xem ở tờ này" aria-live="polite">
        {ofRow(problems, session.paper).map((p, i) => <li key={i} class={p.severity}>{plainly(p.message)} <span class="help">{hintOf(p)}</span></li>)}
      </ul>
    </>
  );
  return (
    <StepFrame step="xem-thu" title="Xem trước" wide>
      {row === undefined ? <p>Không có dòng nào để xem.</p> : session.certificate ? (
        <Bench document={document} name={name} profile={plates.profile} changes={changes} setChanges={(next) => setPlate(name, next)} locked={session.elsewhere}
          saved={(kept_, profile, sent) => {
            plates.put(kept_, profile);
            const { profile: _p, ...now } = plateOf(session);
            setPlate(kept_, leftOf(now, sent));
          }}
          fetched={plates.put} found={setProblems}>{chooser}</Bench>
      ) : (
        <div class="bench">
          <div class="bench-page"><Stage document={document} label="Trang in" found={setProblems} /></div>
          <div class="bench-side">{chooser}</div>
        </div>
      )}
    </StepFrame>
  );
}

function plateOf({ paper }: Session): JsonObject {
  const options = paper.base["options"];
  return isObject(options) && isObject(options["plate"]) ? options["plate"] : {};
}

function RowChooser({ at, total, name, set }: { at: number; total: number; name: string; set: (at: number) => void }): JSX.Element {
  return (
    <div class="chooser" role="group" aria-label="Chọn tờ">
      <button type="button" disabled={at <= 0} aria-label="Tờ trước" onClick={() => set(at - 1)}>←</button>
      <label>Tờ <input type="text" inputMode="numeric" autocomplete="off" class="short" value={String(at + 1)} onChange={(e) => {
        const n = Number(e.currentTarget.value);
        if (Number.isInteger(n) && n >= 1 && n <= total) set(n - 1);
        else e.currentTarget.value = String(at + 1);
      }} /> / {count(total)}</label>
      <button type="button" disabled={at >= total - 1} aria-label="Tờ sau" onClick={() => set(at + 1)}>→</button>
      <p role="status" class="chosen">{name}</p>
    </div>
  );
}
