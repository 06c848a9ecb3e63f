// Sends a document to vanban and saves it as PDF and DOCX (Node.js 18 or later).
//
//     node send.mjs DOCUMENT.json [FOLDER]
//
// VANBAN_URL is the server (default http://127.0.0.1:8080), VANBAN_KEY the key where the server asks for one.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const url = process.env.VANBAN_URL ?? "http://127.0.0.1:8080";
const key = process.env.VANBAN_KEY;

async function render(document, format) {
  const send = () => fetch(`${url}/v1/documents?format=${format}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) },
    body: document,
    signal: AbortSignal.timeout(60_000),
  });
  const answer = await send();
  if (answer.status !== 429 && answer.status !== 503) return answer;
  // The server is busy and says for how many seconds; once is enough for a program with a user in front of it.
  await sleep(1000 * Math.min(answer.headers.get("Retry-After") ?? 1, 30));
  return send();
}

// The name that the server gives, with nothing left in it that could lead out of the folder.
function fileName(answer, format) {
  const found = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") ?? "");
  const name = found ? decodeURIComponent(found[1]) : "";
  return name.replace(/[\\/:*?"<>|\x00-\x1f]/g, "_").replace(/^\.+/, "") || `document.${format}`;
}

async function explain(answer) {
  if (!answer.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    console.log(`HTTP ${answer.status} ${answer.statusText}`);
    return;
  }
  const { code, detail, request_id, problems = [] } = await answer.json();
  console.log(`HTTP ${answer.status} ${code}: ${detail} (request ${request_id})`);
  // Errors first: the warnings alone would not have kept the file from being made.
  problems.sort((a, b) => (a.severity !== "error") - (b.severity !== "error"));
  for (const { severity, pointer, message, hint = "" } of problems) console.log(`${severity} ${pointer}: ${message} ${hint}`);
}

const [file, folder = "."] = process.argv.slice(2);
const document = await readFile(file);
for (const format of ["pdf", "docx"]) {
  const answer = await render(document, format);
  if (!answer.ok) {
    await explain(answer);
    process.exitCode = 1;
    break;
  }
  const name = fileName(answer, format);
  await writeFile(join(folder, name), new Uint8Array(await answer.arrayBuffer()));
  const header = (name) => answer.headers.get(name) ?? "";
  console.log(`${name}: pages ${header("Vanban-Pages")}, warnings ${header("Vanban-Warnings")} ${header("Vanban-Warning-Codes")}`);
}
