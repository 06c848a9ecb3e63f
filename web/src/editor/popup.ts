// Small windows over the editor. The browser keeps the focus in them and gives it back.

export interface Popup {
  dialog: HTMLDialogElement;
  body: HTMLElement;
  close(): void;
}

export interface Action {
  label: string;
  main?: boolean;
  run(): void;
}

/** Opens a window with a title and buttons. Enter in a field of one line presses the main one; done is called however it closes. */
export function openPopup(root: HTMLElement, title: string, actions: Action[], done: () => void): Popup {
  const dialog = element("dialog", { class: "vb-popup", "aria-label": title });
  const body = element("div", { class: "vb-popup-body" });
  const buttons = element("div", { class: "vb-popup-buttons" });
  const close = (): void => dialog.close();
  for (const action of actions) {
    const button = element("button", { type: "button", class: action.main ? "vb-main" : "vb-plain" }, action.label);
    button.addEventListener("click", () => {
      action.run();
      close();
    });
    buttons.append(button);
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      actions.find((a) => a.main)?.run();
      close();
    }
    event.stopPropagation(); // the page's own keys have nothing to do with it
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    done();
  });
  dialog.append(element("h2", {}, title), body, buttons);
  root.append(dialog);
  dialog.showModal();
  return { dialog, body, close };
}

let fields = 0;

/** A field with its label. */
export function field(parent: HTMLElement, label: string, attrs: Record<string, string>): HTMLInputElement {
  const id = `vb-field-${++fields}`;
  const input = element("input", { id, ...attrs });
  parent.append(element("label", { for: id }, label), input);
  return input;
}

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attrs: Record<string, string>, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    made.setAttribute(name, value);
  }
  made.textContent = text;
  return made;
}
