// Whether documents can be made with what the office says of itself: the service looks at a sample of a decision that has it.
import { type Problem, Refused, type TypeDetail, validate } from "../app/api.ts";
import type { JsonObject } from "../app/model/json.ts";
import { partOf } from "../app/page/app.ts";
import { merged } from "../batch/model/patch.ts";
import { known, type Office } from "./office.ts";

/** What is to be said of the office, at the fields of its form. */
export async function check(office: JsonObject, type: TypeDetail): Promise<Problem[]> {
  const { enclosures: _e, organ, code, ...sample } = type.sample;
  const own = known(office as unknown as Office, type, (key) => partOf(type, key) !== "none");
  let found: Problem[];
  try {
    found = (await validate({ ...sample, ...own, organ: own["organ"] ?? organ ?? {}, code: merged(code, own["code"] ?? {}) })).problems;
  } catch (error) {
    if (!(error instanceof Refused) || error.problems.length === 0) throw error;
    found = error.problems;
  }
  return found.flatMap((p) => {
    const pointer = p.pointer.replace(/^\/signer(?=\/|$)/, "/signers/0").replace(/^\/code\/notation$/, "/abbreviation");
    // What the sample has of its own says nothing of the office.
    return Object.hasOwn(office, pointer.split("/")[1] ?? "") ? [{ ...p, pointer }] : [];
  });
}
