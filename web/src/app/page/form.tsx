// The form: its parts in the order of the page.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Edit, Note, TypeEntry } from "../api.ts";
import { Appendices, BodyText, Enclosures } from "../form/body.tsx";
import { Certificate } from "../form/certificate.tsx";
import { Options, Recipients, Seldom, Signers } from "../form/foot.tsx";
import { Bases, Code, Organs, PlaceAndDate, Salutation, Subject } from "../form/head.tsx";
import { House, noted } from "../form/house.tsx";
import { partOf, useApp, useValue } from "./app.ts";
import { focusElement } from "./fields.ts";
import { Notes } from "./notes.tsx";

interface Props {
  types: TypeEntry[];
  elsewhere: boolean;
  imported: { notes: Note[]; changes: Edit[] };
  years: () => void;
  notesDone: () => void;
}

/** The parts by the key of the contract that tells whether a type has them. */
const parts = [
  { key: "organ", id: "co-quan-ban-hanh", label: "Cơ quan" },
  { key: "code", id: "so-ky-hieu", label: "Số" },
  { key: "date", id: "dia-danh-ngay", label: "Ngày" },
  { key: "subject", id: "trich-yeu", label: "Trích yếu" },
  { key: "bases", id: "can-cu", label: "Căn cứ" },
  { key: "citation", id: "nguoi-tang", label: "Tặng" },
  { key: "decision", id: "quyet-dinh-khen", label: "Quyết định" },
  { key: "body", id: "noi-dung", label: "Nội dung" },
  { key: "signer", id: "nguoi-ky", label: "Người ký" },
  { key: "recipients", id: "noi-nhan", label: "Nơi nhận" },
  { key: "appendices", id: "phu-luc", label: "Phụ lục" },
  { key: "enclosures", id: "kem-theo", label: "Kèm theo" },
  { key: "options", id: "tuy-chon", label: "Tùy chọn" },
];

export function Form({ types, elsewhere, imported, years, notesDone }: Props): JSX.Element {
  const { type, store } = useApp();
  // Which parts there are is asked of the document itself.
  const [, setKeys] = useState(() => Object.keys(store.document).join());
  useLayoutEffect(() => store.subscribe((document) => setKeys(Object.keys(document).join())), [store]);
  // A certificate prints no organ, and what is issued with a document comes out of a file alone.
  const seldom = (key: string): boolean => key === "enclosures" || key === "organ" && partOf(type, "award_by") !== "none" || key === "options" && partOf(type, "body") === "none";
  const has = (key: string): boolean => store.document[key] !== undefined || partOf(type, key) !== "none" && !seldom(key);
  return (
    <div class="form" id="bieu-mau" tabIndex={-1}>
      <nav class="parts" aria-label="Các phần của văn bản">
        <ul>
          {parts.filter((p) => has(p.key)).map((p) => (
            <li key={p.id}>
              <a href={`#${p.id}`} onClick={(e) => {
                e.preventDefault();
                const part = document.getElementById(p.id);
                part?.querySelector("details")?.setAttribute("open", "");
                part?.scrollIntoView({ block: "start" });
                part?.focus({ preventScroll: true });
              }}>{p.label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {/* Where nothing in it takes the keyboard, it is scrolled by itself. */}
      <div class="form-text" tabIndex={elsewhere ? 0 : undefined}>
        {(imported.notes.length > 0 || imported.changes.length > 0) && <Notes {...imported} years={years} done={notesDone} />}
        <form inert={elsewhere} onSubmit={(e) => e.preventDefault()} autocomplete="off">
          <TypeChoice types={types} />
          <House />
          {has("organ") && <Organs />}
          {has("code") && <Code />}
          {has("date") && <PlaceAndDate />}
          {has("subject") && <Subject />}
          {has("salutation") && <Salutation />}
          {has("bases") && <Bases />}
          <Certificate />
          {has("body") && <BodyText />}
          {has("signer") && <Signers />}
          {has("recipients") && <Recipients />}
          {has("appendices") && <Appendices />}
          <Enclosures />
          {has("urgency") && <Seldom />}
          {has("options") && has("body") && <Options />}
        </form>
      </div>
    </div>
  );
}

function TypeChoice({ types }: { types: TypeEntry[] }): JSX.Element {
  const { type, store, fields } = useApp();
  useEffect(() => fields.add("/type", () => {
    const list = document.getElementById("o-type");
    return list !== null && focusElement(list);
  }), [fields]);
  // As the document has it: the form of another type may be under way.
  const chosen = String(useValue("/type") ?? "");
  const known = types.some((t) => t.type === chosen);
  return (
    <div class="field type-choice">
      <label for="o-type">Loại văn bản</label>
      {!known && <p class="message error">Chương trình chưa trình bày được loại văn bản của tệp này. Chọn loại gần nhất.</p>}
      <select id="o-type" value={known ? chosen : ""} aria-describedby="o-type-hint" onChange={(e) => {
        const next = types.find((t) => t.type === e.currentTarget.value);
        if (next !== undefined) store.change([{ path: ["type"], before: store.get(["type"]), after: next.type }, ...noted(store, type, next)]);
      }}>
        {!known && <option value="">{chosen}</option>}
        {types.map((t) => <option key={t.type} value={t.type}>{t.name}</option>)}
      </select>
      <p class="hint" id="o-type-hint">Thể thức theo {type.cite}.</p>
    </div>
  );
}
