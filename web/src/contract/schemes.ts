// The numbering of each type where the author gives none (PL.I-II.6đ): a port of templates/parts/kinds.go, compared with it.
import { parseFormat, unitOf } from "./format.ts";

const sections = ["I.", "1.", "a)", "-", "+"];
const clauses = ["1.", "a)", "-", "+"];
const articles = ["Điều 1.", "1.", "a)", "-", "+"];
const chapters = ["Chương I", "Điều 1.", "1.", "a)", "-", "+"];

const byType: Record<string, string[]> = {
  "cong-van": clauses, "thong-bao": clauses, "thong-cao": clauses, "chi-thi": clauses, "giay-moi": clauses,
  "quyet-dinh": articles, "nghi-quyet": articles,
  "quy-che": chapters, "quy-dinh": chapters, "dieu-le": chapters,
};

/** The scheme of a document's body, or of an enclosure's. */
export function schemeFor(type: string, numbering?: readonly string[]): readonly string[] {
  return numbering?.length ? numbering : (byType[type] ?? sections);
}

/** The scheme of a phụ lục: that of its document, but never one in Điều. */
export function appendixScheme(type: string, document?: readonly string[], own?: readonly string[]): readonly string[] {
  if (own?.length) {
    return own;
  }
  const scheme = schemeFor(type, document);
  const inArticles = scheme.some((s) => {
    const f = parseFormat(s);
    return f !== null && unitOf(f) === "Điều";
  });
  return inArticles ? sections : scheme;
}
