// The sheet that is printed to learn how far a printer is off, and what was measured on it.
import type { JSX } from "preact";
import type { JsonObject } from "../../app/model/json.ts";
import { crosses, measuredOf, sheetOf } from "../model/plate.ts";
import { platePdf } from "../model/plates.ts";
import { Num } from "./number.tsx";

export function Calibration({ plate, set, locked }: { plate: JsonObject; set: (measured: JsonObject[]) => void; locked: boolean }): JSX.Element {
  const { width, height } = sheetOf(plate);
  const measured = measuredOf(plate["measured"]);
  const change = (cross: number, key: "x" | "y", value: number | undefined, usual: { x: number; y: number }): void => {
    const next = new Map(measured);
    if (value === undefined) next.delete(cross);
    else next.set(cross, { ...usual, ...next.get(cross), [key]: value });
    set([...next].sort(([a], [b]) => a - b).map(([n, at]) => ({ cross: n, ...at })));
  };
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
            <Num of={`Dấu ${c.cross}`} label="từ mép trái" unit="mm" step={0.5} usual={c.x} value={measured.get(c.cross)?.x} set={(x) => change(c.cross, "x", x, c)} />
            <Num of={`Dấu ${c.cross}`} label="từ mép trên" unit="mm" step={0.5} usual={c.y} value={measured.get(c.cross)?.y} set={(y) => change(c.cross, "y", y, c)} />
          </div>
        ))}
      </fieldset>
    </details>
  );
}
