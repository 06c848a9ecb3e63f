// The contract's shortest writing of a body, made from JSON alone: what the editor's own writing is compared with.
import type { Body, BodyNode, BodyObject, Cell, CellObject, Row, Run, Table, Text } from "../src/contract/types.ts";

export function normal(body: Body): Body {
  return body.length === 1 && node(body[0]!) === "" ? [] : body.map(node);
}

function node(n: BodyNode): BodyNode {
  if (typeof n === "string") {
    return n;
  }
  if (n.table) {
    return { table: table(n.table) };
  }
  if (n.label_value) {
    return { label_value: [text(n.label_value[0]), text(n.label_value[1])] };
  }
  if (n.text !== undefined) {
    const t = text(n.text);
    return typeof t === "string" ? t : { text: t };
  }
  const out: BodyObject = { ...n };
  for (const kind of ["heading", "item", "bullet"] as const) {
    if (out[kind] !== undefined) {
      out[kind] = text(out[kind]);
    }
  }
  if (!out.body?.length) {
    delete out.body;
  } else {
    out.body = out.body.map(node);
  }
  if (!out.restart) {
    delete out.restart;
  }
  return out;
}

function text(t: Text): Text {
  if (typeof t === "string") {
    return t;
  }
  const runs: Run[] = [];
  for (const r of t) {
    const last = runs.at(-1);
    if (r.footnote !== undefined) {
      runs.push({ ...r, footnote: text(r.footnote) });
    } else if (last?.text !== undefined && !!last.bold === !!r.bold && !!last.italic === !!r.italic && !!last.underline === !!r.underline) {
      last.text += r.text;
    } else if (r.text !== "") {
      runs.push({ ...r });
    }
  }
  return runs.length === 0 ? "" : runs.length === 1 && runs[0]!.text !== undefined && Object.keys(runs[0]!).length === 1 ? runs[0]!.text : runs;
}

function table(t: Table): Table {
  const out: Table = { ...t, rows: t.rows!.map(row) };
  if (t.header?.length) {
    out.header = t.header.map(row);
  } else {
    delete out.header;
  }
  for (const key of ["unit", "note"] as const) {
    if (out[key] !== undefined && text(out[key]) !== "") {
      out[key] = text(out[key]);
    } else {
      delete out[key];
    }
  }
  if (!out.column_numbers) {
    delete out.column_numbers;
  }
  return out;
}

function row(r: Row): Row {
  return Array.isArray(r) ? r.map(cell) : { band: text(r.band) };
}

function cell(c: Cell): Cell {
  if (typeof c === "string" || Array.isArray(c)) {
    return text(c);
  }
  const { text: words = "", ...form } = c;
  const rest: CellObject = { ...form };
  for (const key of ["colspan", "rowspan"] as const) {
    if (rest[key] === 1) {
      delete rest[key];
    }
  }
  const t = text(words);
  return Object.keys(rest).length === 0 ? t : { ...(t !== "" ? { text: t } : {}), ...rest };
}
