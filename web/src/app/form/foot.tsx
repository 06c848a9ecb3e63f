// What stands below the text: signers, Nơi nhận, rarely used parts, choices of layout.
import type { JSX } from "preact";
import { DateField } from "../field/date.tsx";
import { CheckField, ChoiceField, LinesField, NumberField, WordField } from "../field/inputs.tsx";
import { ListField } from "../field/list.tsx";
import { same } from "../model/json.ts";
import { useApp, useValue } from "../page/app.ts";
import { Folded, Section, Several, useOpen } from "./section.tsx";

export function Signers(): JSX.Element {
  return (
    <Section id="nguoi-ky" title="Người ký">
      <Several one="signer" many="signers" name="Người ký" add="Thêm người cùng ký" most={6}>
        {(at, several) => (
          <>
            {several && <LinesField at={`${at}/organ`} label="Cơ quan của người ký" optional hint="Viết in hoa; ghi khi nhiều cơ quan cùng ký." />}
            <LinesField at={`${at}/competence`} label="Quyền hạn" optional clause="/signer/competence" hint="Như “TM. ỦY BAN NHÂN DÂN”, “KT. GIÁM ĐỐC”; mỗi cấp một dòng." />
            <LinesField at={`${at}/position`} label="Chức vụ" clause="/signer/position" hint="Chức vụ của người ký, viết in hoa, như PHÓ GIÁM ĐỐC." />
            <WordField at={`${at}/name`} label="Họ và tên" clause="/signer/name" hint="Không ghi học hàm, học vị, danh hiệu. Để trống thì chừa chỗ." />
            <More at={at} several={several} />
          </>
        )}
      </Several>
    </Section>
  );
}

function More({ at, several }: { at: string; several: boolean }): JSX.Element {
  const other = useValue(`${at}/other_title`);
  const place = useValue(`${at}/place`);
  const date = useValue(`${at}/date`);
  return (
    <details class="more" open={useOpen([other, place, date].some((v) => v !== undefined))}>
      <summary>Phần ít dùng của người ký</summary>
      <LinesField at={`${at}/other_title`} label="Chức danh khác" optional hint="In giữa chữ ký và họ tên." />
      {(several || place !== undefined || date !== undefined) && (
        <>
          <WordField at={`${at}/place`} label="Địa danh riêng" optional size="middle" />
          <DateField at={`${at}/date`} label="Ngày ký riêng" hint="Khi những người ký không ký cùng ngày." />
        </>
      )}
    </details>
  );
}

export function Recipients(): JSX.Element {
  return (
    <Section id="noi-nhan" title="Nơi nhận">
      <ListField at="/recipients" label="Nơi nhận văn bản" entry="Nơi nhận" clause="/recipients"
        hint="Dòng cuối là “Lưu: VT, …”. Gạch đầu dòng và dấu cuối dòng được tự thêm." />
    </Section>
  );
}

const urgencies = [
  { value: undefined, label: "Không" }, { value: "HỎA TỐC", label: "Hỏa tốc" }, { value: "THƯỢNG KHẨN", label: "Thượng khẩn" }, { value: "KHẨN", label: "Khẩn" },
];
const circulations = [
  { value: undefined, label: "Không" }, { value: "XEM XONG TRẢ LẠI", label: "Xem xong trả lại" }, { value: "LƯU HÀNH NỘI BỘ", label: "Lưu hành nội bộ" },
];

export function Seldom(): JSX.Element {
  const { store } = useApp();
  const has = ["urgency", "circulation", "contact", "drafter"].some((key) => store.document[key] !== undefined);
  return (
    <Folded id="phan-khac" title="Phần ít dùng" filled={has || store.document["type"] === "cong-van"}>
      <ChoiceField at="/urgency" label="Mức độ khẩn" choices={urgencies} clause="/urgency" />
      <ChoiceField at="/circulation" label="Phạm vi lưu hành" choices={circulations} clause="/circulation" />
      <LinesField at="/contact" label="Địa chỉ cơ quan" optional clause="/contact" hint="In ở chân trang đầu, dưới một đường kẻ; thường có ở công văn." />
      <WordField at="/drafter" label="Người soạn thảo và số bản" optional size="middle" clause="/drafter" hint="Chữ viết tắt tên người soạn và số lượng bản, như NVA.15." />
    </Folded>
  );
}

/** Numbers that offices give the levels of a text, the highest first. Below the last come “-” and “+” by themselves. */
const schemes = [["I.", "1.", "a)"], ["A.", "I.", "1.", "a)"], ["I.", "1.", "1.1.", "a)"], ["1.", "1.1.", "1.1.1."], ["1.", "a)"], ["Phần I", "I.", "1.", "a)"], ["Điều 1.", "1.", "a)"], ["Chương I", "Điều 1.", "1.", "a)"]];

export function Options(): JSX.Element {
  const { store, type } = useApp();
  const has = ["options", "orientation", "numbering"].some((key) => store.document[key] !== undefined);
  const usual = type.numbering.filter((level) => level !== "-" && level !== "+");
  return (
    <Folded id="tuy-chon" title="Tùy chọn trình bày" filled={has}>
      <p class="intro">Để trống thì theo cách thường dùng. Các lựa chọn nằm trong khoảng pháp luật cho phép.</p>
      <ChoiceField at="/numbering" label="Cách đánh số nội dung" clause="/numbering" hint="Từ cấp cao nhất xuống; dưới cấp cuối là gạch đầu dòng. Đổi thì số của cả nội dung đổi theo."
        choices={[{ value: undefined, label: `${usual.join(", ")} (thường dùng)` }, ...schemes.filter((s) => !same(s, usual)).map((s) => ({ value: s, label: s.join(", ") }))]} />
      <ChoiceField at="/options/body_size" label="Cỡ chữ nội dung" clause="/options/body_size"
        choices={[{ value: undefined, label: "14 (thường dùng)" }, { value: 14, label: "14", named: true }, { value: 13, label: "13" }]} />
      <ChoiceField at="/options/first_line_indent" label="Lùi đầu dòng" clause="/options/first_line_indent"
        choices={[{ value: undefined, label: "1,27 cm (thường dùng)" }, { value: 12.7, label: "1,27 cm", named: true }, { value: 10, label: "1 cm" }]} />
      <div class="side">
        <NumberField at="/options/line_spacing" label="Khoảng cách dòng" unit="dòng" usual={1} hint="Từ 1 đến 1,5." clause="/options/line_spacing" />
        <NumberField at="/options/space_before" label="Khoảng cách đoạn" unit="pt" usual={6} hint="Từ 6 trở lên." clause="/options/space_before" />
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
      <ChoiceField at="/orientation" label="Hướng giấy" clause="/orientation"
        choices={[{ value: undefined, label: "Dọc (thường dùng)" }, { value: "portrait", label: "Dọc", named: true }, { value: "landscape", label: "Ngang" }]} />
      <CheckField at="/options/end_mark" label="In dấu kết thúc “./.” sau nội dung" />
    </Folded>
  );
}
