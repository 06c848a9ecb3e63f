// “Điền theo cơ quan” in the form of a document: what the office knows goes where nothing is written yet.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isObject, type JsonObject } from "../app/model/json.ts";
import { partOf, useApp } from "../app/page/app.ts";
import { filled, getOffice, known, type Office } from "./office.ts";

/** Stands in the form of the writing page; nothing while the office is not known. */
export function OfficeFill(): JSX.Element | null {
  const { store, type } = useApp();
  const [office, setOffice] = useState<Office | undefined>(undefined);
  const [said, setSaid] = useState("");
  useEffect(() => void getOffice().then((o) => setOffice(o.office), () => undefined), []);
  if (office === undefined) return null;
  const signers = office.signers ?? [];
  const of = (signer: number): JsonObject => known(office, type, (key) => partOf(type, key) !== "none", signer);
  if (Object.keys(of(0)).length === 0) return <p class="intro">Cơ quan chưa có thông tin ghi sẵn. <a href="/co-quan">Ghi một lần</a> để các phần này được điền sẵn.</p>;

  const fill = (): void => {
    const before = store.document;
    const after = filled(before, of(0));
    const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
    store.change(changed.map((key) => ({ path: [key], before: before[key], after: after[key] })));
    setSaid(changed.length === 0 ? "Không có phần trống nào mà thông tin cơ quan điền được." : "Đã điền các phần còn trống theo thông tin cơ quan.");
  };
  const sign = (n: number): void => {
    const signer = signers[n];
    if (!isObject(signer)) return;
    store.set(["signer"], signer);
    setSaid("Đã đổi người ký.");
  };
  return (
    <div class="office-fill">
      <button type="button" onClick={fill}>Điền theo cơ quan</button>
      {signers.length > 1 && store.document["signers"] === undefined && (
        <label>Người ký <select value="" onChange={(e) => sign(Number(e.currentTarget.value))}>
          <option value="" disabled>Chọn người ký</option>
          {signers.map((s, i) => <option key={i} value={String(i)}>{[s.position, s.name].flat().filter(Boolean).join(" – ")}</option>)}
        </select></label>
      )}
      <span role="status">{said}</span>
    </div>
  );
}
