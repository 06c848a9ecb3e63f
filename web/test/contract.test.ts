import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { labelOf, parseFormat, unitOf } from "../src/contract/format.ts";
import { cutLabel } from "../src/contract/label.ts";
import { schemeFor } from "../src/contract/schemes.ts";
import { fromContract } from "../src/editor/fromContract.ts";
import { numberAll } from "../src/editor/numbers.ts";
import { pointerAt } from "../src/editor/pointers.ts";
import { toContract } from "../src/editor/toContract.ts";
import type { Body, BodyNode } from "../src/contract/types.ts";
import { normal } from "./normal.ts";
import { root, samples } from "./bodies.ts";

interface Golden {
  schemes: Record<string, string[]>;
  numbers: Record<string, Record<string, string>>;
  labels: Record<string, { text: string; scheme: string; ordinal: number; inserted: string; rest: string } | null>;
  formats: Record<string, string[] | null>;
}

const golden = JSON.parse(readFileSync(join(root, "web/testdata/golden.json"), "utf8")) as Golden;

test("nothing is lost between the contract and the editor", () => {
  const all = samples();
  assert.ok(all.length > 120, `${all.length} bodies`);
  for (const { file, pointer, body } of all) {
    const doc = fromContract(body);
    doc.check();
    assert.ok(!JSON.stringify(doc.toJSON()).includes('"opaque"'), `${file}${pointer}: the editor does not know a part of it`);
    assert.deepEqual(toContract(doc), normal(body), file + pointer);
  }
});

test("what the editor does not know is carried along", () => {
  const odd = [
    { item: "a", body: [{ heading: "b", new_key: 1 } as unknown as BodyNode, "c"] },
    { text: [{ text: "x", colour: "red" }] },
    { heading: "two", item: "forms" },
    { table: { rows: [["a"]], frame: "none" } },
    { table: { rows: [] } },
    { label_value: ["only one"] },
    { text: [{ footnote: [{ footnote: "nested" }] }] },
    { item: "a", numbering: [] },
    { bullet: null },
    {},
    [],
    7,
    null,
  ] as unknown as Body;
  assert.deepEqual(toContract(fromContract(odd)), odd);
});

test("JSON of what was not edited is the same object", () => {
  const doc = fromContract([{ heading: "A", body: ["một", "hai"] }, "ba"]);
  assert.equal(toContract(doc)[0], toContract(doc)[0]);
});

test("numbers are those of Go", () => {
  const got: Golden["numbers"] = {};
  for (const { file, pointer, body, scheme } of samples()) {
    const doc = fromContract(body);
    const list = (got[file] ??= {});
    for (const n of numberAll(doc, scheme)) {
      list[pointerAt(doc, n.pos, pointer)] = n.label ?? "too deep";
    }
  }
  for (const [file, numbers] of Object.entries(golden.numbers)) {
    assert.deepEqual(got[file], numbers, file);
  }
});

test("schemes are those of Go", () => {
  for (const [type, scheme] of Object.entries(golden.schemes)) {
    assert.deepEqual(schemeFor(type), scheme, type);
  }
});

test("formats are those of Go", () => {
  const numbers = [1, 2, 4, 5, 9, 10, 11, 14, 15, 20, 21, 23, 24, 25, 31, 99, 100, 529, 553];
  for (const [form, want] of Object.entries(golden.formats)) {
    const f = parseFormat(form);
    assert.deepEqual(f && [...numbers.map((n) => labelOf(f, n, ["II", "3"])), JSON.stringify(unitOf(f))], want, form);
  }
});

test("labels are read as Go reads them", () => {
  for (const [text, want] of Object.entries(golden.labels)) {
    const cut = cutLabel(text);
    assert.deepEqual(cut && { ...cut.label, rest: cut.rest }, want, text);
  }
});
