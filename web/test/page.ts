// What scenarios do with the page of the editor.
import type { Page } from "playwright-core";
import type { Body } from "../src/contract/types.ts";

export interface Scenario {
  name: string;
  run(page: Page): Promise<void>;
}

export async function open(page: Page, body: Body, type = "ke-hoach"): Promise<void> {
  await page.evaluate(([b, t]) => (window as never as { demo: { open(b: unknown, t: unknown): void } }).demo.open(b, t), [body, type] as const);
  await page.locator(".vb-text").focus();
}

export async function bodyOf(page: Page): Promise<Body> {
  return page.evaluate(() => (window as never as { demo: { editor: { body(): Body } } }).demo.editor.body());
}

/** Presses keys one after the other; what begins with "=" is typed as text. */
export async function keys(page: Page, ...list: string[]): Promise<void> {
  for (const key of list) {
    await (key.startsWith("=") ? page.keyboard.type(key.slice(1)) : page.keyboard.press(key));
    // The browser tells the editor where the cursor went a moment after the key, and no clerk is faster.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 5)));
  }
}

/** The numbers and texts as they are seen, in their order. */
export async function seen(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll(".vb-text .line, .vb-text .paragraph")].map((p) => `${p.getAttribute("data-number") ?? ""} ${p.textContent}`.trim()));
}

export async function said(page: Page): Promise<string> {
  return (await page.locator("[role=status]").textContent()) ?? "";
}

/** Gives the editor a paste event, as the browser makes one of what is on the clipboard. */
export async function paste(page: Page, data: { html?: string; plain?: string }): Promise<void> {
  await page.evaluate(({ html, plain }) => {
    const clipboard = new DataTransfer();
    if (html !== undefined) {
      clipboard.setData("text/html", html);
    }
    clipboard.setData("text/plain", plain ?? "");
    document.querySelector(".vb-text")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
  }, data);
}
