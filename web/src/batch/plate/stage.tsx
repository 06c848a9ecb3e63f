// A document as it will be printed, over the photograph of the blank where its profile has one.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { getPages, type Problem, Refused, wordsOf } from "../../app/api.ts";
import type { JsonObject } from "../../app/model/json.ts";
import { missingParts, withDots } from "../../app/preview/blanks.ts";
import { pointerOf, Sheets } from "../../app/preview/sheets.ts";

export interface StageProps {
  document: JsonObject;
  label: string;
  /** What is marked on the page. */
  marked?: string;
  /** Called with the pointer of what was clicked. */
  pick?: (pointer: string) => void;
  /** Called with a way in mm when an arrow is pressed; without it the stage takes no keys. */
  move?: (dx: number, dy: number) => void;
  /** The room of what is chosen, in parts of the sheet; its shape is the sheet's. */
  box?: { x: number; y: number; width: number; height: number; sheet: { width: number; height: number } } | undefined;
  /** Told what is wrong with the document. */
  found: (problems: Problem[]) => void;
}

const delay = 60;

export function Stage({ document, label, marked = "", pick, move, box, found }: StageProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const sheets = useRef<Sheets | undefined>(undefined);
  const [failed, setFailed] = useState("");
  const [stale, setStale] = useState(true);
  const wanted = JSON.stringify(document);

  useEffect(() => {
    const running = new AbortController();
    const show = async (json: JsonObject): Promise<void> => {
      const { svg, count } = await getPages(json, 0, running.signal);
      if (frame.current === null) return;
      sheets.current ??= new Sheets(frame.current);
      sheets.current.resize(count);
      sheets.current.show(svg);
      sheets.current.mark(marked);
      setStale(false);
      setFailed("");
    };
    const run = async (): Promise<void> => {
      try {
        await show(document);
        found([]);
      } catch (error) {
        if (running.signal.aborted) return;
        const problems = error instanceof Refused ? error.problems : [];
        found(problems);
        const missing = missingParts(problems);
        try {
          if (missing === undefined) throw error;
          await show(withDots(document, missing));
        } catch (second) {
          if (running.signal.aborted) return;
          setStale(true);
          setFailed(problems.length > 0 ? "Chưa vẽ được trang vì còn lỗi nêu bên cạnh." : wordsOf(second));
        }
      }
    };
    const timer = setTimeout(() => void run(), delay);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [wanted]);
  useEffect(() => void sheets.current?.mark(marked), [marked]);

  const key = (event: KeyboardEvent): void => {
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 5 : 0.5;
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    move(way[0] ?? 0, way[1] ?? 0);
  };
  return (
    <div class="stage">
      <div ref={frame} class={stale ? "sheets stale" : "sheets"} role={move ? "application" : "group"} aria-label={label} tabIndex={move ? 0 : undefined} onKeyDown={key}
        onClick={(e) => {
          const group = e.target instanceof Element ? e.target.closest("g[data-pointer]") : null;
          if (group !== null) pick?.(pointerOf(group));
        }} />
      {box && (
        <div class="box-frame" aria-hidden="true" style={{ aspectRatio: `${box.sheet.width} / ${box.sheet.height}` }}>
          <div class="box" style={{
            left: `${(box.x / box.sheet.width) * 100}%`, top: `${(box.y / box.sheet.height) * 100}%`, width: `${(box.width / box.sheet.width) * 100}%`, height: `${(box.height / box.sheet.height) * 100}%`,
          }} />
        </div>
      )}
      <p role="alert" class="stage-words">{failed}</p>
    </div>
  );
}
