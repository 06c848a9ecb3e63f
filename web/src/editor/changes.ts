// Which values of a body changed: what a page needs to ask anew.
import type { Body, BodyNode } from "../contract/types.ts";

/** The pointers of the values that differ; that of a list where it got longer or shorter. What was not edited is the same object. */
export function changedPointers(before: Body, after: Body, base: string): string[] {
  if (before.length !== after.length) {
    return [base];
  }
  return after.flatMap((node, i) => (node === before[i] ? [] : changedNode(before[i]!, node, `${base}/${i}`)));
}

function changedNode(before: BodyNode, after: BodyNode, pointer: string): string[] {
  if (typeof before === "string" || typeof after === "string" || !before || !after) {
    return [pointer];
  }
  const { body: was = [], ...own } = before;
  const { body: is = [], ...mine } = after;
  return alike(own, mine) ? changedPointers(was, is, `${pointer}/body`) : [pointer];
}

/** Whether two values of JSON say the same. What was not edited is the same object: of a long table little is looked at. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const [mine, other] = [Object.entries(a), new Map(Object.entries(b))];
  return mine.length === other.size && mine.every(([key, value]) => other.has(key) && alike(value, other.get(key)));
}
