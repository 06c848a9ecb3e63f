// "I. ", "1. ", "a) ", "- " typed at the head of a paragraph make what they say.
import { closeHistory } from "prosemirror-history";
import { InputRule, inputRules } from "prosemirror-inputrules";
import type { Plugin } from "prosemirror-state";
import { cutLabel } from "../contract/label.ts";
import { placeBullet, placeNumber } from "./levels.ts";
import { isFlowing } from "./units.ts";

/** What a keyboard has for a dash. */
const typedMarks = ["-", "+", "–", "•", "*"];

export function typingRules(scheme: () => readonly string[]): Plugin {
  const rule = new InputRule(/^(\S.{0,22}) $/, (state, match, start, end) => {
    // Whether it is a number shows only before a text.
    const cut = cutLabel(`${match[1]} A`);
    if (!isFlowing(state.selection.$from.parent) || cut?.rest !== "A" || cut.label.inserted) {
      return null;
    }
    const { label } = cut;
    const tr = closeHistory(state.tr.delete(start, end));
    const placed = label.ordinal === 0 ? typedMarks.includes(label.text) && placeBullet(tr, label.scheme === "+" ? "+" : "-") : placeNumber(tr, label, scheme());
    return placed ? tr : null;
  });
  return inputRules({ rules: [rule] });
}
