import type { Place } from './sheet-work.js';

/** What a key does in the grid. */
export type KeyDeed =
  | { readonly is: 'go'; readonly to: Place; readonly stretch: boolean }
  | { readonly is: 'edit' | 'abandon' | 'clear' | 'undo' | 'all' | 'panel' }
  /** Nothing of the grid's: the browser does what it does. */
  | { readonly is: 'nothing' };

export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
}

export interface GridState {
  readonly at: Place;
  readonly rows: number;
  readonly columns: number;
  /** A text is being typed. */
  readonly typing: boolean;
  /** The caret moves in the text: typing began by F2 or a click, so left and right belong to the text. */
  readonly caret: boolean;
}

const page = 15;
const nothing: KeyDeed = { is: 'nothing' };

/** What a key does, as spreadsheets do it. Tab leaves the grid after its last cell and before its first. */
export function deedOf({ key, shift, control, alt }: KeyPress, { at, rows, columns, typing, caret }: GridState): KeyDeed {
  if (alt) return nothing;
  const last = { row: rows - 1, column: columns - 1 };
  const go = (row: number, column: number, stretch = false): KeyDeed => ({ is: 'go', to: { row, column }, stretch });
  if (control) {
    if (typing) return nothing;
    switch (key.toLowerCase()) {
      case 'z': return { is: 'undo' };
      case 'a': return { is: 'all' };
      case 'arrowup': return go(0, at.column, shift);
      case 'arrowdown': return go(last.row, at.column, shift);
      case 'arrowleft': case 'home': return go(key === 'Home' ? 0 : at.row, 0, shift);
      case 'arrowright': case 'end': return go(key === 'End' ? last.row : at.row, last.column, shift);
      default: return nothing;
    }
  }
  switch (key) {
    case 'ArrowUp': return go(at.row - 1, at.column, shift && !typing);
    case 'ArrowDown': return go(at.row + 1, at.column, shift && !typing);
    case 'ArrowLeft': return caret ? nothing : go(at.row, at.column - 1, shift && !typing);
    case 'ArrowRight': return caret ? nothing : go(at.row, at.column + 1, shift && !typing);
    case 'Home': return caret ? nothing : go(at.row, 0, shift && !typing);
    case 'End': return caret ? nothing : go(at.row, last.column, shift && !typing);
    case 'PageUp': return go(at.row - page, at.column, shift);
    case 'PageDown': return go(at.row + page, at.column, shift);
    case 'Enter': return go(at.row + (shift ? -1 : 1), at.column);
    case 'Tab': return tab(at, last, shift, go);
    case 'F2': return { is: 'edit' };
    case 'F6': return { is: 'panel' };
    case 'Escape': return typing ? { is: 'abandon' } : nothing;
    case 'Delete': case 'Backspace': return typing ? nothing : { is: 'clear' };
    default: return nothing;
  }
}

function tab(at: Place, last: Place, back: boolean, go: (row: number, column: number) => KeyDeed): KeyDeed {
  if (back) {
    if (at.column > 0) return go(at.row, at.column - 1);
    return at.row > 0 ? go(at.row - 1, last.column) : nothing;
  }
  if (at.column < last.column) return go(at.row, at.column + 1);
  return at.row < last.row ? go(at.row + 1, 0) : nothing;
}
