// The sheet that certificates are printed on: whole, or words alone on a blank that is printed already.
import type { JSX } from "preact";
import { Section } from "../../app/form/section.tsx";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { useApp, useValue } from "../../app/page/app.ts";
import { Basics } from "../plate/basics.tsx";
import { usePlates } from "../plate/useplates.ts";

const path = ["base", "options", "plate"];

export function PlateForm(): JSX.Element {
  const { store } = useApp();
  const value = useValue("/base/options/plate");
  const { profile: named, ...changes }: JsonObject = isObject(value) ? value : {};
  const name = typeof named === "string" ? named : "";
  const { names, profile, failed } = usePlates(name);
  const put = (next: JsonObject): void => store.set(path, Object.keys(next).length === 0 ? undefined : next);
  return (
    <Section id="giay" title="Giấy in">
      {(names.length > 0 || name !== "") && (
        <div class="field">
          <label for="plate-profile">Mẫu phôi của cơ quan</label>
          <select id="plate-profile" aria-describedby="plate-profile-hint" value={name} onChange={(e) => put(e.currentTarget.value === "" ? {} : { profile: e.currentTarget.value })}>
            <option value="">Không dùng mẫu</option>
            {[...new Set([...names, ...(name === "" ? [] : [name])])].map((n) => <option key={n} value={n}>{n}</option>)}
          </select>
          <p class="hint" id="plate-profile-hint">Mẫu giữ khổ giấy, chỗ của từng phần và ảnh phôi; sửa ở bước Xem trước hoặc ở trang <a href="/co-quan#phoi">Cơ quan</a>.</p>
          {failed && <p role="alert" class="message error">{failed}</p>}
        </div>
      )}
      <Basics profile={profile?.json} changes={changes} set={(next) => put({ ...(name === "" ? {} : { profile: name }), ...next })} />
    </Section>
  );
}
