import { createContext, useCallback, useMemo, useRef, useState, type ClipboardEvent, type FormEvent, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { useTexts } from '../../language/texts.js';
import { copiedBlock } from './cell-text.js';
import { deedOf } from './grid-keys.js';
import type { SheetStore } from './sheet-store.js';
import type { Place } from './sheet-work.js';
import { sheetTexts } from './sheet-texts.js';

/** What cells need of their grid. */
export interface GridHold {
  readonly store: SheetStore;
  /** True once the grid has the focus: then the selected cell takes it. */
  readonly takesFocus: RefObject<boolean>;
  readonly caret: RefObject<boolean>;
}

export const GridContext = createContext<GridHold | undefined>(undefined);

/** F6 and Escape in the panel go back to the selected cell. */
export function backToGrid(event: KeyboardEvent): void {
  if (event.key !== 'F6' && event.key !== 'Escape') return;
  event.preventDefault();
  document.querySelector<HTMLElement>('.sheet-active input')?.focus();
}

/** The cell that an event happened in. */
function placeOf(target: EventTarget): Place | undefined {
  const cell = (target as HTMLElement).closest<HTMLElement>('td[data-column]');
  return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : undefined;
}

/**
 * A table to type in, like a spreadsheet: one cell is selected and holds the input, keys move it, blocks are copied and pasted. The
 * table's own rows are the children; cells to type in are `EditCell`s.
 */
export function Grid({ store, label, className, children }: { readonly store: SheetStore; readonly label: string; readonly className?: string; readonly children: ReactNode }) {
  const t = useTexts(sheetTexts);
  const [said, setSaid] = useState('');
  const takesFocus = useRef(false);
  const caret = useRef(false);
  const hold = useMemo(() => ({ store, takesFocus, caret }), [store]);

  const select = useCallback((place: Place, stretch: boolean) => {
    takesFocus.current = true;
    caret.current = false;
    store.select(place, stretch);
  }, [store]);

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || placeOf(event.target) === undefined) return;
    const { rows, columns } = store.size;
    const deed = deedOf({ key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey, alt: event.altKey }, { at: store.active, rows, columns, typing: store.isTyping, caret: caret.current && store.isTyping });
    if (deed.is === 'nothing') {
      if (event.key === 'Tab') store.commit();
      return;
    }
    event.preventDefault();
    switch (deed.is) {
      case 'go': return select(deed.to, deed.stretch);
      case 'all': select({ row: 0, column: 0 }, false); return store.select({ row: rows - 1, column: columns - 1 }, true);
      case 'clear': return store.clearBlock();
      case 'undo': return store.undo();
      case 'panel': store.commit(); return document.querySelector<HTMLElement>('.sheet-panel textarea, .panel-acts button')?.focus();
      case 'abandon': caret.current = false; return store.abandon();
      case 'edit': {
        caret.current = true;
        store.type(store.textAt(store.active));
        const input = event.target as HTMLInputElement;
        input.setSelectionRange?.(input.value.length, input.value.length);
      }
    }
  };
  const mouseDown = (event: MouseEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (!place || event.button !== 0) return;
    const again = !event.shiftKey && place.row === store.active.row && place.column === store.active.column;
    if (again && takesFocus.current) {
      caret.current = store.isTyping;
      return;
    }
    event.preventDefault();
    select(place, event.shiftKey);
    // The selected cell has its input already, and nothing changes that would make it take the focus.
    if (again) event.currentTarget.querySelector<HTMLElement>('.sheet-active input')?.focus();
  };
  const mouseOver = (event: MouseEvent) => {
    if (event.buttons !== 1 || store.isTyping) return;
    const place = placeOf(event.target);
    if (place && takesFocus.current) store.select(place, true);
  };
  const doubleClick = (event: MouseEvent) => {
    if (!placeOf(event.target)) return;
    caret.current = true;
    if (!store.isTyping) store.type(store.textAt(store.active));
  };
  const input = (event: FormEvent) => store.type((event.target as HTMLInputElement).value);
  const copy = (event: ClipboardEvent) => {
    if (store.isTyping || !placeOf(event.target)) return;
    const { from, to } = store.block;
    const rows = Array.from({ length: to.row - from.row + 1 }, (_, row) => Array.from({ length: to.column - from.column + 1 }, (__, column) => store.textAt({ row: from.row + row, column: from.column + column })));
    event.clipboardData.setData('text/plain', copiedBlock(rows));
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    if (store.isTyping || !placeOf(event.target)) return;
    event.preventDefault();
    const { taken, skipped } = store.paste(event.clipboardData.getData('text/plain'));
    setSaid(t(skipped > 0 ? 'pastedSkipped' : 'pasted', { taken, skipped }));
  };

  return (
    <GridContext.Provider value={hold}>
      <div className="sheet-scroll">
        <table
          role="grid" aria-label={label} className={`plain-table sheet ${className ?? ''}`}
          onKeyDown={keyDown} onMouseDown={mouseDown} onMouseOver={mouseOver} onDoubleClick={doubleClick} onInput={input} onCopy={copy} onPaste={paste}
          onFocus={() => (takesFocus.current = true)}
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) return;
            takesFocus.current = false;
            store.commit();
          }}
        >
          {children}
        </table>
      </div>
      <p className="sr-only" role="status">{said}</p>
      {said && <p className="sheet-said" aria-hidden="true">{said}</p>}
    </GridContext.Provider>
  );
}
