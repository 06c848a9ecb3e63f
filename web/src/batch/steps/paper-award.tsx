// The decision that commends all of the list, and the list that goes with it. Counts, Điều and danh sách are made by the service.
import type { JSX } from "preact";
import { DateField } from "../../app/field/date.tsx";
import { ChoiceField, LinesField, WordField } from "../../app/field/inputs.tsx";
import { ListField } from "../../app/field/list.tsx";
import { Section } from "../../app/form/section.tsx";
import { useApp, useValue } from "../../app/page/app.ts";
import { MoneyField } from "./money.tsx";
import { Citation } from "./paper-certificate.tsx";

const at = "/award/decision";

export function AwardForm(): JSX.Element {
  return (
    <>
      <Section id="quyet-dinh" title="Quyết định">
        <LinesField at={`${at}/organ/parent`} label="Cơ quan chủ quản" optional clause="/organ/parent" hint="Viết in hoa." />
        <LinesField at={`${at}/organ/name`} label="Cơ quan ban hành" clause="/organ/name" hint="Tên đầy đủ, viết in hoa." />
        <div class="side">
          <WordField at={`${at}/code/number`} label="Số" size="short" optional hint="Để trống thì chừa chỗ." />
          <WordField at={`${at}/code/notation`} label="Ký hiệu" size="middle" clause="/code/notation" hint="Như QĐ-SNV." />
        </div>
        <WordField at={`${at}/place`} label="Địa danh" size="middle" clause="/place" />
        <DateField at={`${at}/date`} label="Ngày ban hành" hint="Cũng là ngày ghi trên giấy khen." clause="/date" />
        <LinesField at={`${at}/subject`} label="Trích yếu" optional hint="Để trống thì tự ghi “Về việc tặng Giấy khen …”." />
        <LinesField at={`${at}/authority`} label="Thẩm quyền ban hành, người tặng" clause="/authority" hint="Viết in hoa, như GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH. Cũng là chức danh người tặng trên giấy khen." />
        <WordField at="/award/by" label="Người tặng, viết trong câu" size="middle" optional hint="Như “Giám đốc Sở Nội vụ”." />
        <ListField at={`${at}/bases`} label="Các căn cứ" entry="Căn cứ" optional hint="Để trống thì ghi các căn cứ chung về thi đua, khen thưởng; xem lại trước khi ký. Đã ghi thì ghi đủ: các căn cứ chung không được thêm vào." />
      </Section>
      <Section id="thanh-tich" title="Thành tích và tiền thưởng">
        <Citation />
        <WordField at="/award/citation" label="Thành tích ghi ở Điều 1" optional hint="Để trống thì lấy thành tích chung." />
        <div class="side">
          <MoneyField at="/award/prize/collective" label="Thưởng mỗi tập thể" hint="Để trống thì quyết định không nói đến tiền thưởng." />
          <MoneyField at="/award/prize/person" label="Thưởng mỗi cá nhân" hint="Như 1.000.000." />
        </div>
        <WordField at="/award/prize/fund" label="Nguồn tiền thưởng" optional hint="Như “Quỹ thi đua, khen thưởng của Sở Nội vụ”." />
      </Section>
      <Section id="danh-sach-kem" title="Danh sách kèm theo và số sổ vàng">
        <ChoiceField at="/award/list/form" label="Danh sách trình bày" choices={[{ value: "table", label: "Thành bảng" }, { value: "lines", label: "Thành các dòng" }]} />
        <ListColumns />
        <ChoiceField at="/award/list/order" label="Thứ tự" choices={[{ value: undefined, label: "Tập thể trước, cá nhân sau" }, { value: "list", label: "Như danh sách đã đưa vào" }]} />
        <ChoiceField at="/award/list/numbering" label="Đánh số" choices={[{ value: undefined, label: "Mỗi nhóm từ 1" }, { value: "continuous", label: "Liên tục" }]} />
        <WordField at="/award/register_from" label="Số sổ vàng bắt đầu từ" size="short" optional hint="Như 01. Dòng đã có số sổ vàng giữ số của mình." />
      </Section>
      <Section id="noi-nhan-ky" title="Nơi nhận và người ký">
        <ListField at={`${at}/recipients`} label="Nơi nhận" entry="Nơi" clause="/recipients" optional hint="Để trống thì tự ghi “Như Điều …” đúng số điều, và “Lưu: VT”. Dòng cuối là “Lưu: VT, …”." />
        <LinesField at={`${at}/signer/competence`} label="Quyền hạn" optional clause="/signer/competence" hint="Như KT. GIÁM ĐỐC." />
        <LinesField at={`${at}/signer/position`} label="Chức vụ" clause="/signer/position" hint="Viết in hoa." />
        <WordField at={`${at}/signer/name`} label="Họ và tên" clause="/signer/name" />
      </Section>
    </>
  );
}

/** The columns beside TT, name and office. Without a choice the service takes those that have something to say. */
const columns = [{ value: "citation", label: "Thành tích" }, { value: "register", label: "Số sổ vàng" }, { value: "prize", label: "Mức thưởng" }, { value: "note", label: "Ghi chú" }];

function ListColumns(): JSX.Element | null {
  const { store } = useApp();
  const form = useValue("/award/list/form");
  const value = useValue("/award/list/columns");
  const chosen = Array.isArray(value) ? value : undefined;
  const put = (next: string[] | undefined): void => store.set(["award", "list", "columns"], next);
  if (form === "lines") return null;
  return (
    <fieldset class="field choice stacked">
      <legend>Cột thêm trong bảng</legend>
      <label class="radio"><input type="radio" name="columns" checked={chosen === undefined} onChange={() => put(undefined)} /> Theo nội dung: thành tích khi mỗi người một khác, số sổ vàng và mức thưởng khi có, ghi chú</label>
      <label class="radio"><input type="radio" name="columns" checked={chosen !== undefined} onChange={() => put(["note"])} /> Chọn từng cột</label>
      {chosen !== undefined && (
        <div class="choice" role="group" aria-label="Các cột được chọn">
          {columns.map((c) => (
            <label key={c.value} class="radio"><input type="checkbox" checked={chosen.includes(c.value)}
              onChange={(e) => put(columns.map((o) => o.value).filter((v) => (v === c.value ? e.currentTarget.checked : chosen.includes(v))))} /> {c.label}</label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
