// How numbers are written: a port of templates/contract/numbering.go, compared with it on all samples.

export type Style = "arabic" | "roman" | "lowerRoman" | "upper" | "lower" | "ordinal" | "bullet";

/** One level of a numbering scheme: "I.", "1.1.", "a)", "(1)", "Phần thứ nhất", "Điều 1.", "-". */
export interface Format {
  prefix: string;
  style: Style;
  /** How many numbers of the levels above stand before its own: 1 for "1.1.". */
  compound: number;
  suffix: string;
}

/** The words that a numbered part may begin with. A longer one stands before what it begins with. */
export const units = [
  "Phần", "Chương", "Mục tiêu", "Mục", "Tiểu mục", "Điều", "Khoản", "Điểm",
  "Nội dung", "Nhiệm vụ", "Giải pháp", "Tiêu chí", "Nhóm", "Bước", "Bài", "Câu", "Biểu", "Mẫu",
];

const bulletMarks = ["-", "+", "–", "—", "•", "*", "·", "●", "○", "▪", "■"];
const suffixes = [".", ")", "", "-", " -", ".-", "/", ":", ".)"];
const maxCompound = 8;

export function parseFormat(text: string): Format | null {
  if (bulletMarks.includes(text)) {
    return { prefix: text, style: "bullet", compound: 0, suffix: "" };
  }
  const head = cutPrefix(text);
  if (!head) {
    return null;
  }
  let { rest } = head;
  let style = head.style;
  let compound = 0;
  if (style === "ordinal") {
    rest = rest.slice("nhất".length);
  } else {
    for (;;) {
      const first = firstNumber(rest);
      if (!first) {
        return null;
      }
      style = first;
      rest = rest.slice(1);
      if (rest[0] !== "." || !firstNumber(rest.slice(1))) {
        break;
      }
      compound++;
      rest = rest.slice(1);
    }
  }
  if ((head.prefix === "(" && rest !== ")") || compound > maxCompound || !suffixes.includes(rest)) {
    return null;
  }
  return { prefix: head.prefix, style, compound, suffix: rest };
}

/** Takes "(", a unit or a unit with "thứ" off the front. */
function cutPrefix(text: string): { prefix: string; style: Style; rest: string } | null {
  if (text.startsWith("(")) {
    return { prefix: "(", style: "arabic", rest: text.slice(1) };
  }
  for (const unit of units) {
    for (const word of [unit, unit.toUpperCase()]) {
      if (!text.startsWith(word + " ")) {
        continue;
      }
      const rest = text.slice(word.length + 1);
      const [th, first] = word === unit ? ["thứ ", "nhất"] : ["THỨ ", "NHẤT"];
      if (!rest.startsWith(th!)) {
        return { prefix: word + " ", style: "arabic", rest };
      }
      const number = rest.slice(th!.length);
      return number.startsWith(first!) ? { prefix: `${word} ${th}`, style: "ordinal", rest: number } : null;
    }
  }
  return { prefix: "", style: "arabic", rest: text };
}

function firstNumber(text: string): Style | null {
  const styles: Record<string, Style> = { "1": "arabic", I: "roman", i: "lowerRoman", A: "upper", a: "lower" };
  const style = styles[text[0] ?? ""];
  return style && !/^[\p{L}\p{Nd}]/u.test(text.slice(1)) ? style : null;
}

/** The word that the number belongs to, in the writing of the law, or "". */
export function unitOf(f: Format): string {
  const word = f.prefix.split(/ thứ| THỨ/)[0]!.trim();
  return units.find((u) => word === u || word === u.toUpperCase()) ?? "";
}

/** The number alone: what the levels below take as a parent. Bullets have none. */
export function numberOf(f: Format, n: number): string {
  switch (f.style) {
    case "roman":
      return roman(n);
    case "lowerRoman":
      return roman(n).toLowerCase();
    case "upper":
      return letters(n, "ABCDĐEGHIKLMNOPQRSTUVXY");
    case "lower":
      return letters(n, "abcdđeghiklmnopqrstuvxy");
    case "ordinal":
      return f.prefix.endsWith("THỨ ") ? ordinal(n).toUpperCase() : ordinal(n);
    case "bullet":
      return "";
    case "arabic":
      return String(n);
  }
}

/** The whole label. Parents are the bare numbers of the levels above; a compound takes as many of the last as it wants. */
export function labelOf(f: Format, n: number, parents: readonly string[]): string {
  if (f.style === "bullet") {
    return f.prefix;
  }
  const quoted = f.compound > 0 ? parents.slice(-f.compound).filter((p) => p !== "") : [];
  return f.prefix + [...quoted, numberOf(f, n)].join(".") + f.suffix;
}

/** Counts a … y, then aa, ab, …: the alphabet as the decrees use it, with đ, without f, j, w, z. */
function letters(n: number, alphabet: string): string {
  let out = "";
  for (; n > 0; n = Math.floor((n - 1) / alphabet.length)) {
    out = alphabet[(n - 1) % alphabet.length]! + out;
  }
  return out;
}

function roman(n: number): string {
  if (n < 1 || n > 3999) {
    return String(n);
  }
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  const signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
  let out = "";
  values.forEach((value, i) => {
    for (; n >= value; n -= value) {
      out += signs[i]!;
    }
  });
  return out;
}

/** What follows "thứ", for 1 to 99, and anything else in digits. */
function ordinal(n: number): string {
  const ones = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
  if (n < 1 || n > 99) {
    return String(n);
  }
  if (n < 10) {
    return n === 1 ? "nhất" : n === 4 ? "tư" : ones[n]!;
  }
  const tens = Math.floor(n / 10);
  const one = n % 10;
  const head = tens > 1 ? `${ones[tens]} mươi` : "mười";
  if (one === 0) {
    return head;
  }
  const tail = one === 5 ? "lăm" : tens > 1 && one === 1 ? "mốt" : tens > 1 && one === 4 ? "tư" : ones[one];
  return `${head} ${tail}`;
}
