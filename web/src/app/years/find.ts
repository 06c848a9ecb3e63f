// “Năm trước → năm nay”: finds the years in a document and proposes the next ones. It only proposes: nothing here knows what a date means
// to the office, so each is shown with its surroundings for a yes or no.
import { isObject, type Json, type JsonObject, valueAt } from "../model/json.ts";
import type { Change } from "../model/store.ts";
import { citation } from "./citation.ts";

/** A year, or a date with one, in a text of the document. */
export interface Mention {
  path: string[];
  start: number;
  end: number;
  before: string;
  after: string;
  left: string; // what stands around it, shortened
  right: string;
  proposed: boolean;
  reason: string; // why it is not proposed; empty where it is
}

export type Form = "range" | "date" | "month" | "quarter" | "number" | "year" | "bare" | "field";

/** From the most to the least that can stand around a year. */
const forms: { form: Form; pattern: RegExp }[] = [
  { form: "number", pattern: /(?<!\d)\d+[\p{L}\d-]*\/(20\d\d)\/\p{Lu}[\p{L}\d&/-]*/gu },
  { form: "range", pattern: /(?<![\d/])20\d\d\s*[-–—]\s*20\d\d(?![\d/])/gu },
  { form: "date", pattern: /ngày\s+[\d.…_]{1,6}\s+tháng\s+[\d.…_]{1,6}\s+năm\s+20\d\d(?!\d)/giu },
  { form: "date", pattern: /(?<!\d)\d{1,2}([/.-])\d{1,2}\1(20\d\d)(?!\d)/gu },
  { form: "month", pattern: /tháng\s+[\d.…_]{1,6}\s+năm\s+20\d\d(?!\d)/giu },
  { form: "quarter", pattern: /quý\s+(?:I{1,3}|IV|[1-4])(?:\s*\/\s*|\s+năm\s+|\s+)20\d\d(?!\d)/giu },
  { form: "month", pattern: /(?<![\d/])\d{1,2}\s?\/\s?20\d\d(?![\d/])/gu },
  { form: "year", pattern: /năm(?:\s+học)?\s+20\d\d(?!\d)/giu },
  { form: "bare", pattern: /(?<![\d\p{L}/.,])20\d\d(?![\d\p{L}]|[.,/]\d|\s*(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|người|em|học sinh|giáo viên|hộ|lượt|ha|km|m2|%))/giu },
];

/** Keys whose values are no text about time: numbers, forms, choices. */
const passedOver = new Set([
  "type", "code", "orientation", "numbering", "label", "align", "valign", "urgency", "circulation", "drafter", "contact", "options", "width", "register_number", "name",
]);

export function findYears(document: JsonObject, by: number): Mention[] {
  const base = baseYear(document);
  const found: Mention[] = [];
  eachText(document, [], (path, text) => {
    for (const m of inText(path, text)) found.push(proposal(m, path, text, by, base));
  });
  return found;
}

/** The year that the document is for: of its trích yếu, of its date, or the one named most often; 0 where it names none. */
export function baseYear(document: JsonObject): number {
  const counts = new Map<number, number>();
  let subject = 0;
  eachText(document, [], (path, text) => {
    for (const m of inText(path, text)) {
      if (m.form === "number" || citation(m.form, path, text, m.start) !== "") continue;
      const year = Number(/20\d\d/.exec(m.match)?.[0]);
      counts.set(year, (counts.get(year) ?? 0) + 1);
      if (path[0] === "subject" && m.form !== "range") subject ||= year;
    }
  });
  const date = /^20\d\d/.exec(String(document["date"] ?? ""))?.[0];
  if (subject !== 0) return subject;
  if (date !== undefined) return Number(date);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** The changes that make the mentions what is proposed for them. */
export function changesOf(document: JsonObject, mentions: Mention[]): Change[] {
  const byText = new Map<string, Mention[]>();
  for (const m of mentions) {
    const key = m.path.join("/");
    byText.set(key, [...(byText.get(key) ?? []), m]);
  }
  return [...byText.values()].flatMap((list) => {
    const path = list[0]?.path ?? [];
    const before = valueAt(document, path);
    if (typeof before !== "string") return [];
    let after = before;
    for (const m of list.toSorted((a, b) => b.start - a.start)) after = after.slice(0, m.start) + m.after + after.slice(m.end);
    return [{ path, before, after }];
  });
}

interface Match {
  form: Form;
  start: number;
  match: string;
}

function inText(path: readonly string[], text: string): Match[] {
  if (path.at(-1) === "date") return /^20\d\d/.test(text) ? [{ form: "field", start: 0, match: text }] : [];
  if (!text.includes("20")) return [];
  const found: Match[] = [];
  const taken: [number, number][] = [];
  for (const { form, pattern } of forms) {
    for (const m of text.matchAll(pattern)) {
      const end = m.index + m[0].length;
      if (taken.some(([from, to]) => m.index < to && end > from)) continue;
      taken.push([m.index, end]);
      found.push({ form, start: m.index, match: m[0] });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function proposal(m: Match, path: string[], text: string, by: number, base: number): Mention {
  const reason = citation(m.form, path, text, m.start) || tooFar(m, base);
  const end = m.start + m.match.length;
  return {
    path, start: m.start, end, before: m.match, after: moved(m.match, by),
    left: shortened(text.slice(0, m.start), true), right: shortened(text.slice(end), false),
    proposed: reason === "", reason,
  };
}

function tooFar(m: Match, base: number): string {
  const years = (m.match.match(/20\d\d/g) ?? []).map(Number);
  const [first = 0, last = first] = years;
  if (last - first > 1) return "giai đoạn nhiều năm";
  if (base !== 0 && Math.abs(first - base) > 1) return `cách xa năm ${base}`;
  return "";
}

/** The match with its years moved; of 29 February the day before where the new year has none. */
function moved(match: string, by: number): string {
  const out = match.replace(/20\d\d/g, (year) => String(Number(year) + by));
  const leap = /^(ngày\s+)?29([/.-]|\s+tháng\s+)0?2\D+(20\d\d)$/iu.exec(out) ?? /^(20\d\d)-02-29$/.exec(out);
  if (leap === null) return out;
  const year = Number(leap.at(-1));
  // As the contract writes it, the day comes last; 29 may be of the year 2029 as well.
  return year % 4 === 0 ? out : out.replace(/^20\d\d-/.test(out) ? /29$/ : /29/, "28");
}

/** Letters of the surroundings that are shown. */
const shown = 60;

function shortened(text: string, end: boolean): string {
  if (text.length <= shown) return text;
  const part = end ? text.slice(-shown) : text.slice(0, shown);
  const blank = end ? part.indexOf(" ") : part.lastIndexOf(" ");
  if (blank < 0) return end ? "…" + part : part + "…";
  return end ? "…" + part.slice(blank) : part.slice(0, blank) + " …";
}

function eachText(value: Json | undefined, path: string[], visit: (path: string[], text: string) => void): void {
  if (typeof value === "string") visit(path, value);
  else if (Array.isArray(value)) value.forEach((v, i) => eachText(v, [...path, String(i)], visit));
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (!passedOver.has(key)) eachText(inner, [...path, key], visit);
    }
  }
}
