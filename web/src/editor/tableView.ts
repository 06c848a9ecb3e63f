// A table as the browser shows it: its columns with their shares of the width.
import type { Node } from "prosemirror-model";
import type { NodeView, ViewMutationRecord } from "prosemirror-view";
import { element } from "./popup.ts";
import type { TableAttrs } from "./schema.ts";
import { columnsOf } from "./tables.ts";

export class TableView implements NodeView {
  readonly dom = element("table", {});
  readonly contentDOM = element("tbody", {});
  private readonly columns = element("colgroup", {});

  constructor(private node: Node) {
    this.dom.append(this.columns, this.contentDOM);
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) {
      return false;
    }
    const changed = node.attrs !== this.node.attrs || node.childCount !== this.node.childCount;
    this.node = node;
    if (changed) {
      this.show();
    }
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  private show(): void {
    const a = this.node.attrs as TableAttrs;
    const columns = columnsOf(this.node);
    // As Go does: a column without a width gets the mean of the others.
    const known = columns.flatMap((c) => c.width ?? []);
    const mean = known.length > 0 ? known.reduce((n, w) => n + w, 0) / known.length : 1;
    const all = columns.reduce((n, c) => n + (c.width ?? mean), 0);
    this.columns.replaceChildren(...columns.map((c) => {
      const col = element("col", {});
      col.style.width = `${(100 * (c.width ?? mean)) / all}%`;
      return col;
    }));
    this.dom.classList.toggle("with-column-numbers", a.column_numbers);
  }
}
