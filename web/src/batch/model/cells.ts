// Cells from the clipboard: what Excel, LibreOffice, Word and web pages put there, as a table of texts.
import type { Table, Row as TableRow, Text } from "../../contract/types.ts";

/** The text that spreadsheets put on the clipboard: tabs between cells, a cell with a line break in quotes. */
export function parseCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let i = 0; i < clean.length; i++) {
    const sign = clean[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[i + 1] === '"') cell += clean[++i];
      else quoted = false;
    } else if (sign === '"' && cell === "" && closes(clean, i)) quoted = true;
    else if (sign === "\t" || sign === "\n") {
      row.push(cell);
      cell = "";
      if (sign === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += sign;
  }
  row.push(cell);
  rows.push(row);
  return clean === "" ? [] : rows;
}

/** Whether the quotes at a place are those around a cell, and not the first of a name in quotes: these end before the cell does. */
function closes(text: string, at: number): boolean {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i++;
    else return i + 1 === text.length || text[i + 1] === "\t" || text[i + 1] === "\n";
  }
  return false;
}

/** A table of a page as cells: what spans several stands in the first of them. */
export function tableCells(table: Table): string[][] {
  const out: string[][] = [];
  const busy: number[] = []; // for each column, how many rows below are taken by what stands above
  for (const row of [...(table.header ?? []), ...(table.rows ?? [])]) out.push(rowCells(row, busy));
  return out;
}

function rowCells(row: TableRow, busy: number[]): string[] {
  if (!Array.isArray(row)) return [letters(row.band)];
  const cells: string[] = [];
  const free = (): void => {
    while ((busy[cells.length] ?? 0) > 0) {
      busy[cells.length] = (busy[cells.length] ?? 0) - 1;
      cells.push("");
    }
  };
  for (const cell of row) {
    free();
    const object = typeof cell === "string" || Array.isArray(cell) ? { text: cell } : cell;
    for (let i = 0; i < (object.colspan ?? 1); i++) {
      busy[cells.length] = (object.rowspan ?? 1) - 1;
      cells.push(i === 0 ? letters(object.text) : "");
    }
  }
  free();
  return cells;
}

function letters(text: Text | undefined): string {
  return typeof text === "string" ? text : (text ?? []).map((run) => run.text ?? "").join("");
}

/** Cells as the CSV that the service reads. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n") + "\r\n";
}

/** The letters of a column, counted from 0: A, B, …, Z, AA. */
export function letterOf(column: number): string {
  let out = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

export function columnOf(letter: string): number {
  return [...letter].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
}
