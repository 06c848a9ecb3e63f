// The sheet that is printed to learn how far a printer is off, and what was measured on it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { JsonObject } from "../../app/model/json.ts";
import { crosses, measuredOf, sheetOf } from "../model/plate.ts";
import { platePdf } from "../model/plates.ts";
import { Num } from "./number.tsx";

interface Place {
  x: number;
  y: number;
}

export function Calibration({ plate, set, locked }: { plate: JsonObject; set: (measured: JsonObject[]) => void; locked: boolean }): JSX.Element {
  const { width, height } = sheetOf(plate);
  const measured = measuredOf(plate["measured"]);
  // A cross with one of its two measures says nothing yet, and stays here until it has the other.
  const [half, setHalf] = useState<Record<number, Partial<Place>>>({});
  const at = (cross: number): Partial<Place> => half[cross] ?? measured.get(cross) ?? {};
  const change = (cross: number, key: keyof Place, value: number | undefined): void => {
    const { x, y }: Partial<Place> = { ...at(cross), [key]: value };
    const next = new Map(measured);
    const { [cross]: gone, ...others } = half;
    if (x !== undefined && y !== undefined) next.set(cross, { x, y });
    else next.delete(cross);
    setHalf(x !== undefined && y !== undefined ? others : { ...others, [cross]: { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) } });
    if (next.has(cross) || measured.has(cross)) set([...next].sort(([a], [b]) => a - b).map(([n, place]) => ({ cross: n, ...place })));
  };
  const missing = Object.entries(half).flatMap(([cross, place]) => (Object.keys(place).length === 1 ? [cross] : []));
  return (
    <details class="panel">
      <summary>Căn chỉnh máy in{measured.size > 0 ? ` (đã đo ${measured.size} dấu)` : ""}</summary>
      <ol class="how">
        <li><a href={platePdf(width, height)} download>Tải tờ căn chỉnh {String(width).replace(".", ",")} × {String(height).replace(".", ",")} mm (PDF)</a>, in đúng 100 % trên giấy cùng khổ phôi.</li>
        <li>Đo từ mép giấy đến giữa mỗi dấu cộng, đến nửa mi-li-mét.</li>
        <li>Ghi số đo vào đây. Một dấu sửa được độ lệch; cả bốn dấu sửa được cả độ co giãn.</li>
      </ol>
      <fieldset disabled={locked}>
        <legend class="sr">Số đo</legend>
        {crosses(width, height).map((c) => (
          <div class="nums cross" key={c.cross}>
            <span class="cross-name">Dấu {c.cross}</span>
            <Num of={`Dấu ${c.cross}`} label="từ mép trái" unit="mm" step={0.5} usual={c.x} value={at(c.cross).x} set={(x) => change(c.cross, "x", x)} />
            <Num of={`Dấu ${c.cross}`} label="từ mép trên" unit="mm" step={0.5} usual={c.y} value={at(c.cross).y} set={(y) => change(c.cross, "y", y)} />
          </div>
        ))}
      </fieldset>
      <p class="hint" role="status">{missing.length > 0 ? `Dấu ${missing.join(", ")} còn thiếu một số đo nên chưa được tính.` : ""}</p>
    </details>
  );
}
