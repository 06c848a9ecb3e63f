// HTML from the clipboard, as Word, Excel and LibreOffice write it: what it says is taken, how it looks is left behind. The
// HTML is parsed into a document that is not shown and runs nothing; only its text and structure are read.
import type { Label } from "../contract/label.ts";
import { bulletScheme, cutLabel } from "../contract/label.ts";
import type { Cell, Row, Run, Table } from "../contract/types.ts";
import { shortest, trimmed, type Pasted } from "./assemble.ts";
import { cleaned } from "./markup.ts";

interface Format {
  bold: boolean;
  italic: boolean;
  underline: boolean;
}

const skipped = new Set(["STYLE", "SCRIPT", "TITLE", "META", "LINK", "HEAD", "IFRAME", "OBJECT", "NOSCRIPT", "TEMPLATE", "SVG", "MATH", "XML"]);
const blockTags = new Set([
  "P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "TABLE", "BLOCKQUOTE", "SECTION", "ARTICLE", "BODY", "PRE", "DL", "DT", "DD",
  "HEADER", "FOOTER", "MAIN", "CENTER", "FORM", "FIGURE", "HR", "ADDRESS",
]);

export function fromHTML(html: string): Pasted[] {
  const markup = cleaned(html);
  const doc = new DOMParser().parseFromString(trusted(markup.html), "text/html");
  return new Reader(doc, styleClasses(markup.styles)).read();
}

/** Where pages demand Trusted Types, the parser takes HTML only through a policy. */
function trusted(html: string): string {
  interface Factory { createPolicy(name: string, rules: { createHTML(s: string): string }): { createHTML(s: string): string } }
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory?.createPolicy("vanban-paste", { createHTML: (s) => s });
  return policy ? policy.createHTML(html) : html;
}

let policy: { createHTML(s: string): string } | undefined;

class Reader {
  private readonly out: Pasted[] = [];
  private current: Pasted | null = null;
  private readonly notes = new Map<string, Run[]>();

  constructor(private readonly doc: Document, private readonly classes: ReadonlyMap<string, Partial<Format>>) {}

  read(): Pasted[] {
    this.readNotes();
    this.walk(this.doc.body, { bold: false, italic: false, underline: false });
    this.end();
    return this.out;
  }

  /** Word writes the texts of footnotes behind all others. */
  private readNotes(): void {
    for (const note of this.doc.querySelectorAll<HTMLElement>("div[data-style*='mso-element:footnote'][id]")) {
      note.querySelectorAll("a[data-style*='mso-footnote-id']").forEach((a) => a.remove());
      this.notes.set(note.id, [{ text: spaced(note.textContent ?? "").trim() }]);
    }
    this.doc.querySelectorAll("div[data-style*='mso-element:footnote-list']").forEach((list) => list.remove());
  }

  private end(): void {
    if (this.current && (trimmed(this.current.runs).length > 0 || this.current.label)) {
      this.out.push(this.current);
    }
    this.current = null;
  }

  private add(run: Run): void {
    this.current ??= { runs: [] };
    const last = this.current.runs.at(-1);
    if (last?.text !== undefined && run.text !== undefined && last.bold === run.bold && last.italic === run.italic && last.underline === run.underline) {
      last.text += last.text.endsWith(" ") ? run.text.replace(/^ /, "") : run.text;
    } else {
      this.current.runs.push(run);
    }
  }

  private walk(node: Node, format: Format): void {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        this.text(child.nodeValue ?? "", format);
      } else if (child.nodeType === 1) {
        this.element(child as HTMLElement, format);
      }
    }
  }

  private text(value: string, format: Format): void {
    const text = spaced(value);
    if (text !== "" && (text !== " " || this.current)) {
      this.add({ text, ...marks(format) });
    }
  }

  private element(el: HTMLElement, outer: Format): void {
    const tag = el.tagName.toUpperCase();
    const style = styleOf(el);
    if (skipped.has(tag) || /display:\s*none|mso-hide:\s*all/i.test(style)) {
      return;
    }
    if (tag === "BR") {
      // Running text has no line breaks in the contract's eyes: each line is a paragraph, or a line of its cell.
      this.end();
      return;
    }
    if (tag === "TABLE") {
      this.end();
      const table = this.table(el as HTMLTableElement);
      if (table) {
        this.out.push({ runs: [], table });
      }
      return;
    }
    const format = this.formatOf(el, outer);
    if (/mso-list:\s*Ignore/i.test(style)) {
      this.literal(el.textContent ?? "");
      return;
    }
    const note = tag === "A" ? this.notes.get((el.getAttribute("href") ?? "").replace(/^#_/, "")) : undefined;
    if (note) {
      this.add({ footnote: shortest(note) });
      return;
    }
    if (!blockTags.has(tag)) {
      this.walk(el, format);
      return;
    }
    this.end();
    if (tag === "LI") {
      this.current = { runs: [], ...listLabel(el as HTMLLIElement) };
    }
    this.walk(el, format);
    this.end();
  }

  /** The number that Word wrote before a paragraph of a list; what is no number is a bullet. */
  private literal(text: string): void {
    const sign = spaced(text).trim();
    const cut = cutLabel(`${sign} A`);
    const label: Label = cut?.rest === "A" ? cut.label : { text: sign, scheme: bulletScheme(sign[0] ?? "") || "•", ordinal: 0, inserted: "" };
    this.current = { ...(this.current ?? { runs: [] }), label };
  }

  private formatOf(el: HTMLElement, outer: Format): Format {
    const tag = el.tagName.toUpperCase();
    let format = { ...outer };
    for (const name of el.classList) {
      format = { ...format, ...this.classes.get(name) };
    }
    format.bold ||= tag === "B" || tag === "STRONG" || /^H[1-6]$/.test(tag);
    format.italic ||= tag === "I" || tag === "EM";
    format.underline ||= tag === "U";
    return { ...format, ...formatFrom(styleOf(el)) };
  }

  private table(el: HTMLTableElement): Table | null {
    const rows: Row[] = [];
    let header = 0;
    for (const row of el.rows) {
      if (row.closest("table") !== el) {
        continue;
      }
      const cells = [...row.cells];
      if (rows.length === header && cells.length > 0 && (row.parentElement?.tagName === "THEAD" || cells.every((c) => c.tagName === "TH"))) {
        header++;
      }
      rows.push(cells.map((c) => this.cell(c)));
    }
    return sound(rows, Math.min(header, rows.length - 1));
  }

  private cell(el: HTMLTableCellElement): Cell {
    const inside = new Reader(this.doc, this.classes);
    inside.walk(el, this.formatOf(el, { bold: false, italic: false, underline: false }));
    inside.end();
    const runs = inside.out.flatMap((p, i): Run[] => {
      const label = p.label ? [{ text: `${p.label.text} ` }] : [];
      return [...(i > 0 ? [{ text: "\n" }] : []), ...label, ...trimmed(p.runs)];
    });
    const text = shortest(runs);
    const align = /text-align:\s*(center|right|justify)/i.exec(styleOf(el))?.[1] ?? el.getAttribute("align");
    const aligned = align === "center" || align === "right" || align === "justify" ? { align } as const : {};
    return { ...(text !== "" ? { text } : {}), colspan: el.colSpan, rowspan: el.rowSpan, ...aligned };
  }
}

/** The rows of a table in which every row fills all columns: what a browser shows as missing becomes empty cells. */
function sound(rows: Row[], header: number): Table | null {
  const filled: number[][] = rows.map(() => []);
  rows.forEach((row, r) => {
    let col = 0;
    (row as { colspan: number; rowspan: number }[]).forEach((cell) => {
      while (filled[r]![col]) {
        col++;
      }
      const end = r < header ? header : rows.length;
      cell.colspan = Math.max(1, cell.colspan);
      cell.rowspan = Math.min(Math.max(1, cell.rowspan), end - r);
      for (let down = 0; down < cell.rowspan; down++) {
        for (let c = 0; c < cell.colspan; c++) {
          filled[r + down]![col + c] = 1;
        }
      }
    });
  });
  const width = Math.max(0, ...filled.map((f) => f.length));
  if (width === 0 || width > 63) {
    return null;
  }
  const out = rows.map((row, r) => [...(row as Cell[]), ...Array.from({ length: width - filled[r]!.filter(Boolean).length }, () => "")]);
  return { ...(header > 0 ? { header: out.slice(0, header) } : {}), rows: out.slice(header) };
}

/** The number of an item of a list. */
function listLabel(li: HTMLLIElement): Partial<Pasted> {
  const list = li.parentElement;
  let depth = 0;
  for (let up = list; up; up = up.parentElement) {
    depth += /^[OU]L$/.test(up.tagName) ? 1 : 0;
  }
  if (list?.tagName !== "OL") {
    return { depth, label: { text: "-", scheme: "-", ordinal: 0, inserted: "" } };
  }
  const type = list.getAttribute("type") ?? /list-style-type:\s*([\w-]+)/i.exec(styleOf(list))?.[1] ?? "1";
  const scheme = ({ I: "I.", "upper-roman": "I.", A: "A.", "upper-alpha": "A.", a: "a)", "lower-alpha": "a)", i: "i)", "lower-roman": "i)" } as Record<string, string>)[type] ?? "1.";
  const index = [...list.children].filter((c) => c.tagName === "LI").indexOf(li) + (Number(list.getAttribute("start")) || 1);
  return { depth, label: { text: scheme.replace("1", String(index)), scheme, ordinal: index, inserted: "" } };
}

/** What the classes of Excel's and LibreOffice's style sheet say of the type. */
function styleClasses(styles: string): Map<string, Partial<Format>> {
  const out = new Map<string, Partial<Format>>();
  for (const [, name, rules] of styles.matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g)) {
    const format = formatFrom(rules!);
    if (format.bold || format.italic) {
      out.set(name!, format);
    }
  }
  return out;
}

/** The style as it was written; the name of the attribute is changed before the parser sees it. */
function styleOf(el: Element): string {
  return el.getAttribute("data-style") ?? "";
}

function formatFrom(style: string): Partial<Format> {
  const weight = /font-weight:\s*(bold|normal|\d+)/i.exec(style)?.[1];
  const slant = /font-style:\s*(italic|normal)/i.exec(style)?.[1];
  const line = /text-decoration(?:-line)?:\s*(underline|none)/i.exec(style)?.[1];
  return {
    ...(weight ? { bold: weight === "bold" || Number(weight) >= 600 } : {}),
    ...(slant ? { italic: slant.toLowerCase() === "italic" } : {}),
    ...(line ? { underline: line.toLowerCase() === "underline" } : {}),
  };
}

function marks(format: Format): Omit<Run, "text"> {
  return { ...(format.bold ? { bold: true } : {}), ...(format.italic ? { italic: true } : {}), ...(format.underline ? { underline: true } : {}) };
}

/** Text as HTML means it: any white space is one blank. */
function spaced(text: string): string {
  return text.replace(/[\s\u00A0]+/g, " ");
}
