// What a plate is before anybody moves its words: the sheet, and whether it is printed already.
import type { JSX } from "preact";
import type { JsonObject } from "../../app/model/json.ts";
import { effective, isBlank, sheetOf } from "../model/plate.ts";
import { Num } from "./number.tsx";

export interface BasicsProps {
  profile: JsonObject | undefined;
  changes: JsonObject;
  set: (changes: JsonObject) => void;
}

const registers = ["Số sổ vàng", "Vào sổ số", "Số bằng"];

export function Basics({ profile, changes, set }: BasicsProps): JSX.Element {
  const plate = effective(profile, changes);
  const kept = profile ?? {};
  const { width, height } = sheetOf(plate);
  const size = typeof plate["width"] === "number" ? "other" : String(plate["size"] ?? "A4");
  const put = (values: Record<string, JsonObject[string] | undefined>): void =>
    set(Object.fromEntries(Object.entries({ ...changes, ...values }).filter(([, v]) => v !== undefined)) as JsonObject);
  const blank = (wanted: boolean): void => put({ blank: isBlank(kept) === wanted ? undefined : wanted });
  const register = typeof plate["register"] === "string" ? plate["register"] : "";
  const decision = typeof plate["decision"] === "string" ? plate["decision"] : "";
  return (
    <>
      <fieldset class="field choice stacked">
        <legend>In trên</legend>
        <label class="radio"><input type="radio" name="blank" checked={!isBlank(plate)} onChange={() => blank(false)} /> Giấy trắng: in cả khung, quốc huy và chữ</label>
        <label class="radio"><input type="radio" name="blank" checked={isBlank(plate)} onChange={() => blank(true)} /> Phôi in sẵn: chỉ in tên, thành tích và các phần thay đổi</label>
      </fieldset>
      <fieldset class="field choice">
        <legend>Khổ giấy (ngang)</legend>
        {[{ value: "A4", label: "A4" }, { value: "A3", label: "A3" }, { value: "other", label: "Khổ khác" }].map((c) => (
          <label key={c.value} class="radio"><input type="radio" name="size" checked={size === c.value}
            onChange={() => put(c.value === "other" ? { size: undefined, width: 320, height: 230 } : { size: c.value, width: undefined, height: undefined })} /> {c.label}</label>
        ))}
      </fieldset>
      {size === "other" && (
        <div class="nums sheet-size">
          <Num label="Bề ngang" unit="mm" step={1} value={width} set={(n) => put({ size: undefined, width: n ?? 320, height })} />
          <Num label="Bề dọc" unit="mm" step={1} value={height} set={(n) => put({ size: undefined, width, height: n ?? 230 })} />
        </div>
      )}
      <label class="radio"><input type="checkbox" checked={plate["verify"] === true} onChange={(e) => put({ verify: (kept["verify"] === true) === e.currentTarget.checked ? undefined : e.currentTarget.checked })} /> In mã QR xác thực <span class="help">(khi máy chủ có khóa ký)</span></label>
      <div class="field">
        <label for="plate-register">Chữ trước số sổ vàng</label>
        <select id="plate-register" value={register} onChange={(e) => put({ register: e.currentTarget.value || undefined })}>
          <option value="">Số sổ vàng (thường dùng)</option>
          {[...new Set([...registers, ...(register === "" ? [] : [register])])].map((r) => <option key={r} value={r}>{r}</option>)}
        </select>
      </div>
      <div class="field">
        <label for="plate-decision">Chữ trước số quyết định <span class="optional">(nếu có)</span></label>
        <input id="plate-decision" type="text" class="middle" autocomplete="off" placeholder="Quyết định số" value={decision} onInput={(e) => put({ decision: e.currentTarget.value || undefined })} />
      </div>
    </>
  );
}
