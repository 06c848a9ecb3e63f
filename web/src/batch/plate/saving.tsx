// Keeping what was changed in a profile of the office, with its pictures.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Problem, Refused, wordsOf } from "../../app/api.ts";
import { FilePick } from "../../app/field/filepick.tsx";
import type { JsonObject } from "../../app/model/json.ts";
import { effective } from "../model/plate.ts";
import { getPlate, PictureError, type Profile, putPlate, readPicture } from "../model/plates.ts";

export interface SavingProps {
  name: string;
  profile: Profile | undefined;
  changes: JsonObject;
  /** Told which changes have become part of the profile: others may have been made meanwhile. */
  saved: (name: string, profile: Profile, sent: JsonObject) => void;
  /** Called with a profile as somebody else has made it meanwhile. */
  fetched: (name: string, profile: Profile) => void;
  locked: boolean;
}

interface Outcome {
  words: string;
  bad: boolean;
  problems: Problem[];
}

export function Saving({ name, profile, changes, saved, fetched, locked }: SavingProps): JSX.Element {
  const [as, setAs] = useState(name);
  const [pictures, setPictures] = useState<JsonObject>({});
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  useEffect(() => setAs(name), [name]);
  const clean = as.normalize("NFC").trim();
  const dirty = Object.keys(changes).length > 0 || Object.keys(pictures).length > 0;

  const save = async (): Promise<void> => {
    if (clean === "" || busy) {
      setOutcome({ words: "Đặt tên cho mẫu, như “Phôi giấy khen 2026”.", bad: true, problems: [] });
      return;
    }
    if (/[/@]/.test(clean)) {
      setOutcome({ words: "Tên mẫu không dùng được dấu / và @. Đặt tên khác.", bad: true, problems: [] });
      return;
    }
    setBusy(true);
    const { name: _n, photo, emblem_image, ...plate } = profile?.json ?? {};
    const images = Object.fromEntries(Object.entries({ photo, emblem_image, ...pictures }).filter(([, v]) => typeof v === "string" && v !== "")) as JsonObject;
    const json: JsonObject = { ...effective(plate, changes), ...images };
    try {
      const tag = await putPlate(clean, json, clean === name ? profile?.tag ?? "" : "");
      setPictures((now) => (now === pictures ? {} : now)); // others may have been chosen meanwhile
      setOutcome({ words: `Đã lưu mẫu “${clean}”.`, bad: false, problems: [] });
      saved(clean, { json: { ...json, name: clean }, tag }, changes);
    } catch (error) {
      const conflict = error instanceof Refused && error.status === 412;
      const problems = error instanceof Refused ? error.problems : [];
      setOutcome({ bad: true, problems, words: conflict
        ? clean === name ? "Mẫu này vừa được người khác sửa. Đã lấy bản mới; các thay đổi của bạn vẫn còn trên trang, xem lại rồi lưu lần nữa." : `Đã có mẫu tên “${clean}”. Chọn mẫu ấy ở trên, hoặc đặt tên khác.`
        : problems.length > 0 ? "Chưa lưu được mẫu." : wordsOf(error) });
      if (conflict && clean === name) await getPlate(name).then((p) => fetched(name, p), () => undefined);
    } finally {
      setBusy(false);
    }
  };
  const pick = async (key: string, file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      const picture = await readPicture(file);
      setPictures((p) => ({ ...p, [key]: picture }));
      setOutcome(undefined);
    } catch (error) {
      setOutcome({ words: error instanceof PictureError ? error.message : wordsOf(error), bad: true, problems: [] });
    }
  };
  return (
    <details class="panel" open={Object.keys(pictures).length > 0 || outcome !== undefined}>
      <summary>Mẫu phôi của cơ quan{dirty ? " (có thay đổi chưa lưu)" : ""}</summary>
      <fieldset disabled={locked}>
        <legend class="sr">Lưu mẫu</legend>
        <Picture label="Ảnh chụp phôi" hint="Cả tờ phôi, chụp hoặc quét thẳng; chỉ để xem, không in ra. Hiện trên trang khi đã lưu mẫu." value={shownOf(pictures, profile, "photo")} pick={(f) => void pick("photo", f)} drop={() => setPictures({ ...pictures, photo: "" })} />
        <Picture label="Ảnh quốc huy" hint="In thay cho hình vẽ sẵn." value={shownOf(pictures, profile, "emblem_image")} pick={(f) => void pick("emblem_image", f)} drop={() => setPictures({ ...pictures, emblem_image: "" })} />
        <div class="field">
          <label for="plate-name">Tên mẫu</label>
          <input id="plate-name" type="text" autocomplete="off" maxLength={60} value={as} onInput={(e) => setAs(e.currentTarget.value)} />
        </div>
        <p class="buttons"><button type="button" class="main" aria-busy={busy} onClick={() => void save()}>{clean === name && name !== "" ? "Lưu vào mẫu này" : "Lưu thành mẫu mới"}</button></p>
      </fieldset>
      <div role={outcome?.bad ? "alert" : "status"} class={outcome?.bad ? "message error" : "message good"}>
        {outcome?.words}
        {outcome && outcome.problems.length > 0 && <ul>{outcome.problems.map((p, i) => <li key={i}>{p.message} {p.hint}</li>)}</ul>}
      </div>
    </details>
  );
}

function shownOf(pictures: JsonObject, profile: Profile | undefined, key: string): string {
  const value = pictures[key] ?? profile?.json[key];
  return typeof value === "string" && value.startsWith("data:image/") ? value : "";
}

interface PictureProps {
  label: string;
  hint: string;
  value: string;
  pick: (file: File | undefined) => void;
  drop: () => void;
}

function Picture({ label, hint, value, pick, drop }: PictureProps): JSX.Element {
  const id = `picture-${label}`.replace(/\s/g, "-");
  return (
    <div class="field picture-field">
      <label for={id} id={`${id}-label`}>{label}</label>
      {value !== "" && <p class="buttons"><img src={value} alt="" /> <button type="button" class="plain" aria-label={`Bỏ ${label.toLowerCase()}`} onClick={drop}>Bỏ ảnh</button></p>}
      <FilePick id={id} accept="image/png,image/jpeg" describedby={`${id}-hint`} words="Chọn ảnh…" pick={pick} />
      <p class="hint" id={`${id}-hint`}>{hint} PNG hoặc JPEG, đến 8 MB.</p>
    </div>
  );
}
