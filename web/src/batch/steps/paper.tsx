// What all rows have in common.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { TypeDetail } from "../../app/api.ts";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { AppContext } from "../../app/page/app.ts";
import { ProblemList } from "../../app/page/problemlist.tsx";
import { withDecision } from "../model/paper.ts";
import type { Session } from "../session.ts";
import { StepFrame, useSession } from "../wizard.tsx";
import { Checker } from "./checker.ts";
import { AwardForm } from "./paper-award.tsx";
import { fill } from "./fill.ts";
import { BaseChoice } from "./paper-base.tsx";
import { CertificateForm } from "./paper-certificate.tsx";
import { PlateForm } from "./paper-plate.tsx";

export function PaperStep(): JSX.Element {
  const session = useSession();
  useChecks(session);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (session.wanted !== "") session.fields.go(session.wanted);
    session.wanted = "";
  }, [session]);
  const decided = session.paper.award !== undefined;
  const base = session.store.document["base"];
  return (
    <StepFrame step="noi-dung" title="Nội dung chung" lead="Những phần giống nhau ở mọi tờ. Phần nào danh sách đã có thì lấy theo từng dòng."
      held={!session.certificate && !(isObject(base) && Object.keys(base).length > 1) ? "Chọn văn bản chung trước." : undefined}>
      <Form session={session} type={session.type}>
        {session.certificate ? (
          <>
            <OfficeFill session={session} />
            <DecisionChoice decided={decided} choose={(wanted) => {
              const { document } = session.store;
              const next = withDecision(session.paper, wanted);
              session.store.change((["base", "award", "aside"] as const).map((key) => ({ path: [key], before: document[key], after: next[key] })));
              if (wanted) fill(session, 0);
            }} />
            {decided ? <Form session={session} type={session.decision}><AwardForm /></Form> : <CertificateForm />}
            <PlateForm />
          </>
        ) : <BaseChoice />}
        {session.rows.list.length > 0 && <ProblemList open={open} setOpen={setOpen} />}
      </Form>
    </StepFrame>
  );
}

/** The fields of the writing page work on any document that has a store. */
function Form({ session, type, children }: { session: Session; type: TypeDetail; children: ComponentChildren }): JSX.Element {
  const app = useMemo(() => ({ store: session.store, problems: session.problems, fields: session.fields, steps: session.steps, type, onFocus: () => undefined }), [session, type]);
  return <AppContext.Provider value={app}><form class="paper" inert={session.elsewhere} onSubmit={(e) => e.preventDefault()}>{children}</form></AppContext.Provider>;
}

function useChecks(session: Session): void {
  useEffect(() => {
    const checker = new Checker(session);
    checker.soon();
    const stop = session.store.subscribe(() => checker.soon());
    return () => {
      stop();
      checker.stop();
    };
  }, [session]);
}

function OfficeFill({ session }: { session: Session }): JSX.Element {
  const [signer, setSigner] = useState(0);
  const [said, setSaid] = useState("");
  const signers = session.office.signers ?? [];
  if (session.office.organ === undefined && signers.length === 0) {
    return <p class="note">Cơ quan chưa có thông tin ghi sẵn. <a href="/co-quan">Ghi một lần</a> để lần sau các phần này được điền sẵn.</p>;
  }
  const at = session.paper.award === undefined ? ["base", "signer"] : ["award", "decision", "signer"];
  return (
    <div class="note office-fill">
      {signers.length > 1 && (
        <label>Người ký <select value={String(signer)} onChange={(e) => {
          const n = Number(e.currentTarget.value);
          setSigner(n);
          session.store.set(at, signers[n] as JsonObject | undefined);
          setSaid("Đã đổi người ký.");
        }}>
          {signers.map((s, i) => <option key={i} value={String(i)}>{[s.position, s.name].flat().filter(Boolean).join(" – ")}</option>)}
        </select></label>
      )}
      <button type="button" onClick={() => {
        fill(session, signer);
        setSaid("Đã điền các phần còn trống theo thông tin cơ quan.");
      }}>Điền theo cơ quan</button>
      <span role="status">{said}</span>
    </div>
  );
}

function DecisionChoice({ decided, choose }: { decided: boolean; choose: (wanted: boolean) => void }): JSX.Element {
  return (
    <fieldset class="field choice stacked">
      <legend>Quyết định khen thưởng</legend>
      <label class="radio"><input type="radio" name="decision" checked={!decided} onChange={() => choose(false)} /> Đã có quyết định, chỉ in giấy</label>
      <label class="radio"><input type="radio" name="decision" checked={decided} onChange={() => choose(true)} /> Lập luôn quyết định và danh sách kèm theo từ danh sách này</label>
    </fieldset>
  );
}
