// The plates of the office's certificates: each with its sheet, its places and its pictures.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Refused, type Problem, wordsOf } from "../app/api.ts";
import type { JsonObject } from "../app/model/json.ts";
import { hintOf } from "../app/model/problems.ts";
import { leftOf } from "../batch/model/plate.ts";
import { deletePlate, getPlate } from "../batch/model/plates.ts";
import { Basics } from "../batch/plate/basics.tsx";
import { Bench } from "../batch/plate/bench.tsx";
import { usePlates } from "../batch/plate/useplates.ts";
import { Sure } from "../batch/steps/sure.tsx";
import { plainly } from "../batch/words.ts";

/** A certificate to try a plate on, with a name and a citation of usual length. */
const sample: JsonObject = {
  type: "giay-khen", award_by: "GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH", recipient: { salutation: "Bà", name: "Nguyễn Thị Thu Hương", position: "Chuyên viên", unit: "Phòng Công chức, viên chức" },
  citation: "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2026", decision: { number: "96", notation: "QĐ-SNV", date: "2026-05-12" }, register_number: "33",
  place: "An Bình", date: "2026-05-12", signer: { position: "GIÁM ĐỐC", name: "Vũ Thị Lan Phương" },
};

/** The plate that is open: "" for none, and null for one that is new. */
type Open = string | null;

export function PlatesSection(): JSX.Element {
  const [open, setOpen] = useState<Open>("");
  // What is not saved of one stays while another is looked at.
  const [unsaved, setUnsaved] = useState<ReadonlyMap<Open, JsonObject>>(new Map());
  const changes = unsaved.get(open) ?? {};
  const setChanges = (next: JsonObject): void => setUnsaved((all) => new Map(all).set(open, next));
  const drop = (name: Open): void => setUnsaved((all) => new Map([...all].filter(([key]) => key !== name)));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [said, setSaid] = useState("");
  const plates = usePlates(open ?? "");
  const show = (name: Open): void => {
    setOpen(name);
    setProblems([]);
    setSaid("");
  };
  const remove = async (name: string): Promise<void> => {
    try {
      await deletePlate(name, plates.profile?.tag ?? "");
      show("");
      drop(name);
      setSaid(`Đã xóa mẫu “${name}”. Các đợt đã gửi vẫn giữ mẫu như cũ.`);
    } catch (error) {
      const changed = error instanceof Refused && error.status === 412;
      setSaid(changed ? "Mẫu vừa được người khác sửa nên chưa xóa. Đã lấy bản mới; xem lại rồi xóa." : wordsOf(error));
      if (changed) await getPlate(name).then((p) => plates.put(name, p), () => undefined);
    }
    plates.load();
  };
  const ready = open === null || plates.profile !== undefined;
  return (
    <section class="part plates" id="phoi" aria-labelledby="plates-title" tabIndex={-1}>
      <h2 id="plates-title">Mẫu phôi giấy khen, bằng khen</h2>
      <p class="intro">Mỗi mẫu giữ khổ giấy, chỗ của từng phần, số đo căn chỉnh máy in, ảnh phôi và ảnh quốc huy.</p>
      {plates.failed && <p role="alert" class="message error">{plates.failed}</p>}
      <ul class="plate-list">
        {plates.names.map((name) => (
          <li key={name}><button type="button" aria-expanded={open === name} class={open === name ? "chosen" : ""} onClick={() => show(open === name ? "" : name)}>{name}</button></li>
        ))}
        <li><button type="button" class="plain" aria-expanded={open === null} onClick={() => show(open === null ? "" : null)}>+ Thêm mẫu</button></li>
      </ul>
      <p role="status">{said}</p>
      {open !== "" && !ready && plates.failed === "" && <p role="status">Đang mở mẫu…</p>}
      {open !== "" && ready && (
        <Bench key={open} document={sample} name={open ?? ""} profile={plates.profile} changes={changes} setChanges={setChanges} locked={false} found={setProblems} fetched={plates.put}
          saved={(name, profile, sent) => {
            plates.put(name, profile);
            setOpen(name);
            setUnsaved((all) => new Map([...all].filter(([key]) => key !== open)).set(name, leftOf(all.get(open) ?? {}, sent)));
            setSaid(`Đã lưu mẫu “${name}”.`);
          }}>
          <h3>{open ?? "Mẫu mới"}</h3>
          <ul class="preview-problems" aria-label="Điều cần xem ở mẫu này" aria-live="polite">
            {problems.map((p, i) => <li key={i} class={p.severity}>{plainly(p.message)} <span class="help">{hintOf(p)}</span></li>)}
          </ul>
          <details class="panel" open={open === null}>
            <summary>Khổ giấy và phôi</summary>
            <Basics profile={plates.profile?.json} changes={changes} set={setChanges} />
          </details>
          {open !== null && <Sure label="Xóa mẫu này" name={open} run={() => remove(open)} />}
        </Bench>
      )}
    </section>
  );
}
