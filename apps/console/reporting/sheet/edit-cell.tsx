import { memo, useContext, useId, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { decimalText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { GridContext, type GridHold } from './grid.js';
import type { CellWork } from './sheet-work.js';
import { sheetTexts } from './sheet-texts.js';
import type { SheetCell } from './sheet-types.js';
import { mark } from '../../show/punctuation.js';

/** How a cell stands, by the most urgent. Each has a colour, a mark in its corner and a word. */
export type CellState = 'plain' | 'locked' | 'unsent' | 'saving' | 'saved' | 'invalid' | 'lacking' | 'note-wanted' | 'conflict';

export function cellStateOf(work: CellWork): CellState {
  if (work.phase === 'saving') return 'saving';
  if (work.theirs) return 'conflict';
  if (work.told?.tone === 'invalid') return 'invalid';
  if (work.told?.tone === 'missing') return 'lacking';
  if (work.told?.tone === 'note' && !work.draft?.note) return 'note-wanted';
  if (work.draft) return 'unsent';
  if (work.phase === 'saved') return 'saved';
  return work.open ? 'plain' : 'locked';
}

export const cellStateWords = {
  locked: 'readOnly', unsent: 'unsent', saving: 'sending', saved: 'sent', invalid: 'invalid', lacking: 'lacking', 'note-wanted': 'noteWanted', conflict: 'conflict',
} as const satisfies Record<Exclude<CellState, 'plain'>, keyof typeof sheetTexts.table>;

/** The work on a cell, drawn again when it changes. */
export function useCellWork({ store }: Pick<GridHold, 'store'>, key: string): CellWork {
  return useSyncExternalStore((watcher) => store.watch(key, watcher), () => store.work(key));
}

export interface EditCellProps {
  readonly row: number;
  readonly column: number;
  readonly indicator: string;
  readonly field: 'value' | 'note';
  readonly cell: SheetCell;
  /** What the cell is called, for readers of the screen. */
  readonly label: string;
  readonly frozen?: boolean;
  /** What stands in the cell while it holds no text. */
  readonly empty?: ReactNode;
}

/** A cell to type in. Only the selected one holds an input; it takes the focus with it. */
export const EditCell = memo(function EditCell({ row, column, indicator, field, cell, label, frozen = false, empty }: EditCellProps) {
  const t = useTexts(sheetTexts);
  const hold = useContext(GridContext)!;
  const work = useCellWork(hold, `${indicator}/${cell.period}/${field}`);
  const { open: mayType, theirs: conflict } = work;
  const state = cellStateOf(work);
  const report = cell.report;
  const text = field === 'value' ? (work.draft?.value ?? report?.value ?? '') : (work.draft?.note ?? report?.note ?? '');
  const word = state === 'plain' ? '' : t(cellStateWords[state]);
  const told = useId();
  const hasTold = work.active && field === 'value' && (work.told !== undefined || conflict !== undefined || (!mayType && cell.may.because !== undefined));
  return (
    <td
      role="gridcell" data-row={row} data-column={column} data-state={field === 'value' ? state : state === 'locked' ? 'locked' : 'plain'}
      data-kind={report?.status ?? 'none'}
      className={`sheet-cell sheet-${field}${work.active ? ' sheet-active' : ''}${work.chosen ? ' sheet-chosen' : ''}${frozen ? ' sheet-frozen' : ''}${text && field === 'value' && (work.draft?.note ?? report?.note) ? ' sheet-noted' : ''}`}
      aria-selected={work.active || work.chosen} aria-readonly={!mayType}
    >
      {work.active ? (
        <CellInput field={field} text={text} typing={work.typing} readOnly={!mayType} label={word ? `${label}${mark.comma}${word}` : label} invalid={state === 'invalid'} {...(hasTold ? { describedBy: told } : {})} />
      ) : (
        <>{field === 'value' && state !== 'invalid' ? decimalText(text) : text}{text === '' && empty}{field === 'value' && word && <span className="sr-only"> {word}</span>}</>
      )}
      {hasTold && <CellTold id={told} cell={cell} work={work} theirs={conflict?.value} />}
    </td>
  );
});

function CellInput({ field, text, typing, readOnly, label, invalid, describedBy }: { readonly field: 'value' | 'note'; readonly text: string; readonly typing: string | undefined; readonly readOnly: boolean; readonly label: string; readonly invalid: boolean; readonly describedBy?: string }) {
  const { takesFocus } = useContext(GridContext)!;
  const input = useRef<HTMLInputElement>(null);
  const shown = typing ?? text;
  // What is only selected is replaced by the next letter: its text is marked.
  useLayoutEffect(() => {
    if (!takesFocus.current || typing !== undefined) return;
    if (document.activeElement !== input.current) input.current?.focus({ preventScroll: false });
    input.current?.select();
  }, [typing === undefined, text]);
  return (
    <input
      ref={input} className="sheet-input" aria-label={label} aria-invalid={invalid} aria-describedby={describedBy} readOnly={readOnly} value={shown} onChange={() => undefined}
      onFocus={({ target }) => typing === undefined && target.select()} inputMode={field === 'value' ? 'decimal' : 'text'} autoComplete="off" spellCheck={false} maxLength={field === 'value' ? 60 : 2000}
    />
  );
}

/** What is to be said of the selected cell, at the cell. */
function CellTold({ id, cell, work, theirs }: { readonly id: string; readonly cell: SheetCell; readonly work: CellWork; readonly theirs: string | null | undefined }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  if (theirs !== undefined) return <div id={id} className="sheet-told sheet-told-conflict">{t('conflictTold', { value: theirs ?? '—' })}</div>;
  if (work.told) {
    const noted = work.told.tone === 'note' && work.draft?.note;
    return <div id={id} className={`sheet-told sheet-told-${noted ? 'noted' : work.told.tone}`}><strong>{say(work.told.because)}</strong> {noted ? t('noted') : work.told.remedy && say(work.told.remedy)}</div>;
  }
  return <div id={id} className="sheet-told sheet-told-locked"><strong>{cell.may.because && say(cell.may.because)}</strong> {cell.may.remedy && say(cell.may.remedy)}</div>;
}
