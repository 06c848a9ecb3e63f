// What the office knows, on the common part.
import type { TypeDetail } from "../../app/api.ts";
import { isObject, type JsonObject } from "../../app/model/json.ts";
import { partOf } from "../../app/page/app.ts";
import { filled, known } from "../../office/office.ts";
import { placesOf } from "../model/paper.ts";
import type { Session } from "../session.ts";

/** A paper that nobody has written on yet begins with what the office knows. */
export function begin(session: Session): void {
  if (session.certificate && Object.keys(session.paper.base).every((k) => k === "type")) fill(session, 0);
}

/** Takes what the office knows where nothing is written yet. */
export function fill(session: Session, signer: number): void {
  const { document } = session.store;
  const base = isObject(document["base"]) ? document["base"] : {};
  const award = isObject(document["award"]) ? document["award"] : undefined;
  const of = (type: TypeDetail): JsonObject => known(session.office, type, (key) => partOf(type, key) !== "none", signer);
  if (award === undefined) {
    session.store.set(["base"], filled(base, of(session.type)));
    return;
  }
  // The service knows the grounds of decisions on commendation better than the usual ones of the office.
  const { bases: _b, recipients, ...decision } = of(session.decision);
  const places = placesOf(recipients);
  const facts = { decision: { ...decision, ...(places === undefined ? {} : { recipients: places }) }, ...(session.office.giver === undefined ? {} : { by: session.office.giver }) };
  session.store.set(["award"], filled(award, facts));
}
