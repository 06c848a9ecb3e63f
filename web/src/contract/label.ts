// The number or mark at the head of a typed paragraph: a port of read/label.go, so that text which is pasted here is read as
// the importer reads a file.
import { units } from "./format.ts";
import { letterOrdinal, scanInserted, scanNumber, scanOrdinal, type Scanned } from "./scan.ts";

export interface Label {
  /** As printed: "I.", "Điều 1.", "a)", "-". */
  text: string;
  /** The form of the first number of its kind, as `numbering` takes it: "I.", "Điều 1.", "a)". */
  scheme: string;
  /** The last number, from 1; 0 for bullets. */
  ordinal: number;
  /** The letter of a number that was put in later: "a" in "1a." and "Điều 5a.". */
  inserted: string;
}

export interface Cut {
  label: Label;
  rest: string;
}

/** Takes the number off the head of a paragraph; blanks before it and after it belong to neither. */
export function cutLabel(text: string): Cut | null {
  const s = text.trim();
  return cutBullet(s) ?? cutUnit(s) ?? (s.startsWith("(") ? cutBracketed(s) : cutNumber(s));
}

function made(n: Scanned, prefix: string, text: string, suffix: string): Label {
  return { text: text.trim(), scheme: prefix + n.firsts.join(".") + suffix, ordinal: n.values.at(-1)!, inserted: n.inserted };
}

const lower = (s: string): boolean => /^\p{Ll}/u.test(s);
const upper = (s: string): boolean => /^\p{Lu}/u.test(s);
const digit = (s: string): boolean => /^\p{Nd}/u.test(s);
const opens = (s: string): boolean => /^[\p{Lu}“"(‘']/u.test(s);

/** Reads "(1)", "(a)" and "(i)". */
function cutBracketed(s: string): Cut | null {
  let n = scanNumber(s.slice(1));
  if (!n || n.values.length > 1 || s[1 + n.size] !== ")") {
    return null;
  }
  const roman = ({ i: 1, v: 5, x: 10 } as Record<string, number>)[s.slice(1, 1 + n.size)];
  if (roman) {
    n = { ...n, style: "lowerRoman", values: [roman], firsts: ["i"] };
  }
  const end = n.size + 2;
  return { label: made(n, "(", s.slice(0, end), ")"), rest: s.slice(end).trim() };
}

/** Reads a number that stands for itself: "I.", "1.1", "a)", "2-". */
function cutNumber(s: string): Cut | null {
  const n = scanNumber(s) ?? scanInserted(s);
  if (!n) {
    return null;
  }
  const { suffix, end } = cutSuffix(s, n.size);
  const rest = s.slice(end).trim();
  if (!mayEnd(n, suffix, s.slice(n.size, end), s.slice(end), rest)) {
    return null;
  }
  return { label: made(n, "", s.slice(0, end), suffix), rest };
}

/** Whether a bare number with this suffix is a label and not the beginning of a sentence, a date or a sum. */
function mayEnd(n: Scanned, suffix: string, typed: string, after: string, rest: string): boolean {
  const glued = after === rest && rest !== "";
  const compound = n.values.length > 1;
  if (n.foreign) {
    return suffix === ")";
  }
  if (n.inserted) {
    return (suffix === "." || suffix === ")") && !glued;
  }
  switch (suffix) {
    case "":
      return compound && n.style !== "lower" && !glued && (rest === "" || opens(rest) || n.values.length > 2);
    case ")":
    case ".)":
      return true;
    case ".":
      if (!glued) {
        return true;
      }
      if (n.style === "upper") {
        return opens(rest) && upper(rest.slice(1));
      }
      return opens(rest) && (n.style === "arabic" || n.style === "lowerRoman" || rest[1] !== ".");
    case "/":
      return !glued && !digit(rest);
    case ":":
      return !glued && !digit(rest) && (n.style === "arabic" || n.style === "roman");
    case ".-":
      return !digit(rest);
  }
  if (compound || digit(rest)) {
    return false;
  }
  if (typed.length > 1) {
    return n.style !== "lower" && !glued && opens(rest);
  }
  const word = rest.split(" ")[0]!;
  return !glued || (opens(rest) && (n.style === "arabic" || n.style === "roman") && !/[/\-–0-9]/.test(word));
}

/** Reads what ends a number at s[at], blanks before it included, and returns it as the schemes write it. */
function cutSuffix(s: string, at: number): { suffix: string; end: number } {
  const bare = s.slice(at).trimStart();
  const blanks = s.length - at - bare.length;
  const found = [".-", ".)", ".", ")", "/", ":", "-", "–"].find((suffix) => bare.startsWith(suffix));
  if (!found) {
    return { suffix: "", end: at };
  }
  const end = at + blanks + found.length;
  if (s[end] === ".") {
    return { suffix: "", end: at };
  }
  const suffix = found === "–" ? "-" : found;
  return { suffix: suffix === "-" && blanks > 0 ? " -" : suffix, end };
}

/** Reads "Điều 1.", "CHƯƠNG II" and "Phần thứ nhất". */
function cutUnit(s: string): Cut | null {
  for (const unit of units) {
    for (const word of [unit, unit.toUpperCase()]) {
      if (!s.startsWith(word)) {
        continue;
      }
      const after = s.slice(word.length);
      const bare = after.trimStart();
      const at = s.length - bare.length;
      const { n, prefix } = unitNumber(bare, word !== unit);
      if (!n || (bare.length === after.length && n.style !== "arabic")) {
        continue;
      }
      const { suffix, end } = cutSuffix(s, at + n.size);
      if (mayEndUnit(n, suffix, s.slice(end))) {
        return { label: made(n, `${word} ${prefix}`, s.slice(0, end), suffix), rest: s.slice(end).trim() };
      }
    }
  }
  return null;
}

/** mayEnd for a number after a unit; after is what follows it. */
function mayEndUnit(n: Scanned, suffix: string, after: string): boolean {
  const rest = after.trim();
  const glued = after === rest && rest !== "";
  switch (suffix) {
    case "":
      if (glued && /^[\p{L}\p{Nd}]/u.test(rest)) {
        return false;
      }
      return n.style !== "lower" && (rest === "" || (/\p{Lu}/u.test(rest) && !/\p{Ll}/u.test(rest)));
    case "-":
    case "/":
      return !glued && !digit(rest);
  }
  return !glued || (!digit(rest) && !lower(rest));
}

/** The number after a unit; the prefix is "thứ " where it is written as a word. */
function unitNumber(s: string, capitals: boolean): { n: Scanned | null; prefix: string } {
  const th = /^thứ (.*)$/is.exec(s);
  if (!th) {
    return { n: scanNumber(s) ?? scanInserted(s), prefix: "" };
  }
  const found = scanOrdinal(th[1]!);
  if (!found) {
    return { n: null, prefix: "" };
  }
  const n: Scanned = {
    style: "arabic", values: [found.value], firsts: [capitals ? "NHẤT" : "nhất"], size: "thứ ".length + found.size, foreign: false, inserted: "",
  };
  return { n, prefix: capitals ? "THỨ " : "thứ " };
}

/** Reads a mark without a number. A mark before no letter and no figure is an ornament: "* * *", "-----", "-o0o-". */
function cutBullet(s: string): Cut | null {
  const mark = s[0] ?? "";
  const scheme = bulletScheme(mark);
  const rest = s.slice(1).trim();
  const glued = rest.length === s.length - 1;
  if (!scheme || (bulletScheme(rest[0] ?? "") && rest[0] !== "o") || rest.startsWith("o0o") || !/[\p{L}\p{Nd}]/u.test(rest)) {
    return null;
  }
  if ((mark === "o" && (glued || !upper(rest))) || (glued && !/^[\p{L}“"([‘']/u.test(rest))) {
    return null;
  }
  return { label: { text: mark, scheme, ordinal: 0, inserted: "" }, rest };
}

/** The mark as the contract writes it, or "". The private signs are those of the fonts Symbol and Wingdings. */
export function bulletScheme(mark: string): string {
  if (mark === "") {
    return "";
  }
  if ("-+–—•*·●○▪■".includes(mark)) {
    return mark;
  }
  if ("\u2010\u2011\u2212\u2043\uF02D".includes(mark)) {
    return "-";
  }
  if ("\uF0B7‣∙➢✓❖►\uF0D8\uF0FC".includes(mark)) {
    return "•";
  }
  return mark === "o" || mark === "◦" ? "○" : mark === "\uF0A7" ? "▪" : "";
}

/** What else the label may mean: a lone "i", "v" or "x" is a letter or Roman. */
export function otherReading(label: Label): Label | null {
  const word = label.text.replace(/[^\p{L}]/gu, "");
  const value = ({ i: 1, v: 5, x: 10 } as Record<string, number>)[word.toLowerCase()];
  if (!value || !/^\(?[aAiI][.)/:-]*$/.test(label.scheme)) {
    return null;
  }
  const small = word === word.toLowerCase();
  const now = label.scheme.replace(/[^\p{L}]/gu, "");
  const roman = now.toLowerCase() === "i";
  const sign = roman ? (small ? "a" : "A") : small ? "i" : "I";
  return { ...label, scheme: label.scheme.replace(now, sign), ordinal: roman ? letterOrdinal(word.toLowerCase()) : value };
}
