// What the reader of a file wants looked at, and what was changed in Word: by the parts of the document, each leading to its field.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Edit, Note } from "../api.ts";
import { partName } from "../model/parts.ts";
import { useApp } from "./app.ts";

/** Entries shown at first; the others when they are asked for. */
const first = 6;

interface Entry {
  pointer: string;
  words: ComponentChildren;
  /** The words of the file. */
  quotes: string[];
  place: string;
}

interface Group {
  title: string;
  entries: Entry[];
}

interface Props {
  notes: Note[];
  changes: Edit[];
  years: () => void;
  done: () => void;
}

export function Notes({ notes, changes, years, done }: Props): JSX.Element {
  const { fields } = useApp();
  const [all, setAll] = useState(false);
  const groups = [...(changes.length > 0 ? [{ title: "Đã sửa trong Word từ khi tạo tệp", entries: changes.map(ofEdit) }] : []), ...byPart(notes)];
  const count = groups.reduce((n, g) => n + g.entries.length, 0);
  let room = all ? count : first;
  return (
    <section class="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">Đã đọc xong văn bản{count > 0 && `, ${count} điều cần xem lại`}</h2>
      {groups.map((g) => {
        const shown = g.entries.slice(0, room);
        room -= shown.length;
        return shown.length > 0 && (
          <section key={g.title}>
            <h3>{g.title} ({g.entries.length})</h3>
            <ul>{shown.map((e, i) => <Line key={i} entry={e} go={() => fields.go(e.pointer)} />)}</ul>
          </section>
        );
      })}
      <p class="buttons">
        {count > first && !all && <button type="button" class="plain" onClick={() => setAll(true)}>Xem cả {count} điều</button>}
        <button type="button" class="second" onClick={years}>Năm trước → năm nay</button>
        <button type="button" class="plain" onClick={done}>Đã xem, đóng lại</button>
      </p>
    </section>
  );
}

function Line({ entry, go }: { entry: Entry; go: () => void }): JSX.Element {
  return (
    <li>
      {entry.pointer === "" ? entry.words : <a href="#noi-dung-chinh" onClick={(e) => {
        e.preventDefault();
        go();
      }}>{entry.words}</a>}
      {entry.quotes.map((text, i) => <q key={i}>{text}</q>)}
      {entry.place && <span class="hint"> {entry.place}</span>}
    </li>
  );
}

function ofEdit({ kind, pointer = "", before = "", after = "" }: Edit): Entry {
  const part = partOf(pointer);
  if (kind === "added") return { pointer, words: `${part}: thêm`, quotes: [after], place: "" };
  // What has gone has no place of its own any more.
  if (kind === "removed") return { pointer: "", words: `${part}: bỏ`, quotes: [before], place: "" };
  return { pointer, words: <>{part}: <span class="sr">từ </span><del>{before}</del> <span aria-hidden="true">→</span><span class="sr"> thành </span> <ins>{after}</ins></>, quotes: [], place: "" };
}

const elsewhere = "Chưa có chỗ trong văn bản";
const general = "Cả văn bản";

/** First what has found no place, then part by part in the order of the file. What is said of many places is said once. */
export function byPart(notes: readonly Note[]): Group[] {
  const groups = new Map<string, Entry[]>([[elsewhere, []]]);
  const seen = new Map<string, Entry>();
  for (const { code, message, pointer = "", text, place } of notes) {
    if (code === "problem") continue;
    const title = pointer !== "" ? partOf(pointer) : code === "unplaced_text" || code === "not_accepted" ? elsewhere : general;
    const again = seen.get(title + message + (pointer === "" ? "" : pointer));
    const where = placeOf(place);
    if (again !== undefined) {
      if (text) again.quotes.push(text);
      again.place = again.place === "" || where === "" ? again.place || where : `${again.place}; ${where[0]?.toLowerCase()}${where.slice(1)}`;
      continue;
    }
    const entry: Entry = { pointer, words: message, quotes: text ? [text] : [], place: where };
    seen.set(title + message + (pointer === "" ? "" : pointer), entry);
    groups.set(title, [...(groups.get(title) ?? []), entry]);
  }
  return [...groups].map(([title, entries]) => ({ title, entries })).filter((g) => g.entries.length > 0);
}

function partOf(pointer: string): string {
  return partName(pointer.split("/")[1] ?? "");
}

function placeOf(place: Note["place"]): string {
  if (place?.line !== undefined) return `Dòng ${place.line} của văn bản đã dán`;
  if (place?.paragraph !== undefined) return `Đoạn ${place.paragraph} của tệp`;
  return "";
}
