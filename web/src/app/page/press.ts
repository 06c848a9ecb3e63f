// What appears on a page moves what stands below it. A click counts only where the mouse is pressed and let go over the same thing: a message that comes
// because a field was left for a button must not move that button away in between.

let held = false;
let waiting: (() => void)[] = [];

/** Runs something at once, or after the click for which the mouse is held down now. */
export function afterPress(run: () => void): void {
  if (held) waiting.push(run);
  else run();
}

function letGo(): void {
  if (!held) return;
  held = false;
  // The click comes after the end of the press.
  setTimeout(() => {
    if (held) return;
    const runs = waiting;
    waiting = [];
    for (const run of runs) run();
  });
}

if (typeof window !== "undefined") {
  addEventListener("pointerdown", (event) => (held = event.button === 0), true);
  addEventListener("pointerup", letGo, true);
  addEventListener("pointercancel", letGo, true);
  // The end of a press over an open list of choices comes to nobody.
  addEventListener("pointermove", (event) => event.buttons === 0 && letGo(), true);
  addEventListener("keydown", letGo, true);
}
