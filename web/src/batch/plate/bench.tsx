// Where the words of a certificate stand: seen on the page, moved by arrows or numbers, kept in a profile.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Problem } from "../../app/api.ts";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { effective, fieldNames, fieldOf, isVisible, keyOf, moved, placeOf, sheetOf, withPlate } from "../model/plate.ts";
import type { Profile } from "../model/plates.ts";
import { Calibration } from "./calibration.tsx";
import { Num } from "./number.tsx";
import { Saving } from "./saving.tsx";
import { Stage } from "./stage.tsx";

export interface BenchProps {
  /** A certificate; its plate is put in here. */
  document: JsonObject;
  /** The name of the profile that is used, "" for none, and what it has. */
  name: string;
  profile: Profile | undefined;
  /** What is said over the profile. */
  changes: JsonObject;
  setChanges: (changes: JsonObject) => void;
  /** Called when changes have become part of a profile: those that were sent. */
  saved: (name: string, profile: Profile, sent: JsonObject) => void;
  /** Called with a profile as somebody else has made it meanwhile. */
  fetched: (name: string, profile: Profile) => void;
  locked: boolean;
  found: (problems: Problem[]) => void;
  children?: ComponentChildren;
}

/** The part of a document that each field shows, to be marked on the page. */
const pointers: Record<string, string> = {
  name: "/recipient/name", position: "/recipient/position", citation: "/citation", award_by: "/award_by", decision: "/decision", register: "/register_number", place_date: "/place",
  signer_title: "/signer/position", signer_name: "/signer/name",
};

export function Bench({ document, name, profile, changes, setChanges, saved, fetched, locked, found, children }: BenchProps): JSX.Element {
  const [key, setKey] = useState("name");
  const [said, setSaid] = useState("");
  const plate = effective(profile?.json, changes);
  const shown = { ...(isObject(document["options"]) ? document["options"] : {}), plate: { ...(name === "" ? {} : { profile: name }), ...changes } };
  const offset = isObject(plate["offset"]) ? plate["offset"] : {};
  const place = placeOf(plate, key);

  const move = (dx: number, dy: number): void => {
    if (locked) return;
    const next = moved(profile?.json, changes, key, dx, dy);
    setChanges(next);
    const now = effective(profile?.json, next);
    const at = key === "" ? { x: 0, y: 0, ...(now["offset"] as object) } : placeOf(now, key);
    setSaid(`${fieldNames[key] ?? "Tất cả"}: ${at.x} và ${at.y} mi-li-mét`.replaceAll(".", ","));
  };
  const set = (values: JsonObject): void => setChanges(withPlate(changes, key, values));
  return (
    <div class="bench">
      <div class="bench-page">
        <Stage document={{ ...document, options: shown }} label="Trang in. Phím mũi tên dời phần đang chọn nửa mi-li-mét, thêm Shift dời 5 mi-li-mét." marked={pointers[key] ?? ""} pick={(p) => setKey(keyOf(p))}
          move={move} box={key === "" ? undefined : { ...place, x: place.x + (numberIn(offset, "x") ?? 0), y: place.y + (numberIn(offset, "y") ?? 0), sheet: sheetOf(plate) }} found={found} />
        <p class="sr" role="status">{said}</p>
      </div>
      <div class="bench-side">
        {children}
        <fieldset class="panel" disabled={locked}>
          <legend>Dời chữ</legend>
          <p class="hint">Bấm vào chữ trên trang hoặc chọn ở đây, rồi dùng phím mũi tên trên trang (Shift: bước 5 mm).</p>
          <label class="num"><span>Phần</span>
            <select value={key} onChange={(e) => setKey(e.currentTarget.value)}>
              <option value="">Tất cả (độ lệch khi in)</option>
              {Object.entries(fieldNames).map(([k, label]) => <option key={k} value={k}>{label}{isVisible(plate, k) ? "" : " – không in"}</option>)}
            </select>
          </label>
          {key === ""
            ? (
              <div class="nums">
                <Num label="Sang phải" unit="mm" step={0.5} value={numberIn(offset, "x") ?? 0} set={(x) => set({ offset: { x: x ?? 0 } })} />
                <Num label="Xuống dưới" unit="mm" step={0.5} value={numberIn(offset, "y") ?? 0} set={(y) => set({ offset: { y: y ?? 0 } })} />
              </div>
            )
            : (
              <>
                <div class="nums">
                  <Num label="Cách mép trái" unit="mm" step={0.5} value={place.x} set={(x) => set({ x: x ?? null })} />
                  <Num label="Cách mép trên" unit="mm" step={0.5} value={place.y} set={(y) => set({ y: y ?? null })} />
                  <Num label="Rộng" unit="mm" step={1} value={place.width} set={(width) => set({ width: width ?? null })} />
                  <Num label="Cao" unit="mm" step={1} value={place.height} set={(height) => set({ height: height ?? null })} />
                  {place.size > 0 && <Num label="Cỡ chữ" unit="pt" step={0.5} value={place.size} set={(size) => set({ size: size ?? null })} />}
                </div>
                <label class="radio"><input type="checkbox" checked={isVisible(plate, key)} onChange={(e) => set({ visible: e.currentTarget.checked })} /> In phần này</label>
                {Object.keys(fieldOf(changes, key)).length > 0 && (
                  <button type="button" class="plain back" onClick={() => {
                    const { [key]: gone, ...rest } = isObject(changes["fields"]) ? changes["fields"] : {};
                    setChanges({ ...changes, fields: rest });
                  }}>Về chỗ cũ</button>
                )}
              </>
            )}
        </fieldset>
        <Calibration plate={plate} set={(measured) => setChanges({ ...changes, measured })} locked={locked} />
        <Saving name={name} profile={profile} changes={changes} saved={saved} fetched={fetched} locked={locked} />
      </div>
    </div>
  );
}

function numberIn(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}
