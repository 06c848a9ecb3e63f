import assert from "node:assert/strict";
import test from "node:test";
import { fromContract } from "../src/editor/fromContract.ts";
import { numberAll } from "../src/editor/numbers.ts";
import { types } from "../src/editor/schema.ts";
import { isFlowing } from "../src/editor/units.ts";
import { assemble } from "../src/paste/assemble.ts";
import { cleaned } from "../src/paste/markup.ts";
import { fromPlain } from "../src/paste/plain.ts";
import { samples, type Sample } from "./bodies.ts";

/** The paragraphs of a body as they are printed, without its tables. */
function printed({ body, scheme }: Sample): string[] {
  const doc = fromContract(body);
  const labels = new Map(numberAll(doc, scheme).map((n) => [n.pos + 1, n.label ?? ""]));
  const out: string[] = [];
  doc.descendants((node, pos) => {
    if (isFlowing(node)) {
      out.push(`${labels.get(pos) ?? ""} ${node.textContent}`.trim());
    }
    return !node.isTextblock && node.type !== types.table;
  });
  return out.filter((line) => line !== "");
}

test("the printed text of the samples comes back with its numbers", () => {
  let lines = 0;
  const wrong: string[] = [];
  for (const sample of samples().filter((s) => s.file.includes("/samples/") && s.body.length > 0)) {
    const want = printed(sample);
    const { body } = assemble(fromPlain(want.join("\n")), sample.scheme);
    const got = printed({ ...sample, body });
    lines += want.length;
    want.forEach((line, i) => line !== got[i] && wrong.push(`${sample.file}: ${line} ≠ ${got[i]}`));
  }
  assert.ok(lines > 300, `${lines} lines`);
  assert.ok(wrong.length <= lines / 100, wrong.join("\n"));
});

test("styles and events are data before HTML is parsed", () => {
  assert.deepEqual(cleaned(`<style>.a {font-weight:700}</style><p style='x' class="style=y" onclick=z>style=1 <b>a</b></p><script>s</script>`), {
    html: `<p data-style='x' class="style=y" data-onclick=z>style=1 <b>a</b></p>`, styles: ".a {font-weight:700}",
  });
});
