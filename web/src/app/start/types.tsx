// “Soạn mới”: the types, each with a picture of its first page.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { getOffice, isWritten, type Office } from "../../office/office.ts";
import { getPages, getType, type TypeEntry } from "../api.ts";
import type { JsonObject } from "../model/json.ts";
import { Sheets } from "../preview/sheets.ts";
import { begin, newDocument } from "./new.ts";

export function Types({ types, failed }: { types: TypeEntry[]; failed: (error: unknown) => void }): JSX.Element {
  const [office, setOffice] = useState<Office | undefined>(undefined);
  // Without what the office has written the documents begin empty; what is only still on its way is waited for.
  const [asked] = useState(() => getOffice().then((answer) => answer.office, () => undefined));
  useEffect(() => void asked.then(setOffice), [asked]);
  const start = (type: TypeEntry): void => void Promise.all([getType(type.type), asked]).then(([detail, known]) => begin(newDocument(detail, known ?? { version: 1 }, new Date()))).catch(failed);
  return (
    <section class="types" aria-labelledby="types-title">
      <h2 id="types-title">Soạn mới theo loại</h2>
      {office !== undefined && (isWritten(office)
        ? <p class="intro">Văn bản mới được điền sẵn tên cơ quan, ký hiệu, người ký và nơi nhận <a href="/co-quan">của cơ quan</a>.</p>
        : <p class="intro"><a href="/co-quan">Ghi thông tin cơ quan một lần</a> để văn bản mới được điền sẵn tên cơ quan, ký hiệu, người ký và nơi nhận.</p>)}
      <ul>
        {byUse(types).map((type) => <Card key={type.type} type={type} begin={() => start(type)} failed={failed} />)}
      </ul>
    </section>
  );
}

/** What offices write most comes first; the others follow in the order of the law. */
const frequent = ["ke-hoach", "cong-van", "quyet-dinh", "bao-cao", "to-trinh", "thong-bao", "giay-moi"];

function byUse(types: TypeEntry[]): TypeEntry[] {
  const first = frequent.flatMap((slug) => types.filter((t) => t.type === slug));
  return [...first, ...types.filter((t) => !frequent.includes(t.type))];
}

function Card({ type, begin: startNew, failed }: { type: TypeEntry; begin: () => void; failed: (error: unknown) => void }): JSX.Element {
  const picture = useRef<HTMLDivElement>(null);
  const [sample, setSample] = useState<JsonObject | undefined>(undefined);
  useEffect(() => {
    const frame = picture.current;
    if (frame === null) return undefined;
    const leaving = new AbortController();
    // Pictures of cards that nobody scrolls to need not be made.
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      seen.disconnect();
      void draw(type.type, frame, leaving.signal).then(setSample, () => undefined);
    }, { rootMargin: "200px" });
    seen.observe(frame);
    return () => {
      seen.disconnect();
      leaving.abort();
    };
  }, [type.type]);
  const id = `type-${type.type}`;
  return (
    <li class="card">
      <div class="picture" ref={picture} aria-hidden="true" inert />
      <h3 id={id}>{type.name}</h3>
      <p class="buttons">
        <button type="button" class="second cover" aria-describedby={id} onClick={startNew}>Soạn mới</button>
        <button type="button" class="plain" aria-describedby={id} disabled={sample === undefined} onClick={() => sample && void begin(sample).catch(failed)}>Từ văn bản mẫu</button>
      </p>
    </li>
  );
}

async function draw(type: string, frame: HTMLElement, signal: AbortSignal): Promise<JsonObject> {
  const { sample } = await getType(type);
  const { svg } = await getPages(sample, 1, signal);
  const sheets = new Sheets(frame);
  sheets.resize(1);
  sheets.show(svg);
  return sample;
}
