// The editor of a body (ô 6) for the clerk's pages.
import "prosemirror-view/style/prosemirror.css";
import "prosemirror-gapcursor/style/gapcursor.css";
import "./editor.css";
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { closeHistory, history, redo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, NodeSelection, TextSelection, type Command, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { schemeFor } from "../contract/schemes.ts";
import type { Body } from "../contract/types.ts";
import { pasteFrom } from "../paste/paste.ts";
import { actionGroups, type Action } from "./actions.ts";
import { announcer } from "./announce.ts";
import { changedPointers } from "./changes.ts";
import { decorate, numbersOf, renumber } from "./decorate.ts";
import { FootnoteView, openFootnote, openSelected } from "./footnote.ts";
import { fromContract } from "./fromContract.ts";
import { placeOf, pointerAt } from "./pointers.ts";
import { element } from "./popup.ts";
import { problemMarks, problemsKey, type Problem } from "./problems.ts";
import { typingRules } from "./rules.ts";
import { isEntry, types } from "./schema.ts";
import { nextCell, tablePlugins } from "./tables.ts";
import { TableView } from "./tableView.ts";
import { toContract } from "./toContract.ts";
import { toolbar } from "./toolbar.ts";
import { unitsOf } from "./units.ts";
import { backspace, enter, forwardDelete, lineBreak } from "./writing.ts";

export { appendixScheme, schemeFor } from "../contract/schemes.ts";
export type { Body } from "../contract/types.ts";
export type { Problem } from "./problems.ts";

export interface EditorOptions {
  body: Body;
  /** The type of the document or enclosure, for its numbering where none is given. */
  type: string;
  numbering?: readonly string[];
  /** Where the body stands in the JSON; "/body" without it. */
  pointer?: string;
  /** What the text is, for screen readers; "Nội dung văn bản" without it. */
  label?: string;
  /** Called after each change with the new body, and the pointers of the values that differ. */
  onChange?(body: Body, changed: string[]): void;
  /** Called when the cursor comes into another value. */
  onFocusPointer?(pointer: string): void;
}

export interface Editor {
  /** The body as it is now. */
  body(): Body;
  /** Another body or numbering in place of this one; what is there already stays as it is. True where the text is another one, with nothing to undo. */
  load(body: Body, numbering?: readonly string[]): boolean;
  focus(): void;
  /** Puts the cursor at a pointer of the contract, or at the nearest thing around it; false where that is not in this body. */
  focusPointer(pointer: string): boolean;
  /** Underlines what the check found; the list replaces that of before. */
  problems(list: readonly Problem[]): void;
  destroy(): void;
  readonly view: EditorView;
}

export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const base = options.pointer ?? "/body";
  const frame = element("div", { class: "vb-editor" });
  const live = announcer(frame);
  let scheme = schemeFor(options.type, options.numbering);
  const start = fromContract(options.body);
  // In the editor's own writing, so that only what is edited differs from it.
  let body = toContract(start);
  let focused = "";
  // After Escape, Tab leaves the editor instead of changing a level.
  let leaving = false;

  const press = (action: Action): void => {
    if (!perform(action, view)) {
      live.say(action.refused ?? "Không làm được ở đây.");
    }
  };

  const perform = (action: Action, view: EditorView): boolean => {
    // What is done by a button or a key is undone by itself, not with the words typed before it.
    view.dispatch(closeHistory(view.state.tr));
    const before = view.state;
    const stood = standing(before);
    if (!action.run(before, view.dispatch, view)) {
      return false;
    }
    if (!frame.querySelector("dialog")) {
      view.focus();
    }
    const name = action.title ?? action.label;
    if (action.on) {
      live.say(`${name}: ${action.on(view.state) ? "bật" : "tắt"}`);
    } else if (before.doc !== view.state.doc && standing(view.state) === stood) {
      live.say(`Đã làm: ${name}`);
    }
    return true;
  };

  const groups = actionGroups(() => scheme);
  const bar = toolbar(groups, press, () => view.focus());

  /** The keys of all actions; they are the editor's even where nothing can be done, so that Tab does not leave by accident. */
  const actionKeys = keymap(Object.fromEntries(groups.flatMap((g) => g.actions).filter((a) => a.key).map((a): [string, Command] => [
    a.key!, () => {
      press(a);
      return true;
    },
  ])));

  const ownKeys: Record<string, Command> = {
    Enter: chainCommands(openSelected, enter),
    "Shift-Enter": lineBreak,
    Backspace: chainCommands(undoInputRule, backspace),
    Delete: forwardDelete,
    Tab: nextCell(false),
    "Shift-Tab": nextCell(true),
    "Shift-Mod-z": redo,
    "Alt-F10": () => {
      bar.update(view.state); // the picture that it follows with may not have come yet
      bar.focus();
      return true;
    },
    Escape: () => {
      leaving = true;
      live.say("Nhấn Tab để ra khỏi khung soạn thảo, Alt+F10 để tới thanh công cụ.");
      return true;
    },
  };

  const plugins = (): Plugin[] => [
    typingRules(() => scheme),
    keymap(ownKeys),
    // What a rule has made is taken back first, with the typed number in its place.
    keymap({ "Mod-z": undoInputRule }),
    actionKeys,
    ...tablePlugins(),
    keymap(baseKeymap),
    history(),
    decorate(() => scheme),
    problemMarks(base),
    dropCursor({ color: "#0b5cad", width: 2 }),
    gapCursor(),
  ];

  const stateOf = (doc: Node): EditorState => EditorState.create({ doc, plugins: plugins() });

  const hint = element("p", { class: "vb-hint" }, hintOf(scheme));
  hint.id = `vb-hint-${++editors}`;
  frame.append(bar.dom);
  parent.append(frame);

  const view: EditorView = new EditorView(frame, {
    state: stateOf(start),
    attributes: {
      class: "vb-text", role: "textbox", "aria-multiline": "true", "aria-label": options.label ?? "Nội dung văn bản", "aria-describedby": hint.id,
      spellcheck: "false", lang: "vi",
    },
    nodeViews: {
      table: (node) => new TableView(node),
      footnote: (node) => new FootnoteView(node),
    },
    // The toolbar stays at the upper edge of the window: the cursor must not hide under it.
    scrollThreshold: { top: 140, bottom: 24, left: 0, right: 0 },
    scrollMargin: { top: 150, bottom: 40, left: 0, right: 0 },
    handleKeyDown(_, event) {
      if (event.key !== "Escape" && event.key !== "Shift") {
        leaving = false;
      }
      return false;
    },
    handleClickOn(_, __, node, pos) {
      if (node.type !== types.footnote) {
        return false;
      }
      openFootnote(view, pos);
      return true;
    },
    handleDOMEvents: {
      keydown: (_, event) => leaving && event.key === "Tab",
      paste: (_, event) => pasteFrom(view, event.clipboardData, event, scheme),
      drop(_, event) {
        const at = view.dragging ? null : view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!at) {
          return false;
        }
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
        return pasteFrom(view, event.dataTransfer, event, scheme);
      },
      blur() {
        leaving = false;
      },
    },
    dispatchTransaction(tr) {
      const before = view.state;
      view.updateState(before.apply(tr));
      refresh();
      if (before.doc !== view.state.doc) {
        tellLevel(standing(before));
        const now = toContract(view.state.doc);
        const changed = changedPointers(body, now, base);
        body = now;
        if (changed.length > 0) {
          options.onChange?.(now, changed);
        }
      }
      tellPointer();
    },
  });
  frame.append(hint);

  let waiting = 0;
  /** The toolbar follows with the next picture: a key must not wait for it. */
  function refresh(): void {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      bar.update(view.state);
    });
  }
  bar.update(view.state);

  /** A level or number that has changed is seen by itself, and must be said. */
  function tellLevel(before: string): void {
    const now = standing(view.state);
    if (now !== "" && now !== before) {
      live.say(now);
    }
  }

  function tellPointer(): void {
    const { selection, doc } = view.state;
    const { $from } = selection;
    const pos = selection instanceof NodeSelection || $from.depth === 0 ? $from.pos : $from.before();
    const pointer = pointerAt(doc, pos, base);
    if (pointer !== focused && view.hasFocus()) {
      focused = pointer;
      options.onFocusPointer?.(pointer);
    }
  }

  return {
    view,
    body: () => body,
    load(next, numbering) {
      const doc = fromContract(next);
      const nextScheme = schemeFor(options.type, numbering);
      const renumbered = nextScheme.join() !== scheme.join();
      scheme = nextScheme;
      hint.textContent = hintOf(scheme);
      if (doc.eq(view.state.doc)) {
        if (renumbered) {
          view.dispatch(renumber(view.state.tr));
        }
        return false;
      }
      view.updateState(stateOf(doc));
      body = toContract(view.state.doc);
      bar.update(view.state);
      return true;
    },
    focus: () => view.focus(),
    focusPointer(pointer) {
      const place = placeOf(view.state.doc, pointer, base);
      if (!place) {
        return false;
      }
      const { tr } = view.state;
      const selection = place.node.isAtom ? NodeSelection.create(tr.doc, place.pos) : TextSelection.near(tr.doc.resolve(place.pos + 1));
      view.dispatch(tr.setSelection(selection).scrollIntoView());
      view.focus();
      return true;
    },
    problems: (list) => view.dispatch(view.state.tr.setMeta(problemsKey, list).setMeta("addToHistory", false)),
    destroy() {
      cancelAnimationFrame(waiting);
      view.destroy();
      frame.remove();
    },
  };
}

let editors = 0;

/** What can be typed and pressed. The numbers are those of the document: “Điều 1. ” in a decision, “I. ” in a plan. */
function hintOf(scheme: readonly string[]): string {
  const numbers = [...scheme.filter((s) => s !== "-" && s !== "+").slice(0, 4), "-"].map((s) => `“${s} ”`).join(", ");
  return `Tab xuống cấp, Shift+Tab lên cấp, Alt+↑ Alt+↓ chuyển chỗ. Gõ ${numbers} ở đầu dòng để đánh số. Esc rồi Tab để ra khỏi khung.`;
}

/** "Cấp 2, số 1." of the block with the cursor. */
function standing(state: EditorState): string {
  const range = unitsOf(state.selection);
  const unit = range.parent.maybeChild(range.startIndex);
  if (!isEntry(unit)) {
    return "";
  }
  const found = numbersOf(state).find((n) => n.pos === range.start);
  return found?.label ? `Cấp ${found.depth + 1}, số ${found.label}` : `Cấp ${(found?.depth ?? 0) + 1}, không đánh số`;
}
