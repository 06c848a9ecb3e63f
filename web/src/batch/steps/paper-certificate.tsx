// The common part of certificates whose decision is there already.
import type { JSX } from "preact";
import { DateField } from "../../app/field/date.tsx";
import { LinesField, WordField } from "../../app/field/inputs.tsx";
import { Section } from "../../app/form/section.tsx";

export function CertificateForm(): JSX.Element {
  return (
    <>
      <Section id="tang" title="Người tặng và thành tích">
        <LinesField at="/base/award_by" label="Chức danh người tặng" hint="Viết in hoa, như GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH." />
        <Citation />
      </Section>
      <Section id="so-quyet-dinh" title="Quyết định khen thưởng">
        <div class="side">
          <WordField at="/base/decision/number" label="Số quyết định" size="short" optional hint="Để trống thì chừa chỗ ghi tay." />
          <WordField at="/base/decision/notation" label="Ký hiệu" size="middle" hint="Như QĐ-SNV." />
        </div>
        <DateField at="/base/decision/date" label="Ngày quyết định" hint="Phần chưa biết để trống." />
      </Section>
      <Section id="ky" title="Nơi, ngày và người ký">
        <WordField at="/base/place" label="Địa danh" size="middle" />
        <DateField at="/base/date" label="Ngày ghi trên giấy" hint="Phần chưa biết để trống." />
        <LinesField at="/base/signer/competence" label="Quyền hạn" optional clause="/signer/competence" hint="Như KT. GIÁM ĐỐC." />
        <LinesField at="/base/signer/position" label="Chức vụ" clause="/signer/position" hint="Viết in hoa, như GIÁM ĐỐC." />
        <WordField at="/base/signer/name" label="Họ và tên" clause="/signer/name" />
      </Section>
    </>
  );
}

export function Citation(): JSX.Element {
  return <LinesField at="/base/citation" label="Thành tích chung" optional hint="Ghi khi mọi người có cùng thành tích, như “Đã có thành tích xuất sắc trong …”. Dòng nào của danh sách có thành tích riêng thì theo dòng ấy." />;
}
