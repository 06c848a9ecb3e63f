// The body of a document as the contract (v1) writes it. See docs/json.md and templates/contract/types.go.

export interface Run {
  text?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  footnote?: Text;
}

/** Literal text, or a list of runs. */
export type Text = string | Run[];

export type Align = "left" | "center" | "right" | "justify";
export type VAlign = "top" | "center" | "bottom";

export interface Column {
  width?: number;
  align?: Align;
}

export interface CellObject {
  text?: Text;
  colspan?: number;
  rowspan?: number;
  align?: Align;
  valign?: VAlign;
}

export type Cell = Text | CellObject;
export type Row = Cell[] | { band: Text };

export interface Table {
  columns?: Column[];
  header?: Row[];
  rows?: Row[];
  column_numbers?: boolean;
  unit?: Text;
  note?: Text;
}

export type Kind = "heading" | "item" | "bullet";

export interface BodyObject {
  text?: Text;
  heading?: Text;
  item?: Text;
  bullet?: Text;
  table?: Table;
  label_value?: [Text, Text];
  body?: BodyNode[];
  numbering?: string[];
  label?: string;
  restart?: boolean;
}

export type BodyNode = string | BodyObject;
export type Body = BodyNode[];
