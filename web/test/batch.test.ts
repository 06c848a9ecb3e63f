import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Problem } from "../src/app/api.ts";
import type { JsonObject } from "../src/app/model/json.ts";
import { columnOf, letterOf, parseCells, tableCells, toCsv } from "../src/batch/model/cells.ts";
import type { FieldInfo } from "../src/batch/model/fields.ts";
import { inBounds, moveOf } from "../src/batch/grid/moves.ts";
import { type Column, examples, type List, mapped, unmapped } from "../src/batch/model/list.ts";
import { documentOf, fingerprint, items, placesOf, withDecision } from "../src/batch/model/paper.ts";
import { cellText, cellValue, dateText, dateValue, merged, withCell } from "../src/batch/model/patch.ts";
import { crosses, effective, keyOf, moved, placeOf } from "../src/batch/model/plate.ts";
import { routeOf, stepAddress } from "../src/batch/model/route.ts";
import { fold, Rows } from "../src/batch/model/rows.ts";
import { bytes, lasting, watch } from "../src/batch/model/work.ts";
import { ofPaper, withTold } from "../src/batch/steps/checker.ts";
import { plainly } from "../src/batch/words.ts";
import { filled, known, notationOf, type Office, written } from "../src/office/office.ts";
import { reconcile } from "../src/office/reconcile.ts";

const name: FieldInfo = { path: "recipient.name", title: "Họ và tên", kind: "text" };
const unit: FieldInfo = { path: "recipient.unit", title: "Đơn vị", kind: "text" };
const citation: FieldInfo = { path: "citation", title: "Thành tích", kind: "lines" };
const date: FieldInfo = { path: "decision.date", title: "Ngày", kind: "date" };

test("cells from the clipboard", () => {
  for (const [text, want] of [
    ["", []],
    ["a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]],
    ["a\t\n\tb", [["a", ""], ["", "b"]]],
    ['"hai\ndòng"\tb', [["hai\ndòng", "b"]]],
    ['"nói ""vâng"""\tb', [['nói "vâng"', "b"]]],
    ['"Xuân" và Hạ\tb\n"chưa đóng\tc', [['"Xuân" và Hạ', "b"], ['"chưa đóng', "c"]]],
    ["=1+1\t<b>", [["=1+1", "<b>"]]],
  ] as const) assert.deepEqual(parseCells(text), want, JSON.stringify(text));
  assert.equal(toCsv([["a", 'b"c'], ["d\ne", ""]]), '"a","b""c"\r\n"d\ne",""\r\n');
});

test("a table of a page keeps its shape as cells", () => {
  assert.deepEqual(tableCells({
    header: [["TT", { text: "Tên", colspan: 2 }]],
    rows: [{ band: "I. TẬP THỂ" }, [{ text: "1", rowspan: 2 }, "A", "B"], ["C", [{ text: "D", bold: true }]]],
  }), [["TT", "Tên", ""], ["I. TẬP THỂ"], ["1", "A", "B"], ["", "C", "D"]]);
});

test("a batch that is watched no more says nothing any more", async (t) => {
  let fail = (_: Error): void => undefined;
  t.mock.method(globalThis, "fetch", () => new Promise((_, reject) => (fail = reject)));
  const told: unknown[] = [];
  const stop = watch("a", (batch) => told.push(batch), (error) => told.push(error));
  stop();
  fail(new TypeError("offline"));
  await new Promise(setImmediate);
  assert.deepEqual(told, []);
});

test("letters of columns", () => {
  for (const [n, letter] of [[0, "A"], [25, "Z"], [26, "AA"], [701, "ZZ"], [702, "AAA"]] as const) {
    assert.equal(letterOf(n), letter);
    assert.equal(columnOf(letter), n);
  }
});

test("cells and values of a patch", () => {
  const patch: JsonObject = { recipient: { name: "A" }, citation: ["một", "hai"], decision: { date: "2026-05" } };
  assert.deepEqual([name, unit, citation, date].map((f) => cellText(patch, f)), ["A", "", "một\nhai", "05/2026"]);
  assert.deepEqual(withCell({ recipient: { name: "A" } }, name, " "), {});
  assert.deepEqual(withCell({ recipient: { name: "A" } }, unit, "Phòng\nX"), { recipient: { name: "A", unit: "Phòng X" } });
  assert.deepEqual(withCell({}, citation, "một\r\nhai"), { citation: "một\nhai".split("\n") });
  assert.equal(cellValue("Nguye\u0302\u0303n", "text").value, "Nguyễn", "NFC");
  assert.deepEqual(cellValue("a\n\n b ", "list").value, ["a", "b"]);
  assert.deepEqual([cellValue("1,5", "number").value, cellValue("có", "yesno").value], [1.5, true]);
  for (const [text, kind] of [["31/02/2026", "date"], ["mai", "date"], ["một", "number"], ["chắc", "yesno"]] as const) {
    assert.equal(cellValue(text, kind).value, text, "what is not understood stays as it was typed");
    assert.notEqual(cellValue(text, kind).fault, "");
  }
});

test("dates", () => {
  for (const [text, iso] of [["12/5/2026", "2026-05-12"], ["01.02.2026", "2026-02-01"], ["5/2026", "2026-05"], ["2026", "2026"], ["2026-05-12", "2026-05-12"], ["29/2/2024", "2024-02-29"], ["ngày 5 tháng 4 năm 2026", "2026-04-05"]] as const) assert.equal(dateValue(text), iso);
  for (const text of ["29/2/2025", "1/13/2026", "0/1/2026", "12/5/26", "12/5/3026", "x"]) assert.equal(dateValue(text), undefined, text);
  assert.deepEqual(["2026-05-12", "2026", "lạ"].map(dateText), ["12/05/2026", "2026", "lạ"]);
});

test("patches go on documents as RFC 7396 says", () => {
  assert.deepEqual(merged({ a: { b: 1, c: 2 }, d: [1] }, { a: { b: null, e: 3 }, d: [2], f: { g: null } }), { a: { c: 2, e: 3 }, d: [2], f: {} });
});

const column = (letter: string, field: string): Column => ({ sheet: "", letter, header: letter, field, means: "", how: "name" });

test("a field that one column takes is taken from another, unless they stand together", () => {
  const columns = [column("A", "citation"), column("B", "recipient.unit"), column("C", "")];
  assert.deepEqual(mapped({}, columns, "C", "citation"), { C: "citation", A: "" });
  assert.deepEqual(mapped({}, columns, "C", "recipient.unit"), { C: "recipient.unit" });
  assert.deepEqual(unmapped({ A: "", C: "citation" }, "A"), { C: "citation" });
  const list = { rows: ["x", "", "x", "y", "z", "w"].map((c) => ({ sheet: "", cells: [c] })) } as unknown as List;
  assert.deepEqual(examples(list, column("A", ""), 0), ["x", "y", "z"]);
});

function sample(): Rows {
  const missing: Problem = { severity: "error", pointer: "/recipient/name", code: "missing_name", message: "Thiếu tên." };
  const odd: Problem = { severity: "warning", pointer: "/recipient/name", code: "capitals", message: "Viết thường." };
  return new Rows([
    { number: 1, given: { recipient: { name: "Nguyễn Văn An" } }, found: [], note: "" },
    { number: 2, given: { recipient: { unit: "Phòng Đào tạo" } }, found: [missing], note: "" },
    { number: 3, given: { recipient: { name: "trần bình" } }, found: [odd], note: "" },
  ], [name, unit, date], "recipient.name");
}

test("corrections change patches, and what was wrong with them", () => {
  const rows = sample();
  assert.deepEqual(rows.view("errors", ""), [2]);
  rows.edit([{ row: 2, field: name, text: "Lê Chi" }, { row: 2, field: date, text: "30/2/2026" }]);
  assert.deepEqual(rows.row(2)?.patch, { recipient: { unit: "Phòng Đào tạo", name: "Lê Chi" }, decision: { date: "30/2/2026" } });
  assert.deepEqual(rows.row(2)?.problems.map((p) => p.pointer), ["/decision/date"]);
  rows.edit([{ row: 1, field: name, text: "" }]);
  assert.deepEqual(rows.row(1)?.problems.map((p) => p.code), ["missing_name"]);
  assert.equal(rows.undo(), 1);
  assert.equal(rows.undo(), 2);
  assert.equal(rows.row(2)?.patch, rows.row(2)?.given);
  assert.deepEqual(rows.row(2)?.problems.map((p) => p.code), ["missing_name"]);
  assert.equal(rows.redo(), 2);
  assert.deepEqual(Object.keys(rows.corrections().patches), ["2"]);
});

test("rows are filtered, searched, left out and gone through", () => {
  const rows = sample();
  assert.deepEqual([rows.view("all", "dao"), rows.view("warnings", ""), rows.view("all", "NGUYEN an"), rows.view("all", "không có")], [[2], [3], [1], []]);
  assert.equal(fold("Đặng Thị Ưu"), "dang thi uu");
  const all = rows.view("all", "");
  assert.deepEqual(rows.next(all, 3, 1), { row: 2, field: name });
  assert.deepEqual(rows.next(all, 2, -1), { row: 2, field: name }, "the only error, going round");
  rows.remove([2], true);
  assert.deepEqual(rows.next(all, 1, 1)?.row, 3, "warnings when there is no error");
  assert.deepEqual([rows.view("errors", ""), rows.view("removed", ""), rows.corrections().removed], [[], [2], [2]]);
  const again = new Rows(rows.list.map(({ number, given, found, note }) => ({ number, given, found, note })), rows.fields, "recipient.name", rows.corrections());
  assert.equal(again.row(2)?.removed, true, "what is kept comes back");
});

test("what is sent leaves out rows and says why others fail", () => {
  const rows = sample();
  rows.remove([1], true);
  assert.deepEqual(items(rows.list), [
    { recipient: { unit: "Phòng Đào tạo" }, $problems: [{ pointer: "/recipient/name", code: "missing_name", message: "Thiếu tên." }] },
    { recipient: { name: "trần bình" } },
  ]);
  assert.equal(fingerprint("a"), fingerprint("a"));
  assert.notEqual(fingerprint("a"), fingerprint("b"));
});

test("a decision takes over what was filled in, and gives it back", () => {
  const base: JsonObject = { type: "giay-khen", award_by: "GIÁM ĐỐC", place: "An Bình", decision: { number: "9", notation: "QĐ-SNV", date: "2026-05-12" }, signer: { name: "A" }, citation: "C" };
  const decided = withDecision({ base }, true);
  assert.deepEqual(decided.base, { type: "giay-khen", citation: "C" });
  assert.deepEqual(documentOf(decided, { recipient: { name: "B" } }), { ...base, date: "2026-05-12", recipient: { name: "B" } });
  assert.deepEqual(withDecision(decided, false).base, { ...base, date: "2026-05-12" });
});

test("the number of an Điều is left to whoever counts them", () => {
  assert.equal(placesOf(["Như Điều 3", "Lưu: VT."]), undefined);
  assert.equal(placesOf(undefined), undefined);
  for (const lines of [["Như Điều 3", "Sở Tài chính", "Lưu: VT"], ["- Như Điều 3;", "Lưu: VT, TĐKT"], ["Lưu: VT"]]) assert.equal(placesOf(lines), lines, "nobody is left out");
});

test("problems of a row's document are shown where the common part has them", () => {
  const at = (pointer: string): Problem => ({ severity: "error", pointer, code: "x", message: "" });
  const found = ["/award_by", "/decision/number", "/recipient/name", "/options/plate"].map(at);
  assert.deepEqual(ofPaper(found, false).map((p) => p.pointer), ["/base/award_by", "/base/decision/number", "/base/options/plate"]);
  assert.deepEqual(ofPaper(found, true).map((p) => p.pointer), ["/award/decision/authority", "/award/decision/code/number", "/base/options/plate"]);
  const [said, row] = ["/award/decision/recipients/0", "/items/2/recipient/name"].map(at);
  const own = ofPaper(found, true);
  assert.ok(said && row);
  assert.deepEqual(withTold(own, [said, row, ...own]), [...own, said]);
  assert.equal(plainly("Ô “name” (tên người) và ô “position” (chức vụ, đơn vị) chồng lên nhau."), "Ô tên người và ô chức vụ, đơn vị chồng lên nhau.");
});

test("the design of plates is the one that docs/certificates.md tells", () => {
  const root = process.env["VANBAN_ROOT"];
  if (root === undefined) return;
  const rows = readFileSync(join(root, "docs/certificates.md"), "utf8").matchAll(/^\| `(\w+)` \| [^|]+ \| ([\d.]+), ([\d.]+) \| ([\d.]+) × ([\d.]+) \| (?:([\d.]+) \(|–)/gm);
  let count = 0;
  for (const [, key = "", ...numbers] of rows) {
    const [x, y, width, height, size = 0] = numbers.map((n) => (n === undefined ? 0 : Number(n)));
    assert.deepEqual(placeOf({}, key), { x, y, width, height, size }, key);
    count++;
  }
  assert.equal(count, 15);
});

test("fields of a plate move over their profile", () => {
  const profile: JsonObject = { name: "P", size: "A3", photo: "data:", fields: { name: { x: 10, y: 20 } } };
  assert.deepEqual(moved(profile, {}, "name", 0.5, -5), { fields: { name: { x: 10.5, y: 15 } } });
  assert.deepEqual(moved(profile, { offset: { x: 0.1 } }, "", 0.2, 0), { offset: { x: 0.3, y: 0 } });
  assert.deepEqual(effective(profile, { width: 320, height: 230 }), { fields: { name: { x: 10, y: 20 } }, width: 320, height: 230 });
  assert.equal(placeOf({ size: "A3" }, "title").size, 56.5);
  assert.deepEqual(crosses(320, 230).map((c) => [c.x, c.y]), [[35, 35], [285, 35], [35, 195], [285, 195]]);
  assert.deepEqual(crosses(297, 210)[3], { cross: 4, x: 267, y: 180 });
  assert.deepEqual(["/recipient/unit", "/recipient/name", "/signer/position/0", "/x"].map(keyOf), ["position", "name", "signer_title", ""]);
});

test("keys in the grid stay in the grid", () => {
  const press = (key: string, far = false): Parameters<typeof moveOf>[0] => ({ key, ctrlKey: far, metaKey: false, altKey: false });
  assert.deepEqual(moveOf(press("ArrowDown"), { at: 9, column: 0 }, 10, 3, 5), { at: 9, column: 0 });
  assert.deepEqual(moveOf(press("End", true), { at: 0, column: 0 }, 10, 3, 5), { at: 9, column: 2 });
  assert.deepEqual(moveOf(press("PageUp"), { at: 7, column: 1 }, 10, 3, 5), { at: 2, column: 1 });
  assert.equal(moveOf(press("a"), { at: 0, column: 0 }, 10, 3, 5), undefined);
  assert.deepEqual(inBounds({ at: 5, column: 5 }, 0, 0), { at: 0, column: 0 });
});

test("addresses of steps", () => {
  assert.deepEqual(routeOf(""), { at: "start" });
  assert.deepEqual(routeOf(stepAddress("abc", "dong")), { at: "list", id: "abc", step: "dong" });
  assert.deepEqual(routeOf("#abc/lạ"), { at: "list", id: "abc", step: "danh-sach" });
  assert.deepEqual(routeOf("#dot/g24"), { at: "batch", id: "g24" });
  assert.deepEqual([lasting(0.2), lasting(90), lasting(3700), bytes(900), bytes(1536), bytes(64 << 20)], ["1 giây", "2 phút", "1 giờ 2 phút", "900 byte", "1,5 KB", "64 MB"]);
});

test("an office fills what is empty, and nothing else", () => {
  const office: Office = {
    version: 1, organ: { name: "SỞ NỘI VỤ" }, abbreviation: "SNV", unit: "VP", place: "An Bình", authority: "GIÁM ĐỐC", signers: [{ name: "A" }, { name: "B" }], recipients: ["Lưu: VT"], options: { body_size: 13 },
  };
  const plan = { type: "ke-hoach", abbreviation: "KH" };
  const has = (key: string): boolean => ["organ", "place", "signer", "code", "recipients", "options"].includes(key);
  assert.deepEqual(filled({ type: "ke-hoach", place: "Hà Nội", code: { number: "1" }, signer: { position: "X" } }, known(office, plan, has, 1)), {
    type: "ke-hoach", place: "Hà Nội", code: { number: "1", notation: "KH-SNV" }, signer: { position: "X" }, organ: { name: "SỞ NỘI VỤ" }, recipients: ["Lưu: VT"], options: { body_size: 13 },
  });
  assert.equal(filled({ organs: [{}] }, { organ: { name: "A" } })["organ"], undefined);
  assert.equal(notationOf(office, { type: "cong-van", abbreviation: "" }), "SNV-VP");
  assert.deepEqual(known(office, { type: "giay-khen", abbreviation: "" }, (k) => ["award_by", "decision", "place", "signer", "organ", "options"].includes(k)), {
    place: "An Bình", signer: { name: "A" }, award_by: "GIÁM ĐỐC", decision: { notation: "QĐ-SNV" },
  });
  assert.deepEqual(written({ version: 1, signers: [{}, { name: "A" }] }), { version: 1, signers: [{ name: "A" }] });
});

test("two who change the office at once", () => {
  const before: JsonObject = { version: 1, place: "A", unit: "VP", contact: "c" };
  assert.deepEqual(reconcile(before, { version: 1, place: "B", unit: "VP", contact: "c" }, { version: 1, place: "A", unit: "TH" }), { merged: { version: 1, place: "B", unit: "TH" }, theirs: ["unit", "contact"], both: [] });
  assert.deepEqual(reconcile(before, { ...before, place: "B" }, { ...before, place: "C" }), { merged: { ...before, place: "B" }, theirs: ["place"], both: ["place"] });
});
