// Each row as it was read, to be put right before anything is made.
import type { JSX } from "preact";
import { Sheet } from "../grid/sheet.tsx";
import type { Filter } from "../model/rows.ts";
import { count } from "../words.ts";
import { StepFrame, useSession } from "../wizard.tsx";

const filters: { filter: Filter; label: string }[] = [
  { filter: "all", label: "Mọi dòng" }, { filter: "errors", label: "Chỉ dòng có lỗi" }, { filter: "warnings", label: "Chỉ dòng nên xem lại" },
  { filter: "edited", label: "Chỉ dòng đã sửa" }, { filter: "removed", label: "Chỉ dòng đã bỏ" },
];

export function RowsStep(): JSX.Element {
  const session = useSession();
  const { rows } = session;
  const errors = rows.count("errors");
  const left = rows.list.length - rows.count("removed");
  return (
    <StepFrame step="dong" title="Xem lại từng dòng" wide held={left === 0 ? "Mọi dòng đã bị bỏ. Dùng lại ít nhất một dòng." : undefined}
      lead={errors === 0
        ? `${count(left)} dòng sẽ được làm, không dòng nào có lỗi.`
        : `${count(errors)} dòng có lỗi. Sửa ngay trong bảng, hoặc bỏ dòng thừa; dòng còn lỗi không được làm nhưng không ngăn các dòng khác.`}>
      {!session.whole && <p class="note">Danh sách quá dài: ở đây xem được {count(session.kept.list.rows.length)} dòng đầu trong {count(session.kept.list.total)} dòng. Sửa trong tệp, hoặc sửa các dòng lỗi sau khi làm.</p>}
      <Sheet key={String(session.kept.list.columns.map((c) => c.field))} rows={rows} label="Các dòng của danh sách" locked={session.elsewhere || !session.whole} filters={filters} begin="all" removable changed={() => session.corrected()} />
    </StepFrame>
  );
}
