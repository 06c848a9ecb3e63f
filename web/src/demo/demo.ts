// A page to try the editor on, and for the tests in the browser; it is no part of the bundle.
import { createEditor, type Body, type Editor } from "../editor/index.ts";

interface Demo {
  editor: Editor;
  changes: string[][];
  pointers: string[];
  open(body: Body, type?: string, numbering?: string[]): void;
}

const demo: Demo = {
  editor: undefined as unknown as Editor,
  changes: [],
  pointers: [],
  open(body, type = "ke-hoach", numbering) {
    demo.editor?.destroy();
    demo.changes = [];
    demo.pointers = [];
    demo.editor = createEditor(document.getElementById("editor")!, {
      body, type, ...(numbering ? { numbering } : {}),
      onChange: (_, changed) => demo.changes.push(changed),
      onFocusPointer: (pointer) => demo.pointers.push(pointer),
    });
  },
};

(window as unknown as { demo: Demo }).demo = demo;
demo.open([]);
