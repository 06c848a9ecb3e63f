// Problems of the check, underlined where they are. The list of them in words is the page's.
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { placeOf } from "./pointers.ts";
import { isEntry } from "./schema.ts";

export interface Problem {
  pointer: string;
  severity: "error" | "warning";
  message: string;
}

export const problemsKey = new PluginKey<DecorationSet>("problems");

export function problemMarks(base: string): Plugin {
  return new Plugin({
    key: problemsKey,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set, _, state) {
        const list = tr.getMeta(problemsKey) as Problem[] | undefined;
        return list ? DecorationSet.create(tr.doc, list.flatMap((p) => marks(state, p, base))) : set.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => problemsKey.getState(state) },
  });
}

function marks(state: EditorState, problem: Problem, base: string): Decoration[] {
  const place = placeOf(state.doc, problem.pointer, base);
  if (!place) {
    return [];
  }
  // Of an entry its own text is meant, not all that stands in it.
  const node = isEntry(place.node) ? place.node.firstChild! : place.node;
  const pos = isEntry(place.node) ? place.pos + 1 : place.pos;
  const attrs = { class: `problem ${problem.severity}`, title: problem.message };
  return node.isTextblock && node.content.size > 0
    ? [Decoration.inline(pos + 1, pos + 1 + node.content.size, attrs)]
    : [Decoration.node(pos, pos + node.nodeSize, attrs)];
}
