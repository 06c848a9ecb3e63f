// What pages ask of the editor, its speed, and what it says of itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Body } from "../../src/contract/types.ts";
import { bodyOf, keys, open, type Scenario } from "../page.ts";
import { root, samples } from "../bodies.ts";
import { normal } from "../normal.ts";

interface Demo {
  changes: string[][];
  pointers: string[];
  editor: { focusPointer(p: string): boolean; problems(l: object[]): void; load(b: Body): void };
}

const long: Body = Array.from({ length: 20 }, (_, i) => ({
  heading: `NHIỆM VỤ ${i + 1}`,
  body: Array.from({ length: 5 }, (_, j) => ({
    item: `Nhiệm vụ thành phần ${j + 1} của phần ${i + 1}:`,
    body: Array.from({ length: 6 }, () => ({ item: "Chỉ đạo các cơ quan, đơn vị trực thuộc tổ chức thực hiện đầy đủ, kịp thời các nội dung của kế hoạch theo đúng quy định của pháp luật." })),
  })),
}));

export const programming: Scenario[] = [
  {
    name: "pointers go in and come out",
    async run(page) {
      const plan = JSON.parse(readFileSync(join(root, "templates/kehoach/samples/ubnd-dak-ha-2023.json"), "utf8")) as { body: Body };
      await open(page, plan.body);
      const go = (p: string): Promise<boolean> => page.evaluate((to) => (window as never as { demo: Demo }).demo.editor.focusPointer(to), p);
      assert.equal(await go("/body/1/body/0/item"), true);
      assert.equal(await go("/subject"), false);
      await keys(page, "=★");
      const { changes, pointers } = await page.evaluate(() => (window as never as { demo: Demo }).demo);
      assert.deepEqual(changes.at(-1), ["/body/1/body/0"]);
      assert.equal(pointers.at(-1), "/body/1/body/0");
      const table = plan.body.findIndex((n) => JSON.stringify(n).includes('"table"'));
      assert.ok(table >= 0);
      await page.evaluate(() => (window as never as { demo: Demo }).demo.editor.problems([
        { pointer: "/body/0", severity: "warning", message: "Tiêu đề chưa viết hoa." }, { pointer: "/body/1/body/0/item", severity: "error", message: "Thiếu dấu chấm." },
      ]));
      assert.equal(await page.locator(".problem.error").getAttribute("title"), "Thiếu dấu chấm.");
      assert.equal(await page.locator(".problem.warning").count() > 0, true);
    },
  },
  {
    name: "every sample opens, and a key undone leaves it as it was",
    async run(page) {
      const all = samples().filter((s) => s.body.length > 0);
      for (const [i, { file, pointer, body }] of all.entries()) {
        await open(page, body);
        if (i % 12 === 0) {
          await keys(page, "Control+Home", "=x", "Control+z");
        }
        assert.deepEqual(await bodyOf(page), normal(body), file + pointer);
      }
    },
  },
  {
    name: "a key in forty pages",
    async run(page) {
      await open(page, long);
      await keys(page, "Control+End");
      const times = (): Promise<{ middle: number; most: number }> => page.evaluate(() => {
        const all = performance.getEntriesByName("key").map((e) => e.duration).sort((a, b) => a - b);
        performance.clearMeasures();
        return { middle: all[Math.floor(all.length / 2)]!, most: all.at(-1)! };
      });
      await page.evaluate(() => {
        const { view } = (window as never as { demo: { editor: { view: { updateState(s: unknown): void; dispatch: unknown; props: { dispatchTransaction(tr: unknown): void } } } } }).demo.editor;
        const own = view.props.dispatchTransaction;
        view.props.dispatchTransaction = (tr) => {
          performance.mark("begin");
          own(tr);
          performance.measure("key", "begin");
        };
      });
      await keys(page, "=Chữ gõ thêm vào cuối văn bản dài.");
      const typing = await times();
      await keys(page, "Enter", "=x", "Enter", "=y", "Enter", "=z", "Shift+Tab", "Tab");
      const structure = await times();
      console.log(`   typing ${typing.middle.toFixed(1)} ms (at most ${typing.most.toFixed(1)}), levels ${structure.middle.toFixed(1)} ms (at most ${structure.most.toFixed(1)})`);
      assert.ok(typing.middle < 16, `a key takes ${typing.middle} ms`);
      assert.match(JSON.stringify(await bodyOf(page)), /văn bản dài/);
    },
  },
  {
    name: "what it says of itself",
    async run(page) {
      await open(page, [{ heading: "A" }, { table: { header: [["TT", "Nội dung"]], rows: [{ band: "QUÝ I" }, ["1", "Kiểm tra"]] } }]);
      const box = page.getByRole("textbox", { name: "Nội dung văn bản" });
      assert.equal(await box.getAttribute("aria-multiline"), "true");
      await keys(page, "Control+Home", "ArrowDown", "Tab");
      const bar = page.getByRole("toolbar", { name: "Soạn nội dung" });
      assert.equal(await bar.locator("button[tabindex='0']").count(), 1);
      assert.equal(await bar.getByRole("button", { name: "Hàng nhóm" }).isVisible(), true);
      assert.equal(await bar.getByRole("button").evaluateAll((l) => l.every((b) => /\p{L}{2}/u.test(b.getAttribute("aria-label") ?? b.textContent ?? ""))), true);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= 1366), true);
    },
  },
];
