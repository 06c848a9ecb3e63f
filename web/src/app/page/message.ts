import type { ComponentChildren } from "preact";

/** What is said at the foot of the page for a while, or until it is closed. */
export interface Message {
  words: ComponentChildren;
  bad: boolean;
  action?: { label: string; run: () => void };
}
