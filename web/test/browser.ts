// The editor in Chromium, with keys as a clerk presses them, under the pages' own content security policy.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { keyboard } from "./scenarios/keyboard.ts";
import { pasting } from "./scenarios/pasting.ts";
import { programming } from "./scenarios/programming.ts";
import { tables } from "./scenarios/tables.ts";

const origin = "http://localhost:1";
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; require-trusted-types-for 'script'";
const pictures = process.env["PICTURES"];

async function openPage(browser: Browser, faults: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: "reduce" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.route("**/*", async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "demo.html";
    const kinds: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };
    const type = kinds[name.split(".").at(-1)!];
    if (!type) {
      await route.fulfill({ status: 204 });
      return;
    }
    const file = name === "demo.html" ? join(process.env["VANBAN_ROOT"]!, "web/src/demo", name) : join(process.env["DEMO"]!, name);
    await route.fulfill({ body: readFileSync(file), contentType: `${type}; charset=utf-8`, headers: { "Content-Security-Policy": policy } });
  });
  return page;
}

async function main(): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"]!, args: ["--no-sandbox", "--disable-gpu"] });
  let failed = 0;
  try {
    const faults: string[] = [];
    const page = await openPage(browser, faults);
    for (const { name, run } of [...keyboard, ...tables, ...pasting, ...programming]) {
      faults.length = 0;
      const begin = performance.now();
      try {
        await page.goto(`${origin}/`);
        await run(page);
        assert.deepEqual(faults, []);
        console.log(`ok ${name} (${Math.round(performance.now() - begin)} ms)`);
      } catch (error) {
        failed++;
        console.log(`FAILED ${name}\n${error instanceof Error ? error.stack : String(error)}\n${faults.join("\n")}`);
      }
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`) });
      }
    }
  } finally {
    await browser.close();
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();
