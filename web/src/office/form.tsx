// The form of the office.
import type { JSX } from "preact";
import { ChoiceField, LinesField, NumberField, WordField } from "../app/field/inputs.tsx";
import { ListField } from "../app/field/list.tsx";
import { Section } from "../app/form/section.tsx";
import { Signers } from "./signers.tsx";

export function OfficeForm(): JSX.Element {
  return (
    <>
      <Section id="ten" title="Tên cơ quan">
        <LinesField at="/organ/parent" label="Cơ quan chủ quản" optional clause="/organ/parent" hint="Cơ quan cấp trên trực tiếp, viết in hoa, như ỦY BAN NHÂN DÂN TỈNH AN BÌNH." />
        <LinesField at="/organ/name" label="Tên cơ quan" clause="/organ/name" hint="Tên đầy đủ, viết in hoa, như SỞ NỘI VỤ." />
        <div class="side">
          <WordField at="/abbreviation" label="Chữ viết tắt cơ quan" size="short" clause="/code/notation" hint="Dùng trong ký hiệu, như SNV trong QĐ-SNV." />
          <WordField at="/unit" label="Chữ viết tắt đơn vị soạn thảo" size="short" optional hint="Dùng trong ký hiệu công văn, như VP trong SNV-VP." />
        </div>
        <WordField at="/place" label="Địa danh" size="middle" clause="/place" hint="Như An Bình." />
        <LinesField at="/contact" label="Địa chỉ cơ quan" optional hint="In ở chân công văn: địa chỉ, điện thoại, thư điện tử." />
      </Section>
      <Section id="tham-quyen" title="Thẩm quyền">
        <LinesField at="/authority" label="Thẩm quyền ban hành" clause="/authority" hint="Viết in hoa, như GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH. Cũng là chức danh người tặng giấy khen." />
        <WordField at="/giver" label="Thẩm quyền, viết trong câu" size="middle" optional hint="Như Giám đốc Sở Nội vụ tỉnh An Bình. Dùng trong lời văn của quyết định khen thưởng." />
      </Section>
      <Signers />
      <Section id="noi-nhan" title="Nơi nhận và căn cứ thường dùng">
        <ListField at="/recipients" label="Nơi nhận" entry="Nơi" clause="/recipients" optional hint="Dòng cuối là “Lưu: VT, …”." />
        <ListField at="/bases" label="Căn cứ" entry="Căn cứ" clause="/bases" optional hint="Những căn cứ có ở hầu hết văn bản của cơ quan, như quyết định quy định chức năng, nhiệm vụ." />
      </Section>
      <Section id="trinh-bay" title="Trình bày">
        <p class="intro">Để trống thì theo cách thường dùng. Các lựa chọn nằm trong khoảng pháp luật cho phép.</p>
        <div class="side">
          <ChoiceField at="/options/body_size" label="Cỡ chữ nội dung" clause="/options/body_size" choices={[{ value: undefined, label: "14 (thường dùng)" }, { value: 13, label: "13" }, { value: 14, label: "14", named: true }]} />
          <ChoiceField at="/options/first_line_indent" label="Lùi đầu dòng" clause="/options/first_line_indent"
            choices={[{ value: undefined, label: "1,27 cm (thường dùng)" }, { value: 12.7, label: "1,27 cm", named: true }, { value: 10, label: "1 cm" }]} />
        </div>
        <div class="side">
          <NumberField at="/options/line_spacing" label="Khoảng cách dòng" unit="dòng" usual={1} hint="Từ 1 đến 1,5." />
          <NumberField at="/options/space_before" label="Khoảng cách đoạn" unit="pt" usual={6} hint="Từ 6 trở lên." />
        </div>
        <fieldset class="field">
          <legend>Lề trang</legend>
          <div class="side four">
            <NumberField at="/options/margins/top" label="Trên" unit="mm" usual={20} hint="20–25" />
            <NumberField at="/options/margins/bottom" label="Dưới" unit="mm" usual={20} hint="20–25" />
            <NumberField at="/options/margins/left" label="Trái" unit="mm" usual={30} hint="30–35" />
            <NumberField at="/options/margins/right" label="Phải" unit="mm" usual={15} hint="15–20" />
          </div>
        </fieldset>
      </Section>
    </>
  );
}
