// “Điền theo cơ quan”: what the office has written of itself once, in the parts that are still empty; and which of its people signs.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { filled, getOffice, isWritten, known, notationOf, type Office } from "../../office/office.ts";
import type { TypeDetail, TypeEntry } from "../api.ts";
import { type JsonObject, same } from "../model/json.ts";
import type { Change, Store } from "../model/store.ts";
import { joinLines } from "../model/text.ts";
import { isUsual, partOf, useApp, useValue } from "../page/app.ts";

/** The office as it was last asked for. */
let office: Office | undefined;

/** Asks for the office. Who does so before the form is drawn spares it a jump under the first click. */
export async function askOffice(): Promise<Office> {
  office = (await getOffice()).office;
  return office;
}

export function House(): JSX.Element | null {
  const { store, type } = useApp();
  const signer = useValue("/signer");
  const several = useValue("/signers") !== undefined;
  const [found, setFound] = useState<Office | undefined>(office);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const look = (): void => void askOffice().then(setFound, () => undefined); // what was found before stays
    const back = (): void => {
      if (document.visibilityState === "visible") look();
    };
    if (office === undefined) look();
    // It may have been written in another tab meanwhile.
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, []);
  if (found === undefined) return null;
  if (!isWritten(found)) {
    return <p class="house">Chưa có thông tin cơ quan. <a href="/co-quan">Ghi một lần</a> để các văn bản được điền sẵn tên cơ quan, ký hiệu, người ký, nơi nhận.</p>;
  }
  const signers = (found.signers ?? []) as JsonObject[];
  const chosen = signers.findIndex((s) => same(s, signer));
  const fill = (): void => {
    const changes = fillings(store.document, found, type, Math.max(chosen, 0));
    store.change(changes);
    setSaid(changes.length === 0 ? "Các phần cơ quan đã ghi đều có chữ, không điền thêm." : `Đã điền ${changes.length} phần còn trống. Bấm Hoàn tác nếu không dùng.`);
  };
  return (
    <div class="house" role="group" aria-label="Thông tin cơ quan">
      <button type="button" class="second" onClick={fill}>Điền theo cơ quan</button>
      {signers.length > 1 && !several && partOf(type, "signer") !== "none" && (
        <span class="house-signer">
          <label for="house-signer">Người ký</label>
          <select id="house-signer" value={chosen < 0 ? "" : String(chosen)} onChange={(e) => {
            const next = signers[Number(e.currentTarget.value)];
            if (e.currentTarget.value === "" || next === undefined) return;
            store.set(["signer"], next);
            setSaid("Đã đổi người ký.");
          }}>
            {chosen < 0 && <option value="">{signer === undefined ? "Chọn người ký" : "Như đã ghi ở dưới"}</option>}
            {signers.map((s, i) => <option key={i} value={String(i)}>{[s["name"], s["competence"], s["position"]].map((l) => joinLines(l).replaceAll("\n", " ")).filter(Boolean).join(", ")}</option>)}
          </select>
        </span>
      )}
      <p class="hint">Chỉ điền phần còn trống. <a href="/co-quan">Sửa thông tin cơ quan</a></p>
      <p class="house-said" role="status">{said}</p>
    </div>
  );
}

/** What the office fills in, part by part. */
function fillings(document: JsonObject, office: Office, type: TypeDetail, signer: number): Change[] {
  const has = (key: string): boolean => isUsual(type, key) || document[key] !== undefined;
  const next = filled(document, known(office, type, has, signer));
  return Object.keys(next).filter((key) => !same(document[key], next[key])).map((key) => ({ path: [key], before: document[key], after: next[key] }));
}

/** With another type goes another ký hiệu, where it is the office's for the type of before. */
export function noted(store: Store, before: TypeEntry, next: TypeEntry): Change[] {
  const path = ["code", "notation"];
  const now = store.get(path);
  if (office === undefined || now === undefined || now !== notationOf(office, before)) return [];
  return [{ path, before: now, after: notationOf(office, next) }];
}
