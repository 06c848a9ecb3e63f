// Writing and levels, by keyboard alone.
import assert from "node:assert/strict";
import { bodyOf, keys, open, said, seen, type Scenario } from "../page.ts";

export const keyboard: Scenario[] = [
  {
    name: "a plan typed with its numbers",
    async run(page) {
      await open(page, []);
      await keys(page, "=I. MỤC ĐÍCH, YÊU CẦU", "Enter", "=1. Mục đích", "Enter", "=a) Nâng cao chất lượng;", "Enter", "=Tạo chuyển biến.", "Enter", "Enter",
        "=Yêu cầu", "Enter", "=- Thiết thực;", "Enter", "=Hiệu quả.", "Enter", "=+ Tiết kiệm.", "Enter", "=II. NỘI DUNG", "Enter", "Enter", "=Nội dung chính như sau:");
      assert.deepEqual(await seen(page), [
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "a) Nâng cao chất lượng;", "b) Tạo chuyển biến.", "2. Yêu cầu", "- Thiết thực;", "- Hiệu quả.", "+ Tiết kiệm.",
        "II. NỘI DUNG", "Nội dung chính như sau:",
      ]);
      assert.deepEqual(await bodyOf(page), [
        { heading: "MỤC ĐÍCH, YÊU CẦU", body: [
          { item: "Mục đích", body: [{ item: "Nâng cao chất lượng;" }, { item: "Tạo chuyển biến." }] },
          { item: "Yêu cầu", body: [{ bullet: "Thiết thực;" }, { bullet: "Hiệu quả.", body: [{ bullet: "Tiết kiệm." }] }] },
        ] },
        { heading: "NỘI DUNG", body: ["Nội dung chính như sau:"] },
      ]);
    },
  },
  {
    name: "a decision typed in Điều",
    async run(page) {
      await open(page, [], "quyet-dinh");
      await keys(page, "=Điều 1. Ban hành kèm theo Quyết định này Quy chế.", "Enter", "=Quyết định có hiệu lực từ ngày ký.", "Enter", "=Tổ chức", "Enter", "=1. Chánh Văn phòng;");
      assert.deepEqual(await seen(page), [
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế.", "Điều 2. Quyết định có hiệu lực từ ngày ký.", "Điều 3. Tổ chức", "1. Chánh Văn phòng;",
      ]);
    },
  },
  {
    name: "levels with Tab and what is said of them",
    async run(page) {
      await open(page, [{ heading: "MỘT", body: [{ item: "a" }, { item: "b", body: [{ item: "b1" }] }] }, { heading: "HAI" }]);
      await keys(page, "Control+Home", "ArrowDown", "ArrowDown", "Tab");
      assert.deepEqual(await seen(page), ["I. MỘT", "1. a", "a) b", "- b1", "II. HAI"]);
      assert.match(await said(page), /Cấp 3, số a\)/);
      await keys(page, "Shift+Tab", "Shift+Tab");
      assert.deepEqual(await seen(page), ["I. MỘT", "1. a", "II. b", "1. b1", "III. HAI"]);
      await keys(page, "Shift+Tab");
      assert.match(await said(page), /Không lên cấp được/);
      await keys(page, "Control+z", "Control+z", "Control+z");
      assert.deepEqual(await seen(page), ["I. MỘT", "1. a", "2. b", "a) b1", "II. HAI"]);
    },
  },
  {
    name: "moving with Alt and arrows",
    async run(page) {
      await open(page, [{ heading: "A", body: [{ item: "a1" }, { item: "a2", body: ["chữ"] }] }, { heading: "B", body: [{ item: "b1" }] }]);
      await keys(page, "Control+Home", "ArrowDown", "ArrowDown", "Alt+ArrowUp");
      assert.deepEqual(await seen(page), ["I. A", "1. a2", "chữ", "2. a1", "II. B", "1. b1"]);
      await keys(page, "Alt+ArrowDown", "Alt+ArrowDown", "=!");
      assert.deepEqual((await seen(page)).slice(2).map((s) => s.replace("!", "")), ["II. B", "1. a2", "chữ", "2. b1"]);
      assert.ok((await seen(page)).some((s) => s.includes("!") && s.includes("a2")), "the cursor came along");
    },
  },
  {
    name: "a rule that was not wanted is taken back",
    async run(page) {
      await open(page, []);
      await keys(page, "=I. ", "Backspace", "=là một");
      assert.deepEqual(await bodyOf(page), ["I. là một"]);
      await open(page, []);
      await keys(page, "=- ", "Control+z", "=x");
      assert.deepEqual(await bodyOf(page), ["- x"]);
    },
  },
  {
    name: "bold, italic, underline and undo",
    async run(page) {
      await open(page, []);
      await keys(page, "=một ", "Control+b", "=hai", "Control+b", "Control+i", "= ba", "Control+i", "Control+u", "=!", "Control+u");
      assert.deepEqual(await bodyOf(page), [{ text: [{ text: "một " }, { text: "hai", bold: true }, { text: " ba", italic: true }, { text: "!", underline: true }] }]);
      await keys(page, "Shift+Home", "Control+b");
      await page.locator("button[aria-label='Chữ đậm'][aria-pressed='true']").waitFor({ timeout: 2000 });
      await keys(page, "Control+z", "Control+y", "Control+z");
      assert.equal(await page.locator(".vb-text b").count(), 1);
    },
  },
  {
    name: "a footnote in its window",
    async run(page) {
      await open(page, ["Theo quy định"]);
      await keys(page, "Control+End", "Control+Alt+f");
      await page.locator("dialog .ProseMirror").waitFor();
      await keys(page, "=Nghị định ", "Control+b", "=30/2020", "Control+b", "=.", "Enter", "=, thực hiện");
      assert.deepEqual(await bodyOf(page), [{ text: [
        { text: "Theo quy định" }, { footnote: [{ text: "Nghị định " }, { text: "30/2020", bold: true }, { text: "." }] }, { text: ", thực hiện" },
      ] }]);
      await page.locator(".footnote").click();
      await page.locator("dialog .ProseMirror").waitFor();
      await keys(page, "Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
      await keys(page, "ArrowLeft", "Enter");
      await page.locator("dialog .ProseMirror").waitFor();
      await keys(page, "Control+a", "Delete", "Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
      assert.deepEqual(await bodyOf(page), ["Theo quy định, thực hiện"]);
      await keys(page, "Control+z");
      assert.match(JSON.stringify(await bodyOf(page)), /footnote/);
    },
  },
  {
    name: "focus leaves and comes back by keyboard",
    async run(page) {
      await open(page, [{ item: "a" }, { item: "b" }]);
      await keys(page, "Tab");
      assert.equal(await page.evaluate(() => document.activeElement!.className.includes("vb-text")), true);
      await keys(page, "Escape", "Tab");
      assert.equal(await page.evaluate(() => document.activeElement!.id), "after");
      await keys(page, "Shift+Tab", "Escape", "Shift+Tab");
      assert.equal(await page.evaluate(() => document.activeElement!.getAttribute("title")), "Hoàn tác (Ctrl+Z)");
      await keys(page, "Tab", "Alt+F10", "ArrowRight", "ArrowRight", "ArrowRight");
      assert.equal(await page.evaluate(() => document.activeElement!.textContent), "Đề mục");
      await keys(page, "Enter", "=x");
      assert.match(JSON.stringify(await bodyOf(page)), /heading/);
    },
  },
  {
    name: "letters of an input method",
    async run(page) {
      await open(page, []);
      await keys(page, "=I. ");
      const ime = await page.context().newCDPSession(page);
      for (const text of ["v", "vi", "viê", "việ", "việc"]) {
        await ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      }
      await ime.send("Input.insertText", { text: "việc" });
      // As Unikey does it: what was typed is taken back and written anew.
      await keys(page, "= ddi", "Backspace", "Backspace", "Backspace", "=đi", "Enter", "=a", "Backspace", "=ă");
      assert.deepEqual(await bodyOf(page), [{ heading: "việc đi" }, { heading: "ă" }]);
    },
  },
  {
    name: "pairs of names and texts",
    async run(page) {
      await open(page, [], "giay-moi");
      await keys(page, "=Thời gian: 08 giờ 00", "Control+Alt+4", "Control+End", "Enter", "=Địa điểm", "Enter", "=Hội trường", "Enter", "Enter", "Enter", "=Đề nghị có mặt đúng giờ.");
      assert.deepEqual(await bodyOf(page), [
        { label_value: ["Thời gian", "08 giờ 00"] }, { label_value: ["Địa điểm", "Hội trường"] }, "Đề nghị có mặt đúng giờ.",
      ]);
    },
  },
];
