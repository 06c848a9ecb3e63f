// The numbers of a body: a port of templates/parts/numbered.go, compared with it on all samples.
import type { Node } from "prosemirror-model";
import { labelOf, numberOf, parseFormat, unitOf, type Format } from "../contract/format.ts";
import { entryAttrs, isEntry } from "./schema.ts";

export interface Numbered {
  node: Node;
  pos: number;
  /** What is printed before the text: "" for nothing, null where the scheme has no more levels. */
  label: string | null;
  /** Numbered levels above. */
  depth: number;
}

interface Level {
  scheme: (Format & { unit: string })[];
  next: number;
  parents: string[];
  depth: number;
  dashes: number;
}

/** Parts that stand above all dashes, whatever label one of them was given. */
const divisions = ["Phần", "Chương", "Mục", "Tiểu mục", "Điều"];

const parsed = new Map<string, Level["scheme"]>();

function schemeOf(list: readonly string[]): Level["scheme"] {
  const key = JSON.stringify(list);
  let scheme = parsed.get(key);
  if (!scheme) {
    scheme = list.map((text) => {
      const f = parseFormat(text) ?? parseFormat("1.")!;
      return { ...f, unit: unitOf(f) };
    });
    parsed.set(key, scheme);
  }
  return scheme;
}

/** All entries of a document in their order, with their numbers. */
export function numberAll(doc: Node, scheme: readonly string[]): Numbered[] {
  const out: Numbered[] = [];
  // Điều run on through the whole text.
  const dieu = { n: 0 };

  function list(parent: Node, start: number, lv: Level): void {
    const own = { n: 0 };
    parent.forEach((node, offset) => {
      if (isEntry(node)) {
        entry(node, start + offset, lv, own);
      }
    });
  }

  function entry(node: Node, pos: number, lv: Level, own: { n: number }): void {
    const a = entryAttrs(node);
    const f = a.kind === "bullet" ? undefined : lv.scheme[lv.next];
    const below = { ...lv };
    let label: string | null;
    if (f) {
      const counter = f.unit === "Điều" ? dieu : own;
      if (a.restart) {
        counter.n = 0;
      }
      if (a.label !== "") {
        counter.n++;
      }
      label = a.label ?? labelOf(f, counter.n, lv.parents);
      const number = a.label === null ? numberOf(f, counter.n) : bareNumber(f, a.label, lv.parents);
      below.parents = [...lv.parents, number];
      below.next++;
      below.depth++;
      if (!divisions.includes(f.unit) && ["-", "–", "+"].includes(label)) {
        below.dashes++;
      }
    } else {
      label = a.label ?? ["-", "+"][lv.dashes] ?? null;
      below.dashes++;
      if (a.kind !== "bullet") {
        below.depth++;
      }
    }
    out.push({ node, pos, label, depth: lv.depth });
    if (a.numbering) {
      Object.assign(below, { scheme: schemeOf(a.numbering), next: 0, parents: [] });
    }
    list(node, pos + 1, below);
  }

  list(doc, 0, { scheme: schemeOf(scheme), next: 0, parents: [], depth: 0, dashes: 0 });
  return out;
}

/** What the levels below quote of a label that the author gave: "1a" of "1a.", "5" of "2.5." below 2, nothing of a dash. */
function bareNumber(f: Format, given: string, parents: readonly string[]): string {
  const label = given.trim();
  if (["-", "–", "+"].includes(label)) {
    return "";
  }
  let number = (label.startsWith(f.prefix) ? label.slice(f.prefix.length) : label).replace(/[.)\s]+$/, "");
  for (const p of f.compound > 0 ? parents.slice(-f.compound) : []) {
    if (p !== "" && number.startsWith(p + ".")) {
      number = number.slice(p.length + 1);
    }
  }
  return number;
}
