import assert from "node:assert/strict";
import test from "node:test";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { fromContract } from "../src/editor/fromContract.ts";
import { placeOf, pointerAt } from "../src/editor/pointers.ts";
import { become, move, raise, sink } from "../src/editor/structure.ts";
import { toContract } from "../src/editor/toContract.ts";
import { backspace, enter, forwardDelete } from "../src/editor/writing.ts";
import type { Body } from "../src/contract/types.ts";
import { samples } from "./bodies.ts";

/** A state with the cursor at the end of the first text that has these letters, or at their beginning. */
function at(body: Body, letters: string, start = false): EditorState {
  const doc = fromContract(body);
  let pos = -1;
  doc.descendants((node, p) => {
    if (pos < 0 && node.isTextblock && node.textContent.startsWith(letters) && (letters !== "" || node.content.size === 0)) {
      pos = p + 1 + (start ? 0 : letters.length);
    }
    return true;
  });
  assert.ok(pos > 0, letters);
  return EditorState.create({ doc, selection: TextSelection.create(doc, pos) });
}

type Change = (tr: Transaction) => boolean;

function after(state: EditorState, change: Change): Body {
  const { tr } = state;
  change(tr);
  tr.doc.check();
  return toContract(tr.doc);
}

function pressed(state: EditorState, command: Command): Body {
  return after(state, applied(state, command));
}

/** A command as a change of a transaction that has begun. */
function applied(state: EditorState, command: Command): Change {
  return (tr) => command(state, (done) => done.steps.forEach((step) => tr.step(step)));
}

const plan: Body = [
  { heading: "A", body: ["một", { item: "A1", body: [{ bullet: "x" }, { bullet: "y" }] }, { item: "A2" }] },
  { heading: "B", body: [{ item: "B1" }] },
  "cuối",
];

test("down: into the block before, with all that stands in it", () => {
  assert.deepEqual(after(at(plan, "B"), sink), [
    { heading: "A", body: [...(plan[0] as { body: Body }).body, { item: "B", body: [{ item: "B1" }] }] }, "cuối",
  ]);
  assert.deepEqual(after(at(plan, "A1"), sink), plan);
});

test("up: what follows comes along below", () => {
  assert.deepEqual(after(at(plan, "A1"), raise), [
    { heading: "A", body: ["một"] }, { heading: "A1", body: [{ bullet: "x" }, { bullet: "y" }, { item: "A2" }] }, ...plan.slice(1),
  ]);
  assert.deepEqual(after(at(plan, "x"), raise), [
    { heading: "A", body: ["một", { item: "A1" }, { item: "x", body: [{ bullet: "y" }] }, { item: "A2" }] }, ...plan.slice(1),
  ]);
  assert.deepEqual(after(at(plan, "một"), raise), plan);
});

test("moving keeps the level", () => {
  assert.deepEqual(after(at(plan, "B1"), (tr) => move(tr, true))[0], {
    heading: "A", body: [...(plan[0] as { body: Body }).body, { item: "B1" }],
  });
  assert.deepEqual(after(at(plan, "A2"), (tr) => move(tr, false))[1], { heading: "B", body: [{ item: "A2" }, { item: "B1" }] });
  assert.deepEqual(after(at(plan, "cuối"), (tr) => move(tr, true)), [plan[0], "cuối", plan[1]]);
});

test("forms", () => {
  assert.deepEqual(after(at(["Thời gian: 8 giờ"], "Thời"), (tr) => become(tr, "label_value")), [{ label_value: ["Thời gian", "8 giờ"] }]);
  assert.deepEqual(after(at([{ label_value: ["Thời gian", "8 giờ"] }], "Thời"), (tr) => become(tr, "paragraph")), ["Thời gian: 8 giờ"]);
  assert.deepEqual(after(at([{ item: "a", body: ["b"] }], "a"), (tr) => become(tr, "paragraph")), ["a", "b"]);
  assert.deepEqual(after(at(["a"], "a"), (tr) => become(tr, "heading")), [{ heading: "a" }]);
});

test("Enter", () => {
  assert.deepEqual(pressed(at(plan, "A2"), enter)[0], { heading: "A", body: [...(plan[0] as { body: Body }).body, { item: "" }] });
  assert.deepEqual(pressed(at(plan, "A1"), enter)[0], {
    heading: "A", body: ["một", { item: "A1", body: [{ bullet: "" }, { bullet: "x" }, { bullet: "y" }] }, { item: "A2" }],
  });
  assert.deepEqual(pressed(at([{ item: "ab", body: ["c"] }], "a"), enter), [{ item: "a" }, { item: "b", body: ["c"] }]);
  assert.deepEqual(pressed(at([{ item: "ab" }], "ab", true), enter), [{ item: "" }, { item: "ab" }]);
  assert.deepEqual(pressed(at([{ heading: "A", body: [{ item: "" }] }], ""), enter), [{ heading: "A" }, { heading: "" }]);
  assert.deepEqual(pressed(at([{ heading: "A" }, { heading: "" }], ""), enter), [{ heading: "A", body: [""] }]);
  assert.deepEqual(pressed(at([{ heading: "A", body: ["x", ""] }], ""), enter), [{ heading: "A", body: ["x"] }, { heading: "" }]);
  assert.deepEqual(pressed(at([{ label_value: ["a", "b"] }], "b"), enter), [{ label_value: ["a", "b"] }, { label_value: ["", ""] }]);
  assert.deepEqual(pressed(at([{ table: { rows: [["ab"]] } }], "a"), enter), [{ table: { rows: [["a\nb"]] } }]);
});

test("Backspace and Delete", () => {
  assert.deepEqual(pressed(at(plan, "A2", true), backspace)[0], {
    heading: "A", body: ["một", { item: "A1", body: [{ bullet: "x" }, { bullet: "y" }, "A2"] }],
  });
  assert.deepEqual(pressed(at(plan, "cuối", true), backspace)[1], { heading: "B", body: [{ item: "B1cuối" }] });
  assert.deepEqual(pressed(at(plan, "một", true), backspace)[0], { heading: "Amột", body: [{ item: "A1", body: [{ bullet: "x" }, { bullet: "y" }] }, { item: "A2" }] });
  assert.deepEqual(pressed(at(plan, "một"), forwardDelete)[0], { heading: "A", body: ["mộtA1", { bullet: "x" }, { bullet: "y" }, { item: "A2" }] });
});

test("whatever is selected and deleted, the document stays sound and nothing throws", () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  const all = samples().filter((s) => s.body.length > 2);
  const changes: Change[] = [
    sink, raise, (tr) => move(tr, true), (tr) => move(tr, false), (tr) => become(tr, "heading"), (tr) => become(tr, "paragraph"),
    (tr) => become(tr, "label_value"), (tr) => !!tr.deleteSelection(),
  ];
  const commands = [enter, backspace, forwardDelete];
  for (let i = 0; i < 60; i++) {
    const { body } = all[random(all.length)]!;
    let state = EditorState.create({ doc: fromContract(body) });
    for (let j = 0; j < 25; j++) {
      const size = state.doc.content.size;
      const from = random(size);
      const to = random(3) ? from : Math.min(size, from + random(60));
      state = state.apply(state.tr.setSelection(TextSelection.between(state.doc.resolve(from), state.doc.resolve(to))));
      const n = random(changes.length + commands.length);
      const { tr } = state;
      (changes[n] ?? applied(state, commands[n - changes.length]!))(tr);
      state = state.apply(tr);
      state.doc.check();
      assert.deepEqual(toContract(fromContract(toContract(state.doc))), toContract(state.doc));
    }
  }
});

test("rows are found by their pointers, and each is counted once", () => {
  const rows = 400;
  const doc = fromContract([{ table: { header: [["TT", "Tên"]], rows: [{ band: "I" }, ...Array.from({ length: rows }, (_, i) => [String(i), "x"])] } }]);
  const places: { pos: number; pointer: string }[] = [];
  let counted = 0;
  doc.descendants((node, pos) => {
    if (node.type.name === "table") {
      const child = node.child.bind(node);
      node.child = (i) => {
        counted++;
        return child(i);
      };
    }
    if (node.type.name === "row") places.push({ pos, pointer: pointerAt(doc, pos, "/body") });
    return true;
  });
  assert.deepEqual([places[0], places[1], places.at(-1)].map((p) => p?.pointer), ["/body/0/table/header/0", "/body/0/table/rows/0", `/body/0/table/rows/${rows}`]);
  counted = 0;
  for (const { pos, pointer } of [places[0], places[1], places.at(-1)].flatMap((p) => p ?? [])) {
    const place = placeOf(doc, pointer, "/body");
    assert.ok(place && place.pos >= pos && place.pos < pos + 3, pointer);
  }
  assert.ok(counted <= 3 * rows, `${counted} rows were looked at`);
});
