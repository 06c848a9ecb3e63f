// A button with a menu for what is done with a table (WAI-ARIA menu button pattern): arrows, Home, End and letters within, Escape goes back to the button.
import type { EditorState } from "prosemirror-state";
import type { Action } from "./actions.ts";
import { element } from "./popup.ts";

export interface Menu {
  button: HTMLButtonElement;
  dom: HTMLElement;
  open(last?: boolean): void;
  update(state: EditorState): void;
}

let menus = 0;

export function menuOf(name: string, actions: Action[], press: (action: Action) => void): Menu {
  const dom = element("div", { class: "vb-menu" });
  const list = element("div", { class: "vb-menu-list", role: "menu", id: `vb-menu-${++menus}`, "aria-label": `${name} của bảng` });
  const button = element("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": list.id, "aria-label": `${name} của bảng` }, name);
  button.append(element("span", { "aria-hidden": "true" }, " ▾"));
  list.hidden = true;
  const items = actions.map((action) => {
    const item = element("button", { type: "button", tabindex: "-1", role: action.on ? "menuitemcheckbox" : "menuitem" }, action.title ?? action.label);
    item.addEventListener("click", () => {
      close();
      button.focus();
      press(action);
    });
    list.append(item);
    return item;
  });
  const close = (): void => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const show = (last = false): void => {
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    // Near the right edge it opens to the left.
    list.classList.remove("left");
    list.classList.toggle("left", list.getBoundingClientRect().right > document.documentElement.clientWidth - 4);
    (last ? items.at(-1) : items[0])?.focus();
  };
  button.addEventListener("click", () => (list.hidden ? show() : close()));
  list.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = ({ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 } as Record<string, number>)[event.key] ?? lettered(items, at, event);
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      close();
      button.focus();
    } else if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    }
  });
  dom.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && dom.contains(event.relatedTarget))) {
      close();
    }
  });
  dom.append(button, list);
  return {
    button, dom, open: show,
    update: (state) => actions.forEach((action, i) => action.on && items[i]!.setAttribute("aria-checked", String(action.on(state)))),
  };
}

/** The next item that begins with the letter of a key. */
function lettered(items: HTMLElement[], at: number, event: KeyboardEvent): number | undefined {
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  const order = items.map((_, i) => (at + 1 + i) % items.length);
  return order.find((i) => items[i]!.textContent!.toLocaleLowerCase("vi").startsWith(event.key.toLocaleLowerCase("vi")));
}
