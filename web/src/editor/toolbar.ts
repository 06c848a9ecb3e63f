// The toolbar: one stop for Tab, arrow keys within, pressed buttons said as such (WAI-ARIA toolbar pattern). In a table, what is for tables takes the
// place of what a block of text can become, so that the text below stays where it is.
import type { EditorState } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { Action, Group } from "./actions.ts";
import { menuOf, type Menu } from "./menu.ts";
import { element } from "./popup.ts";

export interface Toolbar {
  dom: HTMLElement;
  update(state: EditorState): void;
  focus(): void;
}

export function toolbar(groups: Group[], press: (action: Action) => void, leave: () => void): Toolbar {
  const dom = element("div", { class: "vb-toolbar", role: "toolbar", "aria-label": "Soạn nội dung" });
  const rows = groups.map((group) => ({ group, dom: element("div", { class: "vb-group", role: "group", "aria-label": group.name }) }));
  const buttons: { button: HTMLButtonElement; action: Action }[] = [];
  const menus: Menu[] = [];
  for (const { group, dom: row } of rows) {
    const folded = group.actions.filter((a) => group.menu !== undefined && !a.direct);
    if (folded.length > 0) {
      const menu = menuOf(group.menu!, folded, press);
      menus.push(menu);
      row.append(menu.dom);
    }
    for (const action of group.actions.filter((a) => !folded.includes(a))) {
      const button = actionButton(action);
      button.addEventListener("click", () => press(action));
      row.append(button);
      buttons.push({ button, action });
    }
    dom.append(row);
  }
  /** The stops for the arrow keys, in their order. */
  const all = rows.flatMap(({ dom: row }) => [...row.querySelectorAll<HTMLButtonElement>(":scope > button, :scope > .vb-menu > button")].map((button) => ({ button, row })));
  const reachable = (): HTMLButtonElement[] => all.filter((s) => !s.row.hidden).map((s) => s.button);
  const stop = (button: HTMLButtonElement): void => {
    for (const s of all) {
      s.button.tabIndex = s.button === button ? 0 : -1;
    }
  };
  stop(all[0]!.button);
  // A click must not take the selection away from the text.
  dom.addEventListener("mousedown", (event) => event.preventDefault());
  dom.addEventListener("focusin", (event) => {
    const found = all.find((s) => s.button === event.target);
    if (found) {
      stop(found.button);
    }
  });
  dom.addEventListener("keydown", (event) => {
    const now = reachable();
    const at = now.indexOf(document.activeElement as HTMLButtonElement);
    const menu = menus.find((m) => m.button === document.activeElement);
    if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      menu.open(event.key === "ArrowUp");
      return;
    }
    const to = ({ ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: now.length - 1 } as Record<string, number>)[event.key];
    if (event.key === "Escape") {
      leave();
    } else if (to !== undefined) {
      event.preventDefault();
      now.at(to % now.length)!.focus();
    }
  });
  return {
    dom,
    focus: () => (reachable().find((b) => b.tabIndex === 0) ?? reachable()[0]!).focus(),
    update(state) {
      const table = isInTable(state);
      for (const { group, dom: row } of rows) {
        row.hidden = group.where === "table" && !table || group.where === "text" && table;
      }
      for (const { button, action } of buttons) {
        if (action.on) {
          button.setAttribute("aria-pressed", String(action.on(state)));
        }
      }
      if (table) {
        menus.forEach((m) => m.update(state));
      }
      if (!reachable().some((b) => b.tabIndex === 0)) {
        stop(all[0]!.button);
      }
    },
  };
}

function actionButton(action: Action): HTMLButtonElement {
  const name = action.title ?? action.label;
  const button = element("button", { type: "button", title: action.key ? `${name} (${shownKey(action.key)})` : name }, action.label);
  if (!/\p{L}{2}/u.test(action.label)) {
    button.setAttribute("aria-label", name);
  }
  if (action.sign) {
    button.prepend(element("span", { "aria-hidden": "true" }, `${action.sign} `));
  }
  if (action.look) {
    button.classList.add(action.look);
  }
  if (action.key) {
    button.setAttribute("aria-keyshortcuts", action.key.replaceAll("Mod", "Control").replaceAll("-", "+"));
  }
  return button;
}

function shownKey(key: string): string {
  return key.replace("Mod", "Ctrl").replace("ArrowUp", "↑").replace("ArrowDown", "↓").split("-").map((k) => (k.length === 1 ? k.toUpperCase() : k)).join("+");
}
