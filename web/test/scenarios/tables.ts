// Tables, by keyboard alone.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { bodyOf, keys, open, type Scenario } from "../page.ts";

/** Presses a button of the toolbar, or of a menu in it, by keyboard. */
async function button(page: Page, name: string): Promise<void> {
  const focused = (): Promise<{ name: string; menu: boolean }> => page.evaluate(() => {
    const at = document.activeElement!;
    return { name: at.textContent!, menu: at.getAttribute("aria-haspopup") === "menu" };
  });
  await keys(page, "Alt+F10", "Home");
  for (let i = 0; i < 30; i++) {
    const now = await focused();
    if (now.name === name) {
      await keys(page, "Enter");
      return;
    }
    if (now.menu) {
      await keys(page, "ArrowDown");
      const first = (await focused()).name;
      for (let item = first; ;) {
        if (item === name) {
          await keys(page, "Enter");
          return;
        }
        await keys(page, "ArrowDown");
        item = (await focused()).name;
        if (item === first) break;
      }
      await keys(page, "Escape");
    }
    await keys(page, "ArrowRight");
  }
  assert.fail(`no button ${name}`);
}

async function newTable(page: Page, rows: number, columns: number): Promise<void> {
  await keys(page, "Control+Alt+t");
  await page.locator("dialog").waitFor();
  await keys(page, `=${rows}`, "Tab", `=${columns}`, "Enter");
}

export const tables: Scenario[] = [
  {
    name: "a table of quarters typed by keyboard",
    async run(page) {
      await open(page, [{ heading: "TIẾN ĐỘ" }]);
      await keys(page, "Control+End");
      await newTable(page, 2, 3);
      await keys(page, "=TT", "Tab", "=Nội dung", "Tab", "=Thời gian", "Tab", "=QUÝ I");
      await button(page, "Hàng nhóm");
      await keys(page, "Tab", "=1", "Tab", "=Kiểm tra", "Shift+Enter", "=đột xuất", "Tab", "=Tháng 3", "Tab", "=2", "Tab", "=Sơ kết", "Tab", "=Tháng 6");
      await button(page, "Cột…");
      await page.locator("dialog").waitFor();
      await keys(page, "=30", "Tab", "ArrowDown", "ArrowDown", "Tab", "Enter");
      await keys(page, "ArrowDown", "=Ghi chú: dự kiến.", "Enter", "=Đoạn sau bảng.");
      assert.deepEqual(await bodyOf(page), [{ heading: "TIẾN ĐỘ", body: [
        { table: {
          columns: [{}, {}, { align: "center", width: 30 }],
          header: [["TT", "Nội dung", "Thời gian"]],
          rows: [{ band: "QUÝ I" }, ["1", "Kiểm tra\nđột xuất", "Tháng 3"], ["2", "Sơ kết", "Tháng 6"]],
          note: "Ghi chú: dự kiến.",
        } },
        "Đoạn sau bảng.",
      ] }]);
    },
  },
  {
    name: "cells merged and split",
    async run(page) {
      await open(page, [{ table: { rows: [["a", "b", "c"], ["d", "e", "f"]] } }]);
      await keys(page, "Control+Home", "Tab", "Shift+ArrowRight", "Shift+ArrowRight");
      await button(page, "Gộp ô");
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [[{ text: "a\nb", colspan: 2 }, "c"], ["d", "e", "f"]] } }]);
      await button(page, "Tách ô");
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [["a\nb", "", "c"], ["d", "e", "f"]] } }]);
      await keys(page, "Control+z", "Control+z");
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [["a", "b", "c"], ["d", "e", "f"]] } }]);
    },
  },
  {
    name: "rows and columns added and taken away",
    async run(page) {
      await open(page, [{ table: { columns: [{ width: 10 }, { width: 30, align: "right" }], header: [["A", "B"]], rows: [{ band: "N" }, ["1", "2"]], unit: "đồng" } }]);
      await keys(page, "Control+Home", "Tab");
      await button(page, "Thêm cột phải");
      await button(page, "Thêm hàng trên");
      await keys(page, "=x");
      const [made] = await bodyOf(page);
      assert.deepEqual(made, { table: {
        columns: [{ width: 10 }, { width: 10 }, { width: 30, align: "right" }], header: [["", "", ""], ["xA", "", "B"]], rows: [{ band: "N" }, ["1", "", "2"]], unit: "đồng",
      } });
      await button(page, "Xóa cột");
      await button(page, "Hàng tiêu đề");
      await button(page, "Canh chữ trong ô: giữa");
      await button(page, "Canh chữ trong ô: giữa");
      await button(page, "Canh chữ trong ô: phải");
      await button(page, "Hàng đánh số cột dưới tiêu đề");
      assert.deepEqual(await bodyOf(page), [{ table: {
        columns: [{ width: 10 }, { width: 30, align: "right" }], header: [["", ""]], rows: [[{ align: "right" }, "B"], { band: "N" }, ["", "2"]], unit: "đồng", column_numbers: true,
      } }]);
      await button(page, "Xóa bảng");
      assert.deepEqual(await bodyOf(page), []);
    },
  },
  {
    name: "a column goes back to the usual way",
    async run(page) {
      await open(page, [{ table: { columns: [{ width: 10, align: "center" }, {}], rows: [["1", "2"]] } }]);
      await keys(page, "Control+Home", "Tab");
      await button(page, "Cột…");
      await page.locator("dialog").waitFor();
      await keys(page, "Tab", "Home", "Tab", "Enter");
      assert.deepEqual(await bodyOf(page), [{ table: { columns: [{ width: 10 }, {}], rows: [["1", "2"]] } }]);
    },
  },
  {
    name: "a band follows the columns",
    async run(page) {
      await open(page, [{ table: { rows: [{ band: "QUÝ I" }, ["1", "2"]] } }]);
      await keys(page, "Control+Home", "Tab", "ArrowDown", "ArrowRight", "ArrowRight");
      await button(page, "Thêm cột phải");
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [{ band: "QUÝ I" }, ["1", "2", ""]] } }]);
      await keys(page, "ArrowUp");
      await button(page, "Hàng nhóm");
      assert.deepEqual(await bodyOf(page), [{ table: { rows: [["QUÝ I", "", ""], ["1", "2", ""]] } }]);
    },
  },
];
