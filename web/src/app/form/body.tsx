// The bodies: of the document, of its phụ lục, of what it issues. Each has an editor of its own.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { redo, undo, undoDepth } from "prosemirror-history";
import { appendixScheme, createEditor, type Body, type Editor } from "../../editor/index.ts";
import type { Problem } from "../api.ts";
import { ChoiceField, LinesField } from "../field/inputs.tsx";
import { isObject, parsePointer, same, type Json } from "../model/json.ts";
import { rankOf, within } from "../model/problems.ts";
import type { Part } from "../model/steps.ts";
import { partOf, useApp, useProblems, useValue } from "../page/app.ts";
import { idOf, Messages } from "../field/field.tsx";
import { leadOn, Section } from "./section.tsx";

export function BodyText(): JSX.Element {
  return (
    <Section id="noi-dung" title="Nội dung">
      <BodyEditor at="/body" type="" label="Nội dung văn bản" />
    </Section>
  );
}

/** The editor of a body. type is the slug for its numbering; empty for that of the document. */
function BodyEditor({ at, type, label }: { at: string; type: string; label: string }): JSX.Element {
  const { store, problems, fields, steps, onFocus } = useApp();
  const place = useRef<HTMLDivElement>(null);
  const own = useProblems(at, false);
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return undefined;
    const path = parsePointer(at);
    const body = (): Body => bodyOf(store.get(path));
    const numbering = (): string[] | undefined => numberingOf(store.get([...path.slice(0, -1), "numbering"])) ?? inherited(at, store.document);
    const first = numbering();
    const editor: Editor = createEditor(parent, {
      body: body(), type: type || String(store.document["type"]), ...(first === undefined ? {} : { numbering: first }), pointer: at, label,
      onChange: (next) => {
        problems.visit(at);
        store.fromEditor(path, next as Json);
        steps.changed(part);
      },
      onFocusPointer: onFocus,
    });
    const part: Part = {
      depth: () => undoDepth(editor.view.state),
      undo: () => void (undo(editor.view.state, editor.view.dispatch) && editor.focus()),
      redo: () => void (redo(editor.view.state, editor.view.dispatch) && editor.focus()),
    };
    let marked: readonly Problem[] | undefined;
    const mark = (): void => {
      if (problems.list === marked) return;
      marked = problems.list;
      editor.problems(marked.filter((p) => within(p.pointer, at) && rankOf(p) !== "missing"));
    };
    mark(); // the check may have been faster than the form
    let counted = JSON.stringify(first);
    let taken = store.get(path);
    const stop = [
      store.subscribe((_, source) => {
        const scheme = JSON.stringify(numbering());
        const now = store.get(path);
        // A key in a field leaves the body the same object: then nothing of a long text is looked at.
        const untouched = now === taken && scheme === counted;
        taken = now;
        if (untouched || source === "editor" || same(now ?? [], editor.body() as Json) && scheme === counted) return;
        counted = scheme;
        if (editor.load(body(), numbering())) steps.remove(part);
      }),
      problems.subscribe(mark),
      fields.add(at, (pointer) => {
        if (!editor.focusPointer(pointer)) editor.focus();
        // The middle is free of what sticks to the edges.
        const { node } = editor.view.domAtPos(editor.view.state.selection.head);
        (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
        return true;
      }),
      () => steps.remove(part),
      () => editor.destroy(),
    ];
    return () => stop.forEach((s) => s());
  }, [store, problems, fields, steps, onFocus, at, type, label]);
  return (
    <div class="body">
      <Messages id={`${idOf(at)}-problem`} list={own} />
      <div ref={place} />
    </div>
  );
}

const emptyBody: Body = [];

function bodyOf(value: Json | undefined): Body {
  return Array.isArray(value) ? (value as unknown as Body) : emptyBody;
}

function numberingOf(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) && value.every((v) => typeof v === "string") ? value : undefined;
}

/** A phụ lục counts as its document does. */
function inherited(at: string, document: { [key: string]: Json }): string[] | undefined {
  if (!at.startsWith("/appendices/")) return undefined;
  return [...appendixScheme(String(document["type"]), numberingOf(document["numbering"]))];
}

export function Appendices(): JSX.Element {
  const { store } = useApp();
  const value = useValue("/appendices");
  const list = Array.isArray(value) ? value : [];
  const path = ["appendices"];
  const put = (next: Json[]): void => store.set(path, next.length === 0 ? undefined : next);
  return (
    <Section id="phu-luc" title="Phụ lục">
      {list.length === 0 && <p class="intro">Văn bản này không có phụ lục.</p>}
      {list.map((_, i) => (
        // Named by place and number of all: the editor of a phụ lục that moved is made anew.
        <fieldset class="one" key={`${i}/${list.length}`}>
          <legend>Phụ lục {list.length > 1 ? roman(i + 1) : ""}</legend>
          <LinesField at={`/appendices/${i}/title`} label="Tên phụ lục" clause="/appendices/0/title"
            hint="Chữ “Phụ lục” và “(Kèm theo …)” được tự thêm." />
          <ChoiceField at={`/appendices/${i}/orientation`} label="Hướng giấy"
            choices={[{ value: undefined, label: "Dọc" }, { value: "portrait", label: "Dọc", named: true }, { value: "landscape", label: "Ngang (bảng rộng)" }]} />
          <BodyEditor at={`/appendices/${i}/body`} type="" label={`Nội dung phụ lục ${i + 1}`} />
          <button type="button" class="plain" onClick={(e) => {
            put(list.filter((_, k) => k !== i));
            leadOn(e.currentTarget, false);
          }}>Bỏ phụ lục {list.length > 1 ? roman(i + 1) : "này"}</button>
        </fieldset>
      ))}
      <button type="button" class="plain" onClick={(e) => {
        put([...list, { title: "", body: [""] }]);
        leadOn(e.currentTarget, true);
      }}>+ Thêm phụ lục</button>
    </Section>
  );
}

export function Enclosures(): JSX.Element | null {
  const { type } = useApp();
  const value = useValue("/enclosures");
  if (!Array.isArray(value) || value.length === 0 || partOf(type, "enclosures") === "none") return null;
  return (
    <Section id="kem-theo" title="Văn bản ban hành kèm theo">
      {value.map((enclosure, i) => (
        <fieldset class="one" key={`${i}/${value.length}`}>
          <legend>Văn bản kèm theo {value.length > 1 ? i + 1 : ""}</legend>
          <LinesField at={`/enclosures/${i}/subject`} label="Trích yếu" />
          <BodyEditor at={`/enclosures/${i}/body`} type={isObject(enclosure) ? String(enclosure["type"]) : ""} label={`Nội dung văn bản kèm theo ${i + 1}`} />
        </fieldset>
      ))}
    </Section>
  );
}

function roman(n: number): string {
  const signs: [number, string][] = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let out = "";
  for (const [value, sign] of signs) {
    for (; n >= value; n -= value) out += sign;
  }
  return out;
}
