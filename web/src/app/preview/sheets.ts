// The pages on the screen: svg elements of the service, taken over as nodes. What did not change stays in place.

const svgNamespace = "http://www.w3.org/2000/svg";

/** What the service draws with. Anything else is not taken over, so that no text of a document could ever become more than text. */
const elements = new Set(["svg", "g", "text", "tspan", "path", "rect", "image"]);

export class Sheets {
  #frame: HTMLElement;
  #sheets: HTMLElement[] = [];
  /** The pages as they came: one that comes again the same need not be taken over again. */
  #came = new WeakMap<HTMLElement, Element>();
  #marked = "";

  constructor(frame: HTMLElement) {
    this.#frame = frame;
  }

  get count(): number {
    return this.#sheets.length;
  }

  /** Has as many sheets as the document has pages; new ones are empty and as large as the last. */
  resize(count: number): void {
    while (this.#sheets.length > count) this.#sheets.pop()?.remove();
    while (this.#sheets.length < count) {
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      sheet.setAttribute("role", "group");
      sheet.style.aspectRatio = this.#sheets.at(-1)?.style.aspectRatio || "210 / 297";
      this.#sheets.push(sheet);
      this.#frame.append(sheet);
    }
    this.#sheets.forEach((sheet, i) => sheet.setAttribute("aria-label", `Trang ${i + 1} trên ${count}`));
  }

  /** Takes over the pages of a file that are wanted. */
  show(file: Document): void {
    for (const page of [...file.documentElement.children]) {
      const number = Number(/^page-(\d+)$/.exec(page.id)?.[1]);
      const sheet = this.#sheets[number - 1];
      if (page.localName === "svg" && sheet !== undefined) this.#put(sheet, page);
    }
    const marked = this.#marked;
    this.#marked = "";
    if (marked !== "") this.mark(marked);
  }

  /** The numbers of the pages that can be seen, from 1. */
  visible(): number[] {
    const frame = this.#frame.getBoundingClientRect();
    const top = Math.max(frame.top, 0);
    const bottom = Math.min(frame.bottom, innerHeight);
    return this.#sheets.flatMap((sheet, i) => {
      const box = sheet.getBoundingClientRect();
      return box.bottom > top && box.top < bottom ? [i + 1] : [];
    });
  }

  /** Shows where a part of the document is on the pages; returns that place. */
  mark(pointer: string): SVGGElement | undefined {
    for (const old of this.#frame.querySelectorAll(".mark")) old.remove();
    this.#marked = pointer;
    const groups = this.#groups(pointer);
    for (const group of groups) {
      const box = group.getBBox();
      const mark = document.createElementNS(svgNamespace, "rect");
      mark.setAttribute("class", "mark");
      for (const [name, value] of [["x", box.x - 60], ["y", box.y - 20], ["width", box.width + 90], ["height", box.height + 40]] as const) {
        mark.setAttribute(name, String(Math.round(value)));
      }
      group.before(mark);
    }
    return groups[0];
  }

  /** The groups of a pointer, of what is in it, or of the nearest around it. */
  #groups(pointer: string): SVGGElement[] {
    if (pointer === "") return [];
    const wanted = pointer === "/date" ? "/place" : pointer;
    const all = [...this.#frame.querySelectorAll<SVGGElement>("g[data-pointer]")];
    const exact = all.filter((g) => pointerOf(g) === wanted);
    if (exact.length > 0) return exact;
    // A cell of a table or an entry of a list may be drawn with what it stands in, but a whole body is no place.
    for (let at = wanted.slice(0, wanted.lastIndexOf("/")); at.lastIndexOf("/") >= 0; at = at.slice(0, at.lastIndexOf("/"))) {
      const around = all.filter((g) => pointerOf(g) === at);
      if (around.length > 0) return around;
    }
    return all.filter((g) => pointerOf(g).startsWith(wanted + "/")).slice(0, 1);
  }

  #put(sheet: HTMLElement, page: Element): void {
    if (this.#came.get(sheet)?.isEqualNode(page) === true) return;
    this.#came.set(sheet, page);
    const next = document.importNode(page, true);
    strip(next);
    next.removeAttribute("id");
    for (const name of ["x", "y", "width", "height"]) next.removeAttribute(name);
    next.setAttribute("class", "vanban");
    const [, , width = "210", height = "297"] = (next.getAttribute("viewBox") ?? "").split(" ");
    sheet.style.aspectRatio = `${width} / ${height}`;
    sheet.classList.toggle("wide", Number(width) > Number(height));
    sheet.replaceChildren(next);
  }
}

export function pointerOf(element: Element): string {
  return element.getAttribute("data-pointer") ?? "";
}

function strip(node: Element): void {
  for (const child of [...node.children]) {
    if (child.namespaceURI !== svgNamespace || !elements.has(child.localName)) child.remove();
    else strip(child);
  }
  for (const { name, value } of [...node.attributes]) {
    const picture = name === "href" && node.localName === "image" && value.startsWith("data:image/");
    if (name.startsWith("on") || name === "style" || name.endsWith("href") && !picture) node.removeAttribute(name);
  }
}
