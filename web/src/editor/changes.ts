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
  return JSON.stringify(own) === JSON.stringify(mine) ? changedPointers(was, is, `${pointer}/body`) : [pointer];
}
