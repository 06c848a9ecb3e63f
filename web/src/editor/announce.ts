// What a screen reader is told of things that are only seen.
import { element } from "./popup.ts";

export interface Announcer {
  say(text: string): void;
}

export function announcer(root: HTMLElement): Announcer {
  const region = element("div", { class: "vb-hidden", role: "status", "aria-live": "polite" });
  root.append(region);
  return {
    say(text) {
      // The same words again are no change, and would not be read.
      region.textContent = region.textContent === text ? `${text}\u00A0` : text;
    },
  };
}
