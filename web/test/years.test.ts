import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../src/app/model/json.ts";
import { valueAt, withValue } from "../src/app/model/json.ts";
import { baseYear, changesOf, findYears } from "../src/app/years/find.ts";

/** What becomes of a paragraph of a plan for 2023. */
function moved(paragraph: string): { text: string; kept: string[] } {
  let document: JsonObject = { subject: "Công tác thi đua năm 2023", body: [paragraph] };
  const all = findYears(document, 1);
  for (const c of changesOf(document, all.filter((m) => m.proposed))) document = withValue(document, c.path, c.after) as JsonObject;
  return { text: String(valueAt(document, ["body", "0"])), kept: all.filter((m) => !m.proposed).map((m) => `${m.before}: ${m.reason}`) };
}

const cited = "ngày, năm của văn bản được viện dẫn";

for (const [before, after, kept = []] of [
  ["Trước ngày 15/6/2023.", "Trước ngày 15/6/2024."],
  ["Hà Nội, ngày 05 tháng 01 năm 2023", "Hà Nội, ngày 05 tháng 01 năm 2024"],
  ["Hà Nội, ngày … tháng … năm 2023", "Hà Nội, ngày … tháng … năm 2024"],
  ["gửi trong tháng 11/2023", "gửi trong tháng 11/2024"],
  ["Tháng 3 năm 2023", "Tháng 3 năm 2024"],
  ["năm học 2022 - 2023", "năm học 2023 - 2024"],
  ["Quý I/2023 và quý IV năm 2023", "Quý I/2024 và quý IV năm 2024"],
  ["năm 2022 đạt, năm 2023 phấn đấu; Xuân 2024", "năm 2023 đạt, năm 2024 phấn đấu; Xuân 2025"],
  ["giai đoạn 2021-2025", "giai đoạn 2021-2025", ["2021-2025: giai đoạn nhiều năm"]],
  ["đến năm 2030", "đến năm 2030", ["năm 2030: cách xa năm 2023"]],
  ["kỷ niệm 75 năm (11/6/1948 - 11/6/2023)", "kỷ niệm 75 năm (11/6/1948 - 11/6/2024)"],
  ["hết ngày 28/02/2023", "hết ngày 28/02/2024"],
  ["kinh phí 2023 triệu đồng, 12.2023, 2023.5", "kinh phí 2023 triệu đồng, 12.2023, 2023.5"],
  ["Nghị định số 91/2022/NĐ-CP ngày 31/7/2022 của Chính phủ", "Nghị định số 91/2022/NĐ-CP ngày 31/7/2022 của Chính phủ",
    ["91/2022/NĐ-CP: số, ký hiệu của văn bản khác", `31/7/2022: ${cited}`]],
  ["Thực hiện Kế hoạch 823/KH-UBND ngày 29/12/2022", "Thực hiện Kế hoạch 823/KH-UBND ngày 29/12/2022", [`29/12/2022: ${cited}`]],
  ["theo Luật Thi đua, khen thưởng năm 2022", "theo Luật Thi đua, khen thưởng năm 2022", [`năm 2022: ${cited}`]],
  ["phổ biến Luật Thi đua trong năm 2023", "phổ biến Luật Thi đua trong năm 2024"],
  ["Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", [`ngày 15 tháng 6 năm 2022: ${cited}`]],
  ["Kế hoạch công tác thi đua năm 2023", "Kế hoạch công tác thi đua năm 2024"],
] as [string, string, string[]?][]) {
  test(before, () => assert.deepEqual(moved(before), { text: after, kept }));
}

test("29 February", () => {
  const document: JsonObject = { date: "2024-02-29", body: ["hết ngày 29/02/2024, ngày 29 tháng 02 năm 2024"] };
  assert.deepEqual(findYears(document, 1).map((m) => m.after), ["2025-02-28", "28/02/2025", "ngày 28 tháng 02 năm 2025"]);
  assert.deepEqual(findYears({ date: "2028-02-29", body: ["29/02/2028"] }, 1).map((m) => m.after), ["2029-02-28", "28/02/2029"]);
});

test("grounds, numbers, choices", () => {
  const document: JsonObject = {
    type: "ke-hoach", code: { number: "2023", notation: "KH-2023" }, date: "2023", subject: ["Thi đua", "năm 2023"],
    bases: ["Luật X ngày 01/01/2023", [{ text: "Kế hoạch năm 2023", bold: true }]], signer: { name: "2023" },
    body: [{ table: { rows: [["2023", { text: [{ text: "năm 2023" }, { footnote: "Từ 2023." }] }]] } }],
  };
  const all = findYears(document, 2);
  assert.deepEqual(all.filter((m) => m.proposed).map((m) => m.path.join("/")), [
    "date", "subject/1", "body/0/table/rows/0/0", "body/0/table/rows/0/1/text/0/text", "body/0/table/rows/0/1/text/1/footnote",
  ]);
  assert.equal(all.find((m) => m.path[0] === "date")?.after, "2025");
  assert.equal(baseYear(document), 2023);
  assert.equal(baseYear({ body: ["không có năm"] }), 0);
});

test("several in one text, some chosen", () => {
  const document: JsonObject = { body: ["2022, 2023 và 2024"] };
  const all = findYears(document, 1);
  assert.deepEqual(changesOf(document, [all[0], all[2]].filter((m) => m !== undefined)), [{ path: ["body", "0"], before: "2022, 2023 và 2024", after: "2023, 2023 và 2025" }]);
});
