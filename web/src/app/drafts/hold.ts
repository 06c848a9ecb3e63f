// One draft is written in one tab at a time. Web Locks know who holds it, also after a crash; where there are none (pages without HTTPS) the
// tabs ask each other. A tab that is asked to hands the draft over, once it is saved.

type Message = { id: string; from: string; what: "who" | "here" | "take" | "given" };

/** Told to the window before what it has goes to another tab: what is typed and not taken over yet counts as well. */
export const handing = "vanban-handing";

/** How long the others have to answer, in ms. */
const answerTime = 250;
const handOverTime = 1500;

export class Hold {
  #id: string;
  #me: string;
  #channel = new BroadcastChannel("vanban-drafts");
  #held = false;
  #asking = false;
  #release: (() => void) | undefined;
  #heard = new Map<Message["what"], () => void>();
  #lose: () => Promise<void>;

  /** lose is called when another tab takes the draft: what it does comes first. */
  constructor(id: string, me: string, lose: () => Promise<void>) {
    this.#id = id;
    this.#me = me;
    this.#lose = lose;
    this.#channel.onmessage = (event: MessageEvent<Message>) => void this.#answer(event.data);
  }

  /** Whether the draft is ours still. */
  get held(): boolean {
    return this.#held;
  }

  /** Whether the draft is ours now. */
  async take(): Promise<boolean> {
    if (this.#held) return true;
    if (navigator.locks !== undefined) this.#held = await this.#lock({ ifAvailable: true });
    else {
      this.#asking = true;
      this.#held = !(await this.#ask("who", "here", answerTime));
      this.#asking = false;
    }
    return this.#held;
  }

  /** Takes the draft from the tab that has it. One that does not answer has lost it. */
  async takeOver(): Promise<void> {
    await this.#ask("take", "given", handOverTime);
    if (navigator.locks !== undefined && !(await this.#lock({ ifAvailable: true }))) await this.#lock({ steal: true });
    this.#held = true;
  }

  /** Lets go of the draft, which this page shows no more. */
  release(): void {
    this.#held = false;
    this.#release?.();
    this.#channel.close();
  }

  async #answer(message: Message): Promise<void> {
    if (message.id !== this.#id || message.from === this.#me) return;
    this.#heard.get(message.what)?.();
    // Of two that ask at the same time one has it: the other is told, or asked to tell.
    if (message.what === "who" && this.#asking) this.#say(this.#me < message.from ? "here" : "who");
    if (!this.#held) return;
    if (message.what === "who") this.#say("here");
    if (message.what !== "take") return;
    this.#held = false;
    await this.#lose();
    this.#release?.();
    this.#say("given");
  }

  #say(what: Message["what"]): void {
    this.#channel.postMessage({ id: this.#id, from: this.#me, what } satisfies Message);
  }

  #ask(question: Message["what"], answer: Message["what"], time: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), time);
      this.#heard.set(answer, () => {
        clearTimeout(timer);
        resolve(true);
      });
      this.#say(question);
    });
  }

  #lock(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const held = navigator.locks.request(`vanban-draft-${this.#id}`, options, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((release) => (this.#release = release));
      });
      // A lock that is stolen rejects: the draft is gone to a tab that could not wait.
      held.catch(() => {
        if (!this.#held) return;
        this.#held = false;
        void this.#lose();
      });
    });
  }
}

/** The ids of drafts that some tab writes now; unknown where the browser has no locks. */
export async function heldDrafts(): Promise<Set<string> | undefined> {
  if (navigator.locks === undefined) return undefined;
  const { held } = await navigator.locks.query();
  return new Set((held ?? []).map((lock) => lock.name?.replace("vanban-draft-", "") ?? ""));
}
