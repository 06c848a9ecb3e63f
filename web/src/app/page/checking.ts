// Has the service check the document a short while after each change.
import { Refused, validate } from "../api.ts";
import type { JsonObject } from "../model/json.ts";
import type { Problems } from "../model/problems.ts";

const delay = 110;

export class Checking {
  #problems: Problems;
  #timer = 0;
  #running: AbortController | undefined;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  soon(document: JsonObject): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#run(document), delay);
  }

  async #run(document: JsonObject): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      this.#problems.replace((await validate(document, running.signal)).problems);
    } catch (error) {
      // What was found before stays; that there is no connection is said beside the pages.
      if (!running.signal.aborted && error instanceof Refused && error.problems.length > 0) this.#problems.replace(error.problems);
    }
  }
}
