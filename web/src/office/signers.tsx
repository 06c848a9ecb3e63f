// Who signs for the office: several, in the order in which they are offered.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Field, idOf } from "../app/field/field.tsx";
import { Growing } from "../app/field/inputs.tsx";
import { Section } from "../app/form/section.tsx";
import { isObject, type JsonObject } from "../app/model/json.ts";
import { joinLines, splitLines } from "../app/model/text.ts";
import { useApp, useValue } from "../app/page/app.ts";

/** The most that anybody would look through. */
const most = 20;

const parts = [
  { key: "competence", label: "Quyền hạn", hint: "Như KT. GIÁM ĐỐC.", optional: true },
  { key: "position", label: "Chức vụ", hint: "Viết in hoa, như PHÓ GIÁM ĐỐC.", optional: false },
  { key: "name", label: "Họ và tên", hint: "Không ghi học hàm, học vị.", optional: false },
];

export function Signers(): JSX.Element {
  const { store } = useApp();
  const value = useValue("/signers");
  const list = (Array.isArray(value) ? value : []).filter(isObject);
  // Those that have nothing in them yet are in the form alone.
  const [room, setRoom] = useState(1);
  const all: JsonObject[] = Array.from({ length: Math.max(room, list.length) }, (_, i) => list[i] ?? {});
  // Where the cursor goes when a signer has come, gone or changed places: at once, for the next letter belongs there.
  const wanted = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (wanted.current !== undefined) document.getElementById(wanted.current)?.focus();
    wanted.current = undefined;
  });
  const put = (next: JsonObject[], at?: number): void => {
    if (at !== undefined) wanted.current = idOf(`/signers/${at}/competence`);
    const end = next.findLastIndex((s) => Object.keys(s).length > 0) + 1;
    setRoom(next.length);
    store.type(["signers"], end === 0 ? undefined : next.slice(0, end));
  };
  return (
    <Section id="nguoi-ky" title="Người ký">
      <p class="intro">Người thường ký đứng đầu.</p>
      {all.map((signer, i) => (
        <fieldset class="one" key={i}>
          <legend>Người ký {i + 1}</legend>
          <div class="side">
            {parts.map((p) => (
              <Field key={p.key} at={`/signers/${i}/${p.key}`} label={p.label} hint={p.hint} optional={p.optional}>
                {(control) => (
                  <Growing {...control} value={joinLines(signer[p.key])} onText={(text) => {
                    const { [p.key]: gone, ...rest } = signer;
                    const lines = p.key === "name" ? text.replace(/\s*\n\s*/g, " ") : splitLines(text);
                    put(all.with(i, lines === undefined || lines === "" ? rest : { ...rest, [p.key]: lines }));
                  }} />
                )}
              </Field>
            ))}
          </div>
          <p class="buttons">
            {i > 0 && <button type="button" class="plain" onClick={() => put(all.toSpliced(i, 1).toSpliced(i - 1, 0, signer), i - 1)}>↑ Chuyển lên trước<span class="sr"> (người ký {i + 1})</span></button>}
            {all.length > 1 && <button type="button" class="plain" onClick={() => put(all.toSpliced(i, 1), Math.max(i - 1, 0))}>Bỏ người này<span class="sr"> (người ký {i + 1})</span></button>}
          </p>
        </fieldset>
      ))}
      {all.length < most && <button type="button" class="plain" onClick={() => {
        wanted.current = idOf(`/signers/${all.length}/competence`);
        setRoom(all.length + 1);
      }}>+ Thêm người ký</button>}
    </Section>
  );
}
