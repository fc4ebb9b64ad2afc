import type { Bilingual } from '../../language/texts.js';

/** A file that proves a value. */
export interface Proof {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** What is recorded of a cell, as far as typing needs it. */
export interface Recorded {
  readonly value: string | null;
  readonly note: string | null;
  readonly evidence: readonly Proof[];
  /** When it last changed; null while nothing is recorded. */
  readonly changedAt: string | null;
}

/** What was typed and is not sent yet. */
export interface Draft {
  readonly value: string;
  readonly note: string;
  readonly evidence: readonly string[];
  /** What was recorded when typing began: a later change by somebody else is shown beside it. */
  readonly base: { readonly value: string | null; readonly changedAt: string | null };
  /** The same draft sent again is recorded once. */
  readonly key: string;
}

/** What is to be said of a draft. `note`: odd, wants a note. `missing`: something is lacking. `invalid`: cannot be sent as it is. */
export interface Told {
  readonly tone: 'note' | 'missing' | 'invalid';
  readonly because: Bilingual;
  readonly remedy?: Bilingual;
}

export type Phase = 'saving' | 'saved';

/** A column one can type in: the value or the note of a period. */
export interface EditColumn {
  readonly period: string;
  readonly field: 'value' | 'note';
}

/** A row of the sheet. */
export interface SheetRow {
  readonly indicator: string;
  readonly measurementUnit: string;
}

/** Row and editable column. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What a cell shows of the person's work on it. */
export interface CellWork {
  readonly draft: Draft | undefined;
  readonly told: Told | undefined;
  readonly phase: Phase | undefined;
  readonly active: boolean;
  readonly chosen: boolean;
  /** The text being typed; undefined when the cell is only selected. */
  readonly typing: string | undefined;
  /** Whether one may type here now. */
  readonly open: boolean;
  /** What somebody else recorded since typing began. */
  readonly theirs: Recorded | undefined;
}

/** Names the report of an indicator in a period: value, note and evidence together. */
export const cellKey = (indicator: string, period: string): string => `${indicator}/${period}`;

/** Where drafts are kept over a reload. */
export interface DraftShelf {
  readonly read: () => string | null;
  readonly write: (text: string | undefined) => void;
}
