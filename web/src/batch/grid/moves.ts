// Where keys lead in a sheet of cells.

export interface Cell {
  /** The row, counted from 0 among those shown. */
  at: number;
  column: number;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** The cell that a key leads to; undefined for a key that leads nowhere. */
export function moveOf(event: Key, cell: Cell, rows: number, columns: number, page: number): Cell | undefined {
  if (event.altKey) return undefined;
  const far = event.ctrlKey || event.metaKey;
  const { at, column } = cell;
  const to: Record<string, Cell> = {
    ArrowUp: { at: far ? 0 : at - 1, column },
    ArrowDown: { at: far ? rows - 1 : at + 1, column },
    ArrowLeft: { at, column: far ? 0 : column - 1 },
    ArrowRight: { at, column: far ? columns - 1 : column + 1 },
    PageUp: { at: at - page, column },
    PageDown: { at: at + page, column },
    Home: { at: far ? 0 : at, column: 0 },
    End: { at: far ? rows - 1 : at, column: columns - 1 },
  };
  const next = to[event.key];
  return next && inBounds(next, rows, columns);
}

export function inBounds(cell: Cell, rows: number, columns: number): Cell {
  return { at: Math.max(0, Math.min(cell.at, rows - 1)), column: Math.max(0, Math.min(cell.column, columns - 1)) };
}
