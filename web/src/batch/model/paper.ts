// What all rows share: the document that each is put on, the decision, and what is sent to have them made.
import { isObject, type Json, type JsonObject } from "../../app/model/json.ts";
import { isCertificate } from "./fields.ts";
import { merged } from "./patch.ts";
import type { Row } from "./rows.ts";

/** The form of the common part: its pointers are those of the problems that the service finds in a submission. */
export interface Paper {
  base: JsonObject;
  award?: JsonObject;
  /** The decision as it was when somebody chose to do without it: to be had back, and not sent. */
  aside?: JsonObject;
}

export const outputs = ["merged", "pdf", "docx"] as const;
export type Output = (typeof outputs)[number];

export function newPaper(type: string): Paper {
  return { base: { type } };
}

export function paperOf(json: JsonObject): Paper {
  const { base, award, aside } = json;
  return { base: isObject(base) ? base : {}, ...(isObject(award) ? { award } : {}), ...(isObject(aside) ? { aside } : {}) };
}

/** The paper with a decision to be made, or without: what was filled in on either side goes over, nothing is asked for twice. */
export function withDecision(paper: Paper, wanted: boolean): Paper {
  if (wanted === (paper.award !== undefined)) return paper;
  const { place, date, signer, organ, award_by, decision, ...rest } = paper.base;
  if (wanted) {
    const known = isObject(decision) ? decision : {};
    const made = clean({
      type: "quyet-dinh", organ, place, signer, authority: award_by, date: known["date"] ?? date,
      code: clean({ number: known["number"], notation: known["notation"] }),
    });
    return { base: rest, award: { list: { form: "table" }, ...paper.aside, decision: merged(paper.aside?.["decision"], made) } };
  }
  const from = decisionOf(paper);
  const code = isObject(from["code"]) ? from["code"] : {};
  return {
    base: clean({
      ...paper.base, organ: from["organ"], place: from["place"], date: from["date"], signer: from["signer"], award_by: from["authority"],
      decision: clean({ number: code["number"], notation: code["notation"], date: from["date"] }),
    }),
    ...(paper.award === undefined ? {} : { aside: paper.award }),
  };
}

function clean(values: Record<string, JsonObject[string] | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && !(isObject(v) && Object.keys(v).length === 0))) as JsonObject;
}

export function decisionOf(paper: Paper): JsonObject {
  const decision = paper.award?.["decision"];
  return isObject(decision) ? decision : {};
}

/** The usual Nơi nhận of the office for the decision. Of “Như Điều …” the service alone knows the number, and writes that and “Lưu: VT” itself: where the office has no others, they are left to it. */
export function placesOf(usual: Json | undefined): Json | undefined {
  const lines = Array.isArray(usual) ? usual.map(String) : [];
  const like = lines.filter((line) => /^[\s-]*như điều \d+/i.test(line));
  return like.length > 0 && lines.every((line) => like.includes(line) || /^[\s-]*lưu\s*:\s*vt[\s.;]*$/i.test(line)) ? undefined : usual;
}

/** One row's document as it will be, for a look at it: with a decision, its number, date, place and signer run into each. */
export function documentOf(paper: Paper, patch: JsonObject): JsonObject {
  const base = isCertificate(String(paper.base["type"])) && paper.award !== undefined ? merged(paper.base, withDecision(paper, false).base) : paper.base;
  return merged(base, patch) as JsonObject;
}

/** What is sent for rows: their patches, and for those with errors what the errors are, so that they fail for what is wrong with them. */
export function items(rows: readonly Row[]): JsonObject[] {
  return rows.filter((row) => !row.removed).map((row) => {
    const errors = row.problems.filter((p) => p.severity === "error");
    if (errors.length === 0) return row.patch;
    return { ...row.patch, $problems: errors.map(({ pointer, code, message, hint }) => ({ pointer, code, message, ...(hint === undefined ? {} : { hint }) })) };
  });
}

/** A number for a content, so that the same content sent twice is one batch. */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
