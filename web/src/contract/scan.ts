// The numbers themselves, before anybody asks whether they are labels: a port of read/label_number.go.

export interface Scanned {
  style: "arabic" | "roman" | "lowerRoman" | "upper" | "lower";
  values: number[];
  /** The first number of each part's style. */
  firsts: string[];
  /** Characters read. */
  size: number;
  /** A letter that the law does not count with. */
  foreign: boolean;
  /** The letter of "1a". */
  inserted: string;
}

const maxParts = 9;

/** Reads "2", "II", "ii", "B", "đ" and compounds: "2.1", "II.1", "1.a"; no years, "1.000.000" or "15.5.2016". */
export function scanNumber(s: string): Scanned | null {
  const n: Scanned = { style: "arabic", values: [], firsts: [], size: 0, foreign: false, inserted: "" };
  n.size = scanPart(n, s, 3);
  if (n.size === 0) {
    return null;
  }
  while (n.style !== "lower" && n.style !== "lowerRoman" && s[n.size] === ".") {
    const next = s.slice(n.size + 1);
    const small = /^\p{Ll}/u.test(next);
    if (!small && !/^\p{Nd}/u.test(next)) {
      break;
    }
    const part = scanPart(n, next, 2);
    if (part === 0 && small) {
      return n;
    }
    if (part === 0 || n.values.length > maxParts) {
      return null;
    }
    n.size += 1 + part;
  }
  return n;
}

/** Adds one part and returns its size: Arabic of at most some figures, Roman, or a letter. */
function scanPart(n: Scanned, s: string, figures: number): number {
  const word = /^[\p{L}\p{Nd}\p{M}]{0,65}/u.exec(s)![0];
  const add = (style: Scanned["style"], value: number, first: string): number => {
    n.style = style;
    n.values.push(value);
    n.firsts.push(first);
    return word.length;
  };
  const value = /^[0-9]{1,3}$/.test(word) ? Number(word) : 0;
  const outermost = n.values.length === 0;
  if (value > 0 && word.length <= figures && (outermost || word[0] !== "0")) {
    return add("arabic", value, "1");
  }
  if (!outermost) {
    const letter = letterOrdinal(word);
    return letter ? add("lower", letter, "a") : 0;
  }
  const capitals = word.toUpperCase();
  const single = [...word].length === 1;
  if (single && word !== capitals) {
    const known = letterOrdinal(word);
    n.foreign = known === 0;
    const letter = known || foreignOrdinal(word);
    return letter ? add("lower", letter, "a") : 0;
  }
  if (!single || "IVX".includes(word)) {
    if (romanValue(word)) {
      return add("roman", romanValue(word), "I");
    }
    return romanValue(capitals) && word.toLowerCase() === word ? add("lowerRoman", romanValue(capitals), "i") : 0;
  }
  const letter = letterOrdinal(word.toLowerCase());
  return letter ? add("upper", letter, "A") : 0;
}

/** Reads "1a" and "12b". */
export function scanInserted(s: string): Scanned | null {
  const found = /^([1-9][0-9]{0,2})(\p{L})(?![\p{L}\p{Nd}])/u.exec(s);
  if (!found || !letterOrdinal(found[2]!)) {
    return null;
  }
  return { style: "arabic", values: [Number(found[1])], firsts: ["1"], size: found[0].length, foreign: false, inserted: found[2]! };
}

/** The place of a small letter in the order of NĐ 30 (PL.I-II.6đ), or 0. */
export function letterOrdinal(word: string): number {
  return word.length === 1 ? "abcdđeghiklmnopqrstuvxy".indexOf(word) + 1 : 0;
}

/** The place that a small letter takes which the law does not count with. */
function foreignOrdinal(word: string): number {
  const before = ({ f: "e", j: "i", w: "v", z: "y" } as Record<string, string>)[word];
  return before ? letterOrdinal(before) + 1 : 0;
}

/** Reads a Roman number below 90 in its one right writing, or gives 0. Scans write l for I. */
export function romanValue(word: string): number {
  const found = /^(XL|L?X{0,3})(IX|IV|V?I{0,3})$/.exec(word.replaceAll("l", "I"));
  if (!found || word === "") {
    return 0;
  }
  const tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"].indexOf(found[1]!);
  const ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].indexOf(found[2]!);
  return tens * 10 + ones;
}

const ordinals = [
  "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm",
  "mười sáu", "mười bảy", "mười tám", "mười chín", "hai mươi",
];

/** Reads what follows "thứ": "nhất", "hai", "mười một" … */
export function scanOrdinal(s: string): { value: number; size: number } | null {
  let found: { value: number; size: number } | null = null;
  const small = s.toLowerCase();
  ordinals.forEach((word, i) => {
    if (small.startsWith(word) && word.length > (found?.size ?? 0) && !/^\p{L}/u.test(small.slice(word.length))) {
      found = { value: i + 1, size: word.length };
    }
  });
  return found;
}
