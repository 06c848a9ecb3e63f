import assert from "node:assert/strict";
import { test } from "node:test";
import { call, fileName, isPassing, listTypes, wordsOf } from "../src/app/api.ts";
import { Hold } from "../src/app/drafts/hold.ts";
import { forget, leaveBehind, newerOf } from "../src/app/drafts/rescue.ts";
import { datePartsOf } from "../src/app/model/date.ts";
import { formatPointer, parsePointer, valueAt, withValue, type Json, type JsonObject } from "../src/app/model/json.ts";
import { hintOf, Problems, rankOf, shortClause } from "../src/app/model/problems.ts";
import { type Part, Steps } from "../src/app/model/steps.ts";
import { Store } from "../src/app/model/store.ts";
import { editedText, isFormatted, joinLines, plainText, splitLines, titleOf } from "../src/app/model/text.ts";
import { filled, known, type Office } from "../src/office/office.ts";
import { nameFor } from "../src/app/page/download.ts";
import { byPart } from "../src/app/page/notes.tsx";
import { missingParts, withDots } from "../src/app/preview/blanks.ts";

test("pointers and values", () => {
  for (const pointer of ["", "/a", "/a~1b/~0c/0", "/"]) assert.equal(formatPointer(parsePointer(pointer)), pointer);
  const before: JsonObject = { organ: { name: "A" }, bases: ["1", "2"], kept: { deep: [1] } };
  const after = withValue(before, ["organ", "name"], "B") as JsonObject;
  assert.deepEqual(after, { organ: { name: "B" }, bases: ["1", "2"], kept: { deep: [1] } });
  assert.equal(after["kept"], before["kept"], "what did not change is the same object");
  assert.deepEqual(withValue(before, ["organ", "name"], undefined), { bases: ["1", "2"], kept: { deep: [1] } });
  assert.deepEqual(withValue(before, ["bases", "0"], undefined), { organ: { name: "A" }, bases: ["2"], kept: { deep: [1] } });
  assert.deepEqual(withValue({}, ["signer", "name"], "C"), { signer: { name: "C" } });
  assert.equal(valueAt(before, ["__proto__", "x"]), undefined);
  assert.deepEqual(JSON.stringify(withValue({}, ["x"], undefined)), "{}");
});

test("texts with formatting keep it", () => {
  const text: Json = [{ text: "Căn cứ " }, { text: "Luật", bold: true }, { footnote: "Số 06." }, { text: " năm 2022" }];
  assert.equal(plainText(text), "Căn cứ Luật năm 2022");
  assert.ok(isFormatted(text) && !isFormatted([{ text: "a" }]) && !isFormatted("a"));
  assert.deepEqual(editedText(text, "Căn cứ Luật, năm 2022"), [{ text: "Căn cứ " }, { text: "Luật,", bold: true }, { footnote: "Số 06." }, { text: " năm 2022" }]);
  assert.deepEqual(editedText(text, "Căn cứ Luật năm 2023"), [{ text: "Căn cứ " }, { text: "Luật", bold: true }, { footnote: "Số 06." }, { text: " năm 2023" }]);
  assert.deepEqual(editedText(text, "Theo Luật năm 2022"), [{ text: "Theo " }, { text: "Luật", bold: true }, { footnote: "Số 06." }, { text: " năm 2022" }]);
  assert.deepEqual(editedText(text, ""), [{ footnote: "Số 06." }]);
  assert.equal(editedText("a", "b"), "b");
  // Whatever is typed stands there afterwards.
  for (const letters of ["", "x", "Căn", "Căn cứ Luật năm 2022!", "2022", "Luật Luật", "năm 2022 Căn cứ"]) assert.equal(plainText(editedText(text, letters)), letters);
});

test("lines, titles, file names", () => {
  assert.equal(joinLines(["A", "B"]), "A\nB");
  assert.deepEqual([splitLines("A\nB"), splitLines("A"), splitLines("")], [["A", "B"], "A", undefined]);
  assert.equal(titleOf({ subject: ["Một ", "hai"] }), "Một hai");
  assert.equal(nameFor('a/b:c*?"<>|\\\u0007d'), "a b c d.json");
  assert.equal(fileName("attachment; filename=\"a.docx\"; filename*=UTF-8''42-K%E1%BA%BF%20ho%E1%BA%A1ch.docx"), "42-Kế hoạch.docx");
  assert.equal(fileName('attachment; filename="a.docx"'), "a.docx");
  assert.equal(fileName("attachment; filename*=UTF-8''%ff; filename=\"b.pdf\""), "b.pdf");
  assert.equal(fileName("attachment; filename*=UTF-8''..%2F..%2Fx"), "..-..-x");
});

test("the history undoes typing as one, and leaves alone what has changed since", () => {
  const store = new Store({ place: "A", body: ["năm 2023", "x"] });
  store.type(["place"], "An");
  store.type(["place"], "An Bình");
  store.change([{ path: ["body", "0"], before: "năm 2023", after: "năm 2024" }, { path: ["body", "1"], before: "x", after: "y" }]);
  assert.equal(store.depth, 2);
  store.fromEditor(["body"], ["năm 2024", "sửa"]);
  assert.equal(store.undo(), "/body/0");
  assert.deepEqual(store.document["body"], ["năm 2023", "sửa"]);
  assert.equal(store.undo(), "/place");
  assert.equal(store.get(["place"]), "A");
  store.redo();
  assert.equal(store.get(["place"]), "An Bình");
  store.locked = true;
  store.set(["place"], "C");
  assert.equal(store.get(["place"]), "An Bình");
});

test("one order of undoing for several histories", () => {
  const log: string[] = [];
  const make = (name: string): Part & { n: number } => ({
    n: 0,
    depth() { return this.n; },
    undo() { this.n--; log.push(`${name}-`); steps.changed(this); },
    redo() { this.n++; log.push(`${name}+`); steps.changed(this); },
  });
  const steps = new Steps();
  const [form, editor] = [make("form"), make("editor")];
  for (const part of [form, editor, form]) {
    part.n++;
    steps.changed(part);
  }
  steps.undo();
  steps.undo();
  steps.redo();
  assert.deepEqual(log, ["form-", "editor-", "editor+"]);
  // The editor undoes by itself: its turn is over, and what was undone before cannot come back in the wrong order.
  editor.n--;
  steps.changed(editor);
  assert.ok(steps.canUndo && !steps.canRedo);
  steps.undo();
  assert.deepEqual(log.at(-1), "form-");
  assert.ok(!steps.canUndo);
  // A full history forgets its oldest steps when a new one is made: the new one is still the last.
  editor.n = 5;
  steps.changed(editor);
  form.n++;
  steps.changed(form);
  editor.n = 3;
  steps.changed(editor);
  for (let n = 0; n < 4; n++) steps.undo();
  assert.deepEqual(log.slice(-4), ["editor-", "form-", "editor-", "editor-"]);
});

test("steps too old to be kept still count", () => {
  const store = new Store({});
  for (let n = 1; n <= 600; n++) store.set(["place"], String(n));
  assert.equal(store.depth, 600);
  store.undo();
  assert.deepEqual([store.depth, store.get(["place"])], [599, "599"]);
});

test("of two tabs that ask at the same time one has the draft, where there are no locks", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] }); // an answer may take as long as it likes
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  for (const [me, other] of [["a", "b"], ["b", "a"]] as const) {
    const first = new Hold(`draft-${me}`, me, async () => undefined);
    const asked = first.take();
    const second = new Hold(`draft-${me}`, other, async () => undefined);
    const both = [asked, second.take()];
    assert.equal(await Promise.race(both), false, `${me} was first`);
    t.mock.timers.runAll();
    assert.deepEqual((await Promise.all(both)).sort(), [false, true], `${me} was first`);
    first.release();
    second.release();
  }
});

test("each draft leaves its last words under a name of its own", () => {
  const kept = new Map<string, string>();
  const localStorage = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => kept.set(k, v), removeItem: (k: string) => kept.delete(k) };
  Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });
  const [first, second] = [{ id: "a", updated: 5, rows: 1 }, { id: "b", updated: 5, rows: 2 }];
  leaveBehind(first);
  leaveBehind(second);
  assert.deepEqual([newerOf({ ...first, updated: 4 }, "a"), newerOf({ ...second, updated: 4 }, "b")], [first, second]);
  assert.equal(newerOf({ ...first, updated: 6 }, "a")?.updated, 6, "what is kept is newer");
  assert.equal(newerOf({ ...first, updated: 4, deleted: 4 }, "a")?.updated, 4, "nobody brings back what was deleted");
  forget("a");
  assert.deepEqual([...kept.keys()], ["vanban-rescue-b"]);
});

test("an answer that is cut in its middle passes like one that does not come", async () => {
  const answers: Response[] = [];
  Object.defineProperty(globalThis, "fetch", { value: async () => answers.shift(), configurable: true });
  Object.defineProperty(globalThis, "dispatchEvent", { value: () => true, configurable: true });
  const cut = (status: number): Response => new Response(new ReadableStream({
    start(body) { body.enqueue(new TextEncoder().encode('{"types":[')); },
    pull(body) { body.error(new TypeError("network error")); },
  }), { status });
  for (const status of [200, 422]) {
    answers.push(cut(status));
    await assert.rejects(listTypes(), (error) => isPassing(error) && wordsOf(error).startsWith("Không kết nối được"), String(status));
  }
  answers.push(new Response('{"types":[]}', { headers: { ETag: "x" } }), new Response("x", { headers: { ETag: "x" } }), new Response(null, { status: 204 }));
  assert.deepEqual(await listTypes(), []);
  assert.equal((await call("/")).headers.get("ETag"), "x");
  assert.equal((await call("/")).status, 204);
});

test("dates as people write them", () => {
  for (const text of ["05/4/2026", " 05-4-2026\n", "05.4.2026", "ngày 05 tháng 4 năm 2026", "Ngày 05 tháng 4 năm 2026".normalize("NFD"), "05\u00a0tháng\u00a04 năm 2026"]) {
    assert.deepEqual(datePartsOf(text), { day: "05", month: "4", year: "2026" }, text);
  }
  assert.deepEqual(datePartsOf("2026-04-05"), { day: "05", month: "04", year: "2026" });
  assert.deepEqual(datePartsOf("tháng 4 năm 2026"), { day: "", month: "4", year: "2026" });
  for (const text of ["05", "5/4", "05/04/26", "2026-4-5-6", "ngày mai"]) assert.equal(datePartsOf(text), undefined, text);
});

test("problems in the words of the form", () => {
  const required = { severity: "error" as const, pointer: "/organ/name", code: "required", message: "Phải có tên.", hint: 'Bổ sung "name" trong "organ".' };
  assert.equal(hintOf(required), "");
  assert.equal(hintOf({ ...required, code: "x", hint: 'Ghi {"item": "…"}.' }), "");
  assert.equal(hintOf({ ...required, code: "x", hint: "Thêm dòng “Lưu”." }), "Thêm dòng “Lưu”.");
  assert.equal(rankOf(required), "missing");
  assert.equal(shortClause("Phụ lục I, Phần I, Mục II, khoản 2, Nghị định 30/2020/NĐ-CP"), "Phụ lục I, Phần I, Mục II, khoản 2");
  const problems = new Problems();
  problems.replace([required]);
  assert.equal(problems.of("/organ/name", true).length, 0, "nobody was there yet");
  problems.visit("/organ/name");
  assert.equal(problems.of("/organ/name", true).length, 1);
  assert.equal(problems.of("/organ", false).length, 0);
});

test("dots for what is missing", () => {
  const problem = (pointer: string, code = "required") => ({ severity: "error" as const, pointer, code, message: "" });
  assert.deepEqual(missingParts([problem("/body"), { ...problem("/place", "place_blank"), severity: "warning" }]), ["/body"]);
  assert.equal(missingParts([problem("/body"), problem("/date", "no_such_date")]), undefined);
  const document: JsonObject = { type: "ke-hoach", subject: "có", recipients: [""] };
  const out = withDots(document, ["/organ/name", "/recipients", "/subject"]);
  assert.equal(out["subject"], "có");
  assert.ok(plainText(valueAt(out, ["organ", "name"])).startsWith("…") && Array.isArray(out["recipients"]));
  assert.equal(withDots(document, ["/subject"]), document, "a whole document is sent as it is");
});

test("what the office knows, where nothing is written", () => {
  const office: Office = { version: 1, organ: { parent: "UBND", name: "SNV" }, abbreviation: "SNV", unit: "VP", signers: [{ name: "A" }, { name: "B" }], recipients: ["Như trên", "Lưu: VT"] };
  const all = (): boolean => true;
  const letter = known(office, { type: "cong-van", abbreviation: "" }, (key) => key !== "award_by", 1);
  assert.deepEqual([letter["recipients"], letter["code"], letter["signer"]], [["Như trên", "Lưu: VT"], { notation: "SNV-VP" }, { name: "B" }]);
  const plan = known(office, { type: "ke-hoach", abbreviation: "KH" }, (key) => key !== "award_by");
  assert.deepEqual([plan["recipients"], plan["code"]], [["Lưu: VT"], { notation: "KH-SNV" }], "nobody is above whom it would name");
  assert.equal(known(office, { type: "giay-khen", abbreviation: "" }, all)["organ"], undefined);
  assert.deepEqual(filled({ organ: { name: "SNV" }, signer: { name: "C" } }, plan)["organ"], { name: "SNV", parent: "UBND" });
  const other = filled({ organ: { name: "STC" }, signer: { name: "C" } }, plan);
  assert.deepEqual([other["organ"], other["signer"]], [{ name: "STC" }, { name: "C" }], "another organ, another signer");
});

test("notes by the parts of the document", () => {
  const groups = byPart([
    { code: "x", message: "Ngày.", pointer: "/bases/0" }, { code: "typed_rule", message: "Kẻ.", place: { paragraph: 2 } }, { code: "typed_rule", message: "Kẻ.", place: { paragraph: 5 } },
    { code: "unplaced_text", message: "Không rõ.", text: "abc", place: { line: 3 } }, { code: "problem", message: "Thiếu.", pointer: "/subject" }, { code: "y", message: "Số.", pointer: "/bases/1" },
  ]);
  assert.deepEqual(groups.map((g) => [g.title, g.entries.length]), [["Chưa có chỗ trong văn bản", 1], ["Căn cứ", 2], ["Cả văn bản", 1]]);
  assert.equal(groups[2]?.entries[0]?.place, "Đoạn 2 của tệp; đoạn 5 của tệp");
});
