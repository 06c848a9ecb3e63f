// Paragraphs as somebody typed them → nodes of the contract, by the numbers at their heads.
import { cutLabel, type Label } from "../contract/label.ts";
import type { Body, BodyObject, Kind, Run, Table, Text } from "../contract/types.ts";
import { kindOfForm } from "../editor/levels.ts";

/** A paragraph or a table of what was pasted, in its order. */
export interface Pasted {
  runs: Run[];
  /** The number that the other program wrote before the text by itself. */
  label?: Label;
  /** How deep in lists it stands there, where that is known. */
  depth?: number;
  table?: Table;
}

export interface Assembled {
  body: Body;
  /** The numbered level of each node of the body, as the scheme counts them; null for what has none. */
  levels: (number | null)[];
}

/** An entry that what comes may belong to. */
interface Open {
  form: string;
  kind: Kind;
  level: number;
  /** The list that it stands in. */
  list: Body;
  /** Null where text came after it in its list: then nothing more can stand in it. */
  entry: BodyObject | null;
  ordinal: number;
}

export function assemble(all: Pasted[], scheme: readonly string[]): Assembled {
  const list = all.map(withLabel).filter((p) => p.table || plainText(p) !== "" || p.label);
  // Numbers of a form that the scheme has not say only what is below what.
  const known = list.every((p) => !p.label?.ordinal || scheme.includes(p.label.scheme));
  const out: Assembled = { body: [], levels: [] };
  let stack: Open[] = [];

  const put = (within: Body, node: Body[number], level: number | null): void => {
    within.push(node);
    if (within === out.body) {
      out.levels.push(level);
    }
  };

  const text = (node: Body[number]): void => {
    const at = stack.findLastIndex((o) => o.entry !== null && takesText(o));
    const own = at < 0 ? out.body : bodyOf(stack[at]!.entry!);
    // Its neighbours go on with their numbers after it; what stood in them is over.
    stack = stack.slice(0, at + 2).map((o, i) => (i > at ? { ...o, entry: null } : o));
    put(own, node, null);
  };

  list.forEach((p, i) => {
    if (p.table) {
      text({ table: p.table });
      return;
    }
    const { label } = p;
    const form = label && `${p.depth ?? ""}${label.scheme}`;
    const same = label ? stack.findLastIndex((o) => o.form === form) : -1;
    const level = label && label.ordinal > 0 && known ? scheme.indexOf(label.scheme) : null;
    const follows = same >= 0 || label?.ordinal === 0 || label?.ordinal === 1 || known;
    if (!label || !form || !follows) {
      const head = label ? [{ text: `${label.text} ` }] : [];
      text(paragraph([...head, ...p.runs]));
      return;
    }
    const neighbour = stack[same];
    if (same >= 0) {
      stack = stack.slice(0, same);
    } else if (level !== null) {
      stack = stack.filter((o) => o.kind !== "bullet" && o.level < level);
    } else if (label.ordinal > 0) {
      stack = stack.filter((o) => o.kind !== "bullet");
    }
    const around = stack.findLast((o) => o.entry !== null);
    const within = neighbour?.list ?? (around ? bodyOf(around.entry!) : out.body);
    const kind = label.ordinal === 0 ? "bullet" : (neighbour?.kind ?? kindOf(p, list[i + 1], label));
    const entry: BodyObject = { [kind]: textOf(p.runs) };
    if (label.inserted) {
      entry.label = label.text;
    } else if (label.ordinal === 1 && neighbour && neighbour.ordinal >= 1) {
      entry.restart = true;
    }
    const depth = level ?? neighbour?.level ?? (around ? around.level + 1 : 0);
    put(within, entry, kind === "bullet" ? null : depth);
    stack.push({ form, kind, level: depth, list: within, entry, ordinal: label.ordinal });
  });
  return out;
}

/** Text that follows belongs to the title above it, or to the Điều. */
function takesText(o: Open): boolean {
  return o.kind === "heading" || /điều/i.test(o.form);
}

function bodyOf(entry: BodyObject): Body {
  return (entry.body ??= []);
}

/** Cuts a number that was typed as text off the head. */
function withLabel(p: Pasted): Pasted {
  const whole = plainText(p);
  const cut = p.label || p.table ? null : cutLabel(whole);
  if (!cut) {
    return { ...p, runs: trimmed(p.runs) };
  }
  return { ...p, label: cut.label, runs: trimmed(dropped(p.runs, whole.length - cut.rest.length)) };
}

/** The runs without their first characters. */
function dropped(runs: Run[], count: number): Run[] {
  let left = count;
  return runs.flatMap((r) => {
    if (left === 0 || r.text === undefined) {
      return [r];
    }
    const cut = Math.min(left, r.text.length);
    left -= cut;
    return cut < r.text.length ? [{ ...r, text: r.text.slice(cut) }] : [];
  });
}

/** The runs without blanks at their ends. */
export function trimmed(runs: Run[]): Run[] {
  const out = runs.filter((r) => r.text !== "").map((r) => ({ ...r }));
  while (out[0]?.text !== undefined && (out[0].text = out[0].text.trimStart()) === "") {
    out.shift();
  }
  for (let last = out.at(-1); last?.text !== undefined && (last.text = last.text.trimEnd()) === ""; last = out.at(-1)) {
    out.pop();
  }
  return out;
}

function plainText(p: Pasted): string {
  return p.runs.map((r) => r.text ?? "").join("").trimEnd();
}

/** A title: of a part, in capitals, in bold, or a short line without an end that something stands under. */
function kindOf(p: Pasted, next: Pasted | undefined, label: Label): Kind {
  const text = plainText(p);
  if (kindOfForm(label.scheme) === "heading" || /^điều/i.test(label.scheme)) {
    return kindOfForm(label.scheme);
  }
  const bold = p.runs.every((r) => r.bold || r.footnote !== undefined || r.text?.trim() === "");
  const capitals = /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
  const under = next !== undefined && next.label?.scheme !== label.scheme && (next.label?.ordinal ?? 1) <= 1;
  const title = under && text.length <= 120 && !/[.;:,…]$/.test(text);
  return text !== "" && (bold || capitals || title) ? "heading" : "item";
}

/** Titles are bold by themselves. */
function textOf(runs: Run[]): Text {
  const bold = runs.every((r) => r.bold || r.text?.trim() === "");
  return shortest(bold ? runs.map(({ bold: _, ...r }) => r) : runs);
}

function paragraph(runs: Run[]): Body[number] {
  const text = shortest(trimmed(runs));
  return typeof text === "string" ? text : { text };
}

export function shortest(runs: Run[]): Text {
  return runs.every((r) => r.text !== undefined && Object.keys(r).length === 1) ? runs.map((r) => r.text).join("") : runs;
}
