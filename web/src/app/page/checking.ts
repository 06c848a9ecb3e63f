// Has the service check the document a short while after each change.
import { again, isPassing, Refused, validate } from "../api.ts";
import type { JsonObject } from "../model/json.ts";
import type { Problems } from "../model/problems.ts";

const delay = 110;

export class Checking {
  #problems: Problems;
  #document: JsonObject = {};
  #timer = 0;
  #running: AbortController | undefined;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  soon(document: JsonObject): void {
    this.#document = document;
    this.#wait(delay);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    const document = this.#document;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      this.#problems.replace((await validate(document, running.signal)).problems);
    } catch (error) {
      if (running.signal.aborted) return;
      if (error instanceof Refused && error.problems.length > 0) this.#problems.replace(error.problems);
      else {
        this.#problems.lose(); // what was found before stays; why there is no answer is said beside the pages
        if (isPassing(error) && document === this.#document) this.#wait(again);
      }
    }
  }
}
