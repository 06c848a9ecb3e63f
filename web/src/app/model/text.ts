// The contract's texts as plain strings for input fields, and back without loss of what a plain field cannot show.
import { isObject, type Json } from "./json.ts";

/** The letters of a text: a string, or runs of which the footnotes have no letters of their own. */
export function plainText(text: Json | undefined): string {
  if (typeof text === "string") return text;
  if (!Array.isArray(text)) return "";
  return text.map(runText).join("");
}

function runText(run: Json): string {
  return isObject(run) && typeof run["text"] === "string" ? run["text"] : "";
}

/** Whether a text has formatting or footnotes, which an input field does not show. */
export function isFormatted(text: Json | undefined): boolean {
  return Array.isArray(text) && text.some((run) => isObject(run) && Object.keys(run).some((key) => key !== "text"));
}

/** The text with other letters. What was typed takes the look of what stands before it, and footnotes stay where they are. */
export function editedText(text: Json | undefined, letters: string): Json {
  if (!Array.isArray(text) || !isFormatted(text)) return letters;
  const before = plainText(text);
  let start = 0;
  const most = Math.min(before.length, letters.length);
  while (start < most && before[start] === letters[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === letters[letters.length - 1 - end]) end++;
  return spliced(text, start, before.length - end, letters.slice(start, letters.length - end));
}

function spliced(runs: Json[], from: number, to: number, insert: string): Json[] {
  const out: Json[] = [];
  let at = 0;
  let pending = insert;
  for (const run of runs) {
    const old = runText(run);
    if (!isObject(run) || typeof run["text"] !== "string") {
      out.push(run);
      continue;
    }
    const end = at + old.length;
    const cutFrom = Math.min(Math.max(from - at, 0), old.length);
    const cutTo = Math.min(Math.max(to - at, 0), old.length);
    const here = from <= end ? pending : "";
    if (from <= end) pending = "";
    const text = old.slice(0, cutFrom) + here + old.slice(cutTo);
    if (text !== "") out.push({ ...run, text });
    at = end;
  }
  if (pending !== "") out.push({ text: pending });
  return out;
}

/** Lines as one string with line breaks. */
export function joinLines(lines: Json | undefined): string {
  if (Array.isArray(lines)) return lines.filter((l) => typeof l === "string").join("\n");
  return typeof lines === "string" ? lines : "";
}

/** A string with line breaks as the contract has it; nothing where there is nothing. */
export function splitLines(text: string): Json | undefined {
  if (text === "") return undefined;
  return text.includes("\n") ? text.split("\n") : text;
}

/** How a document is called in a list of drafts: a certificate by whom it is for, since many share one citation. */
export function titleOf(document: Json): string {
  if (!isObject(document)) return "";
  const name = isObject(document["recipient"]) ? document["recipient"]["name"] : undefined;
  return [document["subject"], name, document["citation"]].map((text) => joinLines(text).replace(/\s+/g, " ").trim()).find((text) => text !== "") ?? "";
}

/** What stands for the name of a document that has none yet. */
export function untitled(type: string): string {
  return type === "giay-khen" || type === "bang-khen" ? "chưa có tên người được tặng" : "chưa có trích yếu";
}
