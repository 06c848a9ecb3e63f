// The parts that only giấy khen and bằng khen have.
import type { JSX } from "preact";
import { DateField } from "../field/date.tsx";
import { LinesField, WordField } from "../field/inputs.tsx";
import { partOf, useApp } from "../page/app.ts";
import { Section } from "./section.tsx";

export function Certificate(): JSX.Element | null {
  const { type } = useApp();
  if (partOf(type, "citation") === "none") return null;
  return (
    <>
      <Section id="nguoi-tang" title="Tặng">
        <LinesField at="/award_by" label="Chức danh người tặng" hint="Viết in hoa, như CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH." />
        <div class="side">
          <WordField at="/recipient/salutation" label="Cách xưng" size="short" optional hint="Ông, Bà, Tập thể …" />
          <LinesField at="/recipient/name" label="Tên người, tập thể được tặng" />
        </div>
        <LinesField at="/recipient/position" label="Chức vụ" optional />
        <LinesField at="/recipient/unit" label="Đơn vị" optional />
        <LinesField at="/citation" label="Thành tích" hint="Như “Đã có thành tích xuất sắc trong …”." />
      </Section>
      <Section id="quyet-dinh-khen" title="Quyết định khen thưởng">
        <div class="side">
          <WordField at="/decision/number" label="Số quyết định" size="short" optional />
          <WordField at="/decision/notation" label="Ký hiệu quyết định" size="middle" />
        </div>
        <DateField at="/decision/date" label="Ngày của quyết định" hint="Phần chưa biết để trống." />
        <WordField at="/register_number" label="Số sổ vàng" size="short" optional />
      </Section>
    </>
  );
}
