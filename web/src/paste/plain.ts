// Plain text from the clipboard.
import type { Pasted } from "./assemble.ts";

/** Lines as paragraphs; lines of equal numbers of tabs, as a spreadsheet gives them, as a table. */
export function fromPlain(text: string): Pasted[] {
  const lines = text.replace(/\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g, "\n").split("\n");
  const filled = lines.filter((l) => l.trim() !== "");
  const rows = filled.map((l) => l.split("\t"));
  const width = rows[0]?.length ?? 0;
  if (rows.length > 1 && width > 1 && rows.every((r) => r.length === width)) {
    return [{ runs: [], table: { rows: rows.map((r) => r.map((cell) => cell.trim())) } }];
  }
  return filled.map((line) => ({ runs: [{ text: line.replace(/[\t ]+/g, " ") }] }));
}
