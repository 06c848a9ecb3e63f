// Footnotes: a mark in the text, whose own text is written in a small window.
import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, NodeSelection, TextSelection, type Command } from "prosemirror-state";
import { EditorView, type NodeView } from "prosemirror-view";
import { element, openPopup } from "./popup.ts";
import { schema, types } from "./schema.ts";

export class FootnoteView implements NodeView {
  readonly dom = element("span", { class: "footnote", role: "img" });

  constructor(private node: Node) {
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) {
      return false;
    }
    this.node = node;
    this.show();
    return true;
  }

  private show(): void {
    this.dom.title = this.node.textContent;
    this.dom.setAttribute("aria-label", `Chú thích: ${this.node.textContent}`);
  }
}

/** Puts a footnote behind the selection and opens it; opens the one that is selected. */
export const footnote: Command = (state, dispatch, view) => {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type === types.footnote) {
    openSoon(view, selection.from);
    return true;
  }
  const { $to } = selection;
  if (!$to.parent.inlineContent || !$to.parent.type.contentMatch.matchType(types.footnote)) {
    return false;
  }
  dispatch?.(state.tr.insert($to.pos, types.footnote.create()));
  openSoon(view, $to.pos);
  return true;
};

/** Opens the selected footnote. */
export const openSelected: Command = (state, dispatch, view) =>
  state.selection instanceof NodeSelection && state.selection.node.type === types.footnote && footnote(state, dispatch, view);

/** Once the key that asked for it is over: it would be typed into the window. */
function openSoon(view: EditorView | undefined, pos: number): void {
  if (view) {
    setTimeout(() => openFootnote(view, pos));
  }
}

export function openFootnote(outer: EditorView, pos: number): void {
  const node = outer.state.doc.nodeAt(pos);
  if (node?.type !== types.footnote) {
    return;
  }
  // What is written goes into the document at once, so that nothing is lost whatever happens.
  const store = (content: Node): void => {
    const size = outer.state.doc.nodeAt(pos)!.content.size;
    outer.dispatch(outer.state.tr.replaceWith(pos + 1, pos + 1 + size, content.content));
  };
  const finish = (): void => {
    inner.destroy();
    const now = outer.state.doc.nodeAt(pos);
    const { tr } = outer.state;
    if (now?.type === types.footnote && now.content.size === 0) {
      tr.delete(pos, pos + now.nodeSize).setSelection(TextSelection.create(tr.doc, pos));
    } else {
      tr.setSelection(TextSelection.create(tr.doc, pos + (now?.nodeSize ?? 0)));
    }
    outer.dispatch(tr);
    outer.focus();
  };
  const popup = openPopup(outer.dom.parentElement!, "Chú thích cuối trang", [
    { label: "Xong", main: true, run: () => undefined },
    { label: "Xóa chú thích", run: () => store(types.footnote.create()) },
  ], finish);
  const done: Command = () => {
    popup.close();
    return true;
  };
  const inner: EditorView = new EditorView(popup.body, {
    state: EditorState.create({
      doc: node,
      plugins: [
        history(),
        keymap({
          Enter: done, Escape: done,
          "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
          "Mod-b": toggleMark(schema.marks["bold"]!), "Mod-i": toggleMark(schema.marks["italic"]!), "Mod-u": toggleMark(schema.marks["underline"]!),
        }),
        keymap(baseKeymap),
      ],
    }),
    attributes: { class: "vb-note-text", role: "textbox", "aria-multiline": "true", "aria-label": "Nội dung chú thích" },
    // Its plain text is enough.
    handleDOMEvents: {
      paste(view, event) {
        event.preventDefault();
        view.dispatch(view.state.tr.insertText((event.clipboardData?.getData("text/plain") ?? "").replace(/\s+/g, " ")));
        return true;
      },
    },
    dispatchTransaction(tr) {
      inner.updateState(inner.state.apply(tr));
      if (tr.docChanged) {
        store(inner.state.doc);
      }
    },
  });
  inner.focus();
}
