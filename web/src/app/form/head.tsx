// What stands above the text: organ, number, place and date, trích yếu, Kính gửi, căn cứ.
import type { JSX } from "preact";
import { DateField } from "../field/date.tsx";
import { LinesField, WordField } from "../field/inputs.tsx";
import { ListField } from "../field/list.tsx";
import { partOf, useApp, useValue } from "../page/app.ts";
import { Section, Several } from "./section.tsx";

export function Organs(): JSX.Element {
  return (
    <Section id="co-quan-ban-hanh" title="Cơ quan">
      <Several one="organ" many="organs" name="Cơ quan" add="Thêm cơ quan cùng ban hành (văn bản liên tịch)" most={6}>
        {(at) => (
          <>
            <LinesField at={`${at}/parent`} label="Cơ quan chủ quản" optional clause="/organ/parent"
              hint="Cơ quan cấp trên trực tiếp, viết in hoa. Xuống dòng ở chỗ muốn ngắt." />
            <LinesField at={`${at}/name`} label="Cơ quan ban hành" clause="/organ/name"
              hint="Tên đầy đủ, viết in hoa. Tên dài được tự ngắt ở chỗ hợp nghĩa." />
          </>
        )}
      </Several>
    </Section>
  );
}

export function Code(): JSX.Element {
  const { type } = useApp();
  const example = type.abbreviation === "" ? "SNV-VP" : `${type.abbreviation}-SNV`;
  return (
    <Section id="so-ky-hieu" title="Số và ký hiệu">
      <div class="side">
        <WordField at="/code/number" label="Số" size="short" optional clause="/code/number" hint="Để trống thì chừa chỗ cho văn thư ghi." />
        <WordField at="/code/notation" label="Ký hiệu" size="middle" clause="/code/notation"
          hint={type.abbreviation === "" ? `Chữ viết tắt cơ quan và đơn vị soạn, như ${example}.` : `Viết tắt tên loại, gạch nối, viết tắt cơ quan, như ${example}.`} />
      </div>
    </Section>
  );
}

export function PlaceAndDate(): JSX.Element {
  return (
    <Section id="dia-danh-ngay" title="Địa danh và ngày">
      <WordField at="/place" label="Địa danh" size="middle" clause="/place" hint="Tên địa phương nơi cơ quan đóng trụ sở." />
      <DateField at="/date" label="Ngày ban hành" clause="/date" hint="Phần chưa biết để trống: trên trang có chỗ để ghi tay." />
    </Section>
  );
}

export function Subject(): JSX.Element {
  const { type } = useApp();
  const letter = type.type === "cong-van";
  const subtitle = useValue("/subtitle");
  return (
    <Section id="trich-yeu" title="Trích yếu">
      <LinesField at="/subject" label="Trích yếu nội dung" clause="/subject"
        hint={letter ? "Chữ “V/v” được tự thêm." : `Không ghi lại chữ “${type.name}”: tên loại được tự thêm phía trên. Xuống dòng ở chỗ muốn ngắt.`} />
      {(subtitle !== undefined || !letter) && (
        <WordField at="/subtitle" label="Dòng phụ dưới trích yếu" optional hint="In nghiêng, như “(Ban hành kèm theo …)”." />
      )}
    </Section>
  );
}

export function Salutation(): JSX.Element | null {
  const { type } = useApp();
  const value = useValue("/salutation");
  const usual = ["cong-van", "to-trinh", "bao-cao", "giay-moi"].includes(type.type);
  if (value === undefined && (!usual || partOf(type, "salutation") !== "usual")) return null;
  return (
    <Section id="kinh-gui" title="Kính gửi">
      <ListField at="/salutation" label="Nơi được gửi đến" entry="Nơi được gửi" clause="/salutation" optional={type.type === "bao-cao" || type.type === "giay-moi"}
        hint="Chữ “Kính gửi:” được tự thêm." />
    </Section>
  );
}

export function Bases(): JSX.Element | null {
  const { type } = useApp();
  const authority = useValue("/authority");
  const bases = useValue("/bases");
  const hasAuthority = authority !== undefined || partOf(type, "authority") !== "none";
  if (!hasAuthority && bases === undefined && partOf(type, "bases") === "none") return null;
  return (
    <Section id="can-cu" title="Căn cứ">
      {hasAuthority && (
        <LinesField at="/authority" label="Thẩm quyền ban hành" clause="/authority" hint="Chức danh hoặc tên cơ quan ra quyết định, viết in hoa, như GIÁM ĐỐC SỞ NỘI VỤ." />
      )}
      <ListField at="/bases" label="Các căn cứ ban hành" entry="Căn cứ" clause="/bases" optional={!hasAuthority}
        hint="Mỗi căn cứ một dòng. Chữ “Căn cứ” và dấu cuối dòng được tự thêm khi thiếu." />
    </Section>
  );
}
