// Has the service look at the first row's document a short while after each change of the common part, and puts what it finds at the fields of that part.
import { Refused, validate, type Problem } from "../../app/api.ts";
import { documentOf, type Paper } from "../model/paper.ts";
import type { Session } from "../session.ts";

const delay = 250;

export class Checker {
  #session: Session;
  #timer = 0;
  #running: AbortController | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#run(), delay);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { rows, paper, problems } = this.#session;
    const row = rows.list.find((r) => !r.removed && r.problems.length === 0) ?? rows.list.find((r) => !r.removed);
    if (row === undefined) return;
    const put = (found: Problem[]): void => problems.replace(withTold(ofPaper(ofRow(found, paper), paper.award !== undefined), this.#session.told));
    try {
      put((await validate(documentOf(paper, row.patch), running.signal)).problems);
    } catch (error) {
      if (running.signal.aborted) return;
      if (error instanceof Refused && error.problems.length > 0) put(error.problems);
      else problems.lose();
    }
  }
}

/** What was found with what was said when all was sent: of the decision nothing is found before. */
export function withTold(found: readonly Problem[], told: readonly Problem[]): Problem[] {
  return [...found, ...told.filter((p) => p.pointer.startsWith("/award/") && !found.some((f) => f.pointer === p.pointer && f.code === p.code))];
}

/** Where the parts of a certificate come from when the decision is made along with it. */
const fromDecision: Record<string, string> = {
  "/award_by": "/authority", "/decision/number": "/code/number", "/decision/notation": "/code/notation", "/decision/date": "/date", "/date": "/date", "/place": "/place", "/signer": "/signer", "/organ": "/organ",
};

/** The problems of a row's document without what is supplied when all are made: the numbers of certificates that have none. */
export function ofRow(found: readonly Problem[], paper: Paper): Problem[] {
  return found.filter((p) => p.pointer !== "/register_number" || p.severity === "error" || !paper.award?.["register_from"]);
}

/** The problems of a certificate as problems of the common part; those of its row are no business of that. */
export function ofPaper(found: readonly Problem[], decided: boolean): Problem[] {
  return found.filter((p) => p.pointer !== "/recipient" && !p.pointer.startsWith("/recipient/")).map((p) => ({ ...p, pointer: paperPointer(p.pointer, decided) }));
}

export function paperPointer(pointer: string, decided: boolean): string {
  if (decided) {
    const from = Object.keys(fromDecision).find((k) => pointer === k || pointer.startsWith(k + "/"));
    if (from !== undefined) return "/award/decision" + fromDecision[from] + pointer.slice(from.length);
  }
  return "/base" + pointer;
}
